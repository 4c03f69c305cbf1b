# Copyright 2026 Customer Policy Suite contributors
# License AGPL-3.0 or later (https://www.gnu.org/licenses/agpl).

{
    "name": "Customer Allocation in Sales",
    "summary": "Quotations and orders count as sales actions on a customer",
    "version": "19.0.1.0.0",
    "category": "Sales/CRM",
    "author": "Customer Policy Suite contributors, Odoo Community Association (OCA)",
    "license": "AGPL-3",
    "depends": ["crm_allocation", "sale"],
    "data": [
        "security/crm_allocation_sale_security.xml",
        "data/crm_allocation_action_data.xml",
    ],
    "demo": ["demo/crm_allocation_sale_demo.xml"],
    "post_init_hook": "post_init_hook",
    "uninstall_hook": "uninstall_hook",
    "auto_install": True,
}
