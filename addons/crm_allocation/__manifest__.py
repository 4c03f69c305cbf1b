# Copyright 2026 Customer Policy Suite contributors
# License AGPL-3.0 or later (https://www.gnu.org/licenses/agpl).

{
    "name": "Customer Allocation",
    "summary": "Customers registered, protected, claimed and allocated to salespeople; "
    "every change of owner explained",
    "version": "19.0.1.0.0",
    "category": "Sales/CRM",
    "author": "Customer Policy Suite contributors, Odoo Community Association (OCA)",
    "license": "AGPL-3",
    "depends": ["crm_policy", "calendar", "resource", "sales_team"],
    "data": [
        "security/ir.model.access.csv",
        "security/crm_ownership_security.xml",
        "security/crm_allocation_member_security.xml",
        "data/crm_allocation_class_data.xml",
        "data/crm_allocation_level_data.xml",
        "data/ir_cron_data.xml",
        "security/crm_allocation_sample_security.xml",
        "security/crm_allocation_summary_security.xml",
        "data/crm_allocation_sample_data.xml",
        "data/crm_allocation_summary_data.xml",
        "views/crm_allocation_menus.xml",
        "views/crm_ownership_views.xml",
        "views/crm_allocation_member_views.xml",
        "views/crm_allocation_pool_views.xml",
        "views/crm_allocation_class_views.xml",
        "views/crm_allocation_level_views.xml",
        "views/res_config_settings_views.xml",
        "views/res_partner_views.xml",
        "wizard/crm_allocation_sample_close_views.xml",
        "report/crm_allocation_sample_reports.xml",
        "views/crm_allocation_sample_views.xml",
        "views/res_config_settings_sample_views.xml",
        "report/crm_allocation_summary_reports.xml",
        "views/crm_allocation_summary_views.xml",
        "views/res_config_settings_summary_views.xml",
    ],
    "assets": {
        "web.assets_backend": [
            "crm_allocation/static/src/**/*",
            ("remove", "crm_allocation/static/src/scss/*_reports.scss"),
        ],
        "web.report_assets_common": [
            "crm_allocation/static/src/scss/*_reports.scss",
        ],
        "web.assets_tests": ["crm_allocation/static/tests/tours/*.js"],
    },
    "post_init_hook": "post_init_hook",
    "uninstall_hook": "uninstall_hook",
}
