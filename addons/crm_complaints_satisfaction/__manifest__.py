# Copyright 2026 Customer Policy Suite contributors
# License AGPL-3.0 or later (https://www.gnu.org/licenses/agpl).

{
    "name": "Customer Complaints out of Satisfaction",
    "summary": "Dissatisfied answers become complaints; confirmations of complaints "
    "are answers",
    "version": "19.0.1.0.0",
    "category": "Sales/CRM",
    "author": "Customer Policy Suite contributors, Odoo Community Association (OCA)",
    "license": "AGPL-3",
    "depends": ["crm_complaints", "crm_satisfaction"],
    "data": [
        "data/crm_satisfaction_set_data.xml",
        "data/ir_cron_data.xml",
        "views/crm_complaint_views.xml",
        "views/crm_satisfaction_answer_views.xml",
        "views/crm_satisfaction_subject_views.xml",
        "views/res_config_settings_views.xml",
    ],
    "demo": ["demo/crm_satisfaction_answer_demo.xml"],
    "uninstall_hook": "uninstall_hook",
    "auto_install": True,
}
