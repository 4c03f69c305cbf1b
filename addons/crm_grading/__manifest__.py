# Copyright 2026 Customer Policy Suite contributors
# License AGPL-3.0 or later (https://www.gnu.org/licenses/agpl).

{
    "name": "Customer Grading",
    "summary": "Customers graded A to D by a scorecard from posted invoices and "
    "payments: reviewed, approved, published, explained figure by figure",
    "version": "19.0.1.0.0",
    "category": "Sales/CRM",
    "author": "Customer Policy Suite contributors, Odoo Community Association (OCA)",
    "license": "AGPL-3",
    "depends": ["crm_policy", "account"],
    "data": [
        "security/ir.model.access.csv",
        "security/crm_grading_security.xml",
        "data/mail_activity_type_data.xml",
        "data/crm_grading_grade_data.xml",
        "data/crm_grading_dimension_data.xml",
        "data/crm_grading_indicator_data.xml",
        "data/crm_grading_credit_grade_data.xml",
        "data/crm_grading_scheme_data.xml",
        "data/ir_cron_data.xml",
        "views/crm_grading_menus.xml",
        "views/crm_grading_round_views.xml",
        "views/crm_grading_result_views.xml",
        "views/crm_grading_assessment_views.xml",
        "views/crm_grading_override_views.xml",
        "views/crm_grading_financials_views.xml",
        "views/crm_grading_credit_rating_views.xml",
        "views/crm_grading_scheme_views.xml",
        "views/crm_grading_indicator_views.xml",
        "views/crm_grading_grade_views.xml",
        "views/crm_grading_credit_grade_views.xml",
        "views/res_partner_views.xml",
        "views/res_config_settings_views.xml",
        "wizard/crm_grading_override_request_views.xml",
        "wizard/crm_grading_preview_views.xml",
    ],
    "assets": {
        "web.assets_backend": ["crm_grading/static/src/fields/**/*"],
    },
    "post_init_hook": "post_init_hook",
}
