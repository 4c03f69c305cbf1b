# Copyright 2026 Customer Policy Suite contributors
# License AGPL-3.0 or later (https://www.gnu.org/licenses/agpl).

{
    "name": "Customer Grading in Sales",
    "summary": "Quotations and orders warn, ask approval or are blocked by grade and "
    "risk step; confirmed orders as figures of grading",
    "version": "19.0.1.0.0",
    "category": "Sales/CRM",
    "author": "Customer Policy Suite contributors, Odoo Community Association (OCA)",
    "license": "AGPL-3",
    "depends": ["crm_grading", "sale"],
    "data": [
        "security/ir.model.access.csv",
        "security/crm_grading_sale_rule_security.xml",
        "security/crm_grading_sale_release_security.xml",
        "data/mail_activity_type_data.xml",
        "data/crm_grading_sale_rule_data.xml",
        "views/crm_grading_sale_rule_views.xml",
        "views/crm_grading_sale_release_views.xml",
        "views/sale_order_views.xml",
        "views/res_config_settings_views.xml",
    ],
    "demo": ["demo/crm_grading_sale_demo.xml"],
    "assets": {
        "web.assets_tests": ["crm_grading_sale/static/tests/tours/*.js"],
    },
    "uninstall_hook": "uninstall_hook",
    "auto_install": True,
}
