# Copyright 2026 Customer Policy Suite contributors
# License AGPL-3.0 or later (https://www.gnu.org/licenses/agpl).

{
    "name": "Customer Grading by Complaints",
    "summary": "Complaints of customers as figures of grading; grade and priority of "
    "the customer on complaints",
    "version": "19.0.1.0.0",
    "category": "Sales/CRM",
    "author": "Customer Policy Suite contributors, Odoo Community Association (OCA)",
    "license": "AGPL-3",
    "depends": ["crm_grading", "crm_complaints"],
    "data": [
        "data/crm_grading_indicator_data.xml",
        "views/crm_complaint_views.xml",
    ],
    "demo": ["demo/crm_grading_complaints_demo.xml"],
    "uninstall_hook": "uninstall_hook",
    "auto_install": True,
}
