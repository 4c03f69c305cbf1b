# Copyright 2026 Customer Policy Suite contributors
# License AGPL-3.0 or later (https://www.gnu.org/licenses/agpl).

{
    "name": "Customer Visits by Grade",
    "summary": "The grade decides how often a customer is visited; visits complete the "
    "management measures of the grade",
    "version": "19.0.1.0.0",
    "category": "Sales/CRM",
    "author": "Customer Policy Suite contributors, Odoo Community Association (OCA)",
    "license": "AGPL-3",
    "depends": ["crm_visits", "crm_grading"],
    "data": [
        "views/crm_visit_class_views.xml",
        "views/crm_grading_measure_views.xml",
        "views/crm_grading_task_views.xml",
    ],
    "post_init_hook": "post_init_hook",
    "auto_install": True,
}
