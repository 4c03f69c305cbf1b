# Copyright 2026 Customer Policy Suite contributors
# License AGPL-3.0 or later (https://www.gnu.org/licenses/agpl).

{
    "name": "Customer Policy",
    "summary": "Common ground of the customer management policies: roles, "
    "customer source and channel, duplicates, improvement actions, periods, XLSX",
    "version": "19.0.1.2.0",
    "category": "Sales/CRM",
    "author": "Customer Policy Suite contributors, Odoo Community Association (OCA)",
    "license": "AGPL-3",
    "depends": ["mail", "phone_validation", "report_xlsx"],
    "data": [
        "security/crm_policy_groups.xml",
        "security/ir.model.access.csv",
        "security/crm_improvement_security.xml",
        "data/crm_customer_source_data.xml",
        "data/crm_sales_channel_data.xml",
        "data/crm_customer_kind_data.xml",
        "data/crm_customer_size_data.xml",
        "data/crm_policy_shared_domain_data.xml",
        "data/crm_improvement_data.xml",
        "report/crm_improvement_reports.xml",
        "views/crm_policy_menus.xml",
        "views/crm_customer_source_views.xml",
        "views/crm_sales_channel_views.xml",
        "views/crm_customer_kind_views.xml",
        "views/crm_customer_size_views.xml",
        "views/crm_policy_shared_domain_views.xml",
        "views/crm_improvement_templates.xml",
        "views/crm_improvement_views.xml",
        "wizard/crm_improvement_cancel_views.xml",
        "views/res_partner_views.xml",
        "views/res_config_settings_views.xml",
    ],
    "demo": ["demo/crm_policy_demo.xml"],
    "assets": {
        "web.assets_tests": ["crm_policy/static/tests/tours/*.js"],
    },
    "pre_init_hook": "pre_init_hook",
    "uninstall_hook": "uninstall_hook",
    "application": True,
}
