# Copyright 2026 Customer Policy Suite contributors
# License AGPL-3.0 or later (https://www.gnu.org/licenses/agpl).

{
    "name": "Customer Satisfaction of Projects",
    "summary": "Projects as measured objects, with their customer and dates",
    "version": "19.0.1.0.0",
    "category": "Sales/CRM",
    "author": "Customer Policy Suite contributors, Odoo Community Association (OCA)",
    "license": "AGPL-3",
    "depends": ["crm_satisfaction", "project"],
    "data": [
        "views/crm_satisfaction_subject_views.xml",
        "views/project_project_views.xml",
    ],
    "demo": ["demo/crm_satisfaction_project_demo.xml"],
    "auto_install": True,
}
