# Copyright 2026 Customer Policy Suite contributors
# License AGPL-3.0 or later (https://www.gnu.org/licenses/agpl).

{
    "name": "Customer Allocation with Opportunities",
    "summary": "Changes of stage count as sales actions; open opportunities keep "
    "the customer",
    "version": "19.0.1.0.0",
    "category": "Sales/CRM",
    "author": "Customer Policy Suite contributors, Odoo Community Association (OCA)",
    "license": "AGPL-3",
    "depends": ["crm_allocation", "crm"],
    "data": [
        "security/crm_allocation_crm_security.xml",
        "data/crm_allocation_action_data.xml",
        "views/crm_allocation_idle_rule_views.xml",
    ],
    "uninstall_hook": "uninstall_hook",
    "auto_install": True,
}
