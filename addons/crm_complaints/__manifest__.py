# Copyright 2026 Customer Policy Suite contributors
# License AGPL-3.0 or later (https://www.gnu.org/licenses/agpl).

{
    "name": "Customer Complaints",
    "summary": "Complaints numbered, on time, investigated by those concerned "
    "and confirmed by the customer",
    "version": "19.0.1.0.0",
    "category": "Sales/CRM",
    "author": "Customer Policy Suite contributors, Odoo Community Association (OCA)",
    "license": "AGPL-3",
    "depends": ["crm_policy", "resource", "portal"],
    "data": [
        "security/ir.model.access.csv",
        "security/crm_complaint_security.xml",
        "security/crm_complaint_intake_security.xml",
        "data/crm_complaint_channel_data.xml",
        "data/crm_complaint_category_data.xml",
        "views/crm_complaints_menus.xml",
        "wizard/crm_complaint_reason_views.xml",
        "views/crm_complaint_channel_views.xml",
        "views/crm_complaint_category_views.xml",
        "views/crm_complaint_cause_views.xml",
        "views/crm_complaint_event_views.xml",
        "views/crm_complaint_views.xml",
        "views/res_config_settings_views.xml",
        "data/crm_complaint_intake_data.xml",
        "data/mail_template_intake_data.xml",
        "views/crm_complaint_desk_views.xml",
        "views/crm_complaint_intake_views.xml",
        "views/crm_complaint_opinion_views.xml",
        "views/res_config_settings_intake_views.xml",
        "wizard/crm_complaint_intake_views.xml",
        "wizard/crm_complaint_merge_views.xml",
        "wizard/crm_complaint_answer_views.xml",
    ],
    "assets": {
        "web.assets_tests": ["crm_complaints/static/tests/tours/*.js"],
    },
    "post_init_hook": "post_init_hook",
    "uninstall_hook": "uninstall_hook",
}
