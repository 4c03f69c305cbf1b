# Copyright 2026 Customer Policy Suite contributors
# License AGPL-3.0 or later (https://www.gnu.org/licenses/agpl).

{
    "name": "Customer Visits",
    "summary": "Visits planned by cadence, recorded in full, inspected; walk-ins, phone "
    "orders and exhibitions registered in time",
    "version": "19.0.1.0.0",
    "category": "Sales/CRM",
    "author": "Customer Policy Suite contributors, Odoo Community Association (OCA)",
    "license": "AGPL-3",
    "depends": [
        "crm_policy",
        "calendar",
        "phone_validation",
        "product",
        "resource",
        "sales_team",
        "utm",
    ],
    "data": [
        "security/ir.model.access.csv",
        "security/crm_visit_security.xml",
        "data/crm_visit_content_data.xml",
        "data/crm_visit_channel_data.xml",
        "data/crm_visit_type_data.xml",
        "data/crm_visit_advantage_data.xml",
        "data/crm_visit_cancel_reason_data.xml",
        "data/mail_activity_type_data.xml",
        "views/crm_visits_menus.xml",
        "views/crm_visit_views.xml",
        "views/crm_visit_channel_views.xml",
        "views/crm_visit_type_views.xml",
        "views/crm_visit_competitor_views.xml",
        "views/crm_visit_cancel_reason_views.xml",
        "views/res_config_settings_views.xml",
        "views/res_partner_views.xml",
        "wizard/crm_visit_cancel_views.xml",
        "wizard/crm_visit_reopen_views.xml",
    ],
    "demo": ["demo/crm_visits_demo.xml"],
    "assets": {
        "web.assets_backend": ["crm_visits/static/src/**/*"],
        "web.assets_tests": ["crm_visits/static/tests/tours/*.js"],
        "web.assets_unit_tests": ["crm_visits/static/tests/**/*.test.js"],
    },
    "uninstall_hook": "uninstall_hook",
}
