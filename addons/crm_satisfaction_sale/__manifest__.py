# Copyright 2026 Customer Policy Suite contributors
# License AGPL-3.0 or later (https://www.gnu.org/licenses/agpl).

{
    "name": "Customer Satisfaction in Sales",
    "summary": "Customers who order again, beside the score of satisfaction",
    "version": "19.0.1.0.0",
    "category": "Sales/CRM",
    "author": "Customer Policy Suite contributors, Odoo Community Association (OCA)",
    "license": "AGPL-3",
    "depends": ["crm_satisfaction", "sale"],
    "data": [
        "views/res_config_settings_views.xml",
    ],
    "auto_install": True,
}
