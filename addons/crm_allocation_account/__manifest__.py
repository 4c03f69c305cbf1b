# Copyright 2026 Customer Policy Suite contributors
# License AGPL-3.0 or later (https://www.gnu.org/licenses/agpl).

{
    "name": "Customer Allocation with Invoices",
    "summary": "Revenue attributed to who owned the customer on the invoice date, or "
    "to the department",
    "version": "19.0.1.0.0",
    "category": "Sales/CRM",
    "author": "Customer Policy Suite contributors, Odoo Community Association (OCA)",
    "license": "AGPL-3",
    "depends": ["crm_allocation", "account"],
    "data": [
        "security/ir.model.access.csv",
        "security/crm_allocation_revenue_security.xml",
        "report/crm_allocation_revenue_reports.xml",
        "report/crm_allocation_revenue_views.xml",
        "views/res_config_settings_views.xml",
    ],
    "auto_install": True,
}
