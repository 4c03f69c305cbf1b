# Copyright 2026 Customer Policy Suite contributors
# License AGPL-3.0 or later (https://www.gnu.org/licenses/agpl).
{
    "name": "Customer Satisfaction",
    "summary": "Questionnaire, contract performance and awards: one score of each "
    "project, rolled up to the quarter and the year",
    "version": "19.0.1.0.0",
    "category": "Sales/CRM",
    "author": "Customer Policy Suite contributors, Odoo Community Association (OCA)",
    "license": "AGPL-3",
    "depends": ["crm_policy", "survey"],
    "data": [
        "security/ir.model.access.csv",
        "security/crm_satisfaction_security.xml",
        "data/crm_satisfaction_kind_data.xml",
        "data/crm_satisfaction_role_data.xml",
        "data/crm_satisfaction_level_data.xml",
        "data/crm_satisfaction_set_data.xml",
        "views/crm_satisfaction_menus.xml",
        "wizard/crm_satisfaction_reason_views.xml",
        "views/crm_satisfaction_kind_views.xml",
        "views/crm_satisfaction_role_views.xml",
        "views/crm_satisfaction_level_views.xml",
        "views/crm_satisfaction_set_views.xml",
        "views/crm_satisfaction_answer_views.xml",
        "views/crm_satisfaction_measurement_views.xml",
        "views/crm_satisfaction_subject_views.xml",
        "views/res_config_settings_views.xml",
    ],
    "assets": {
        "web.assets_tests": ["crm_satisfaction/static/tests/tours/*.js"],
    },
    "post_init_hook": "post_init_hook",
    "uninstall_hook": "uninstall_hook",
}
