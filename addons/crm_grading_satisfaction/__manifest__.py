# Copyright 2026 Customer Policy Suite contributors
# License AGPL-3.0 or later (https://www.gnu.org/licenses/agpl).

{
    "name": "Customer Grading by Satisfaction",
    "summary": "Satisfaction scores and willingness to recommend as figures of grading",
    "version": "19.0.1.0.0",
    "category": "Sales/CRM",
    "author": "Customer Policy Suite contributors, Odoo Community Association (OCA)",
    "license": "AGPL-3",
    "depends": ["crm_grading", "crm_satisfaction"],
    "data": [
        "data/crm_grading_indicator_data.xml",
        "views/crm_grading_effect_views.xml",
    ],
    "uninstall_hook": "uninstall_hook",
    "auto_install": True,
}
