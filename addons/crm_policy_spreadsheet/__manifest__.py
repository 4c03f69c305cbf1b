# Copyright 2026 Customer Policy Suite contributors
# License AGPL-3.0 or later (https://www.gnu.org/licenses/agpl).

{
    "name": "Customer Policy Dashboard",
    "summary": "Grades, visits, allocation, complaints and satisfaction on one page "
    "for management",
    "version": "19.0.1.0.0",
    "category": "Sales/CRM",
    "author": "Customer Policy Suite contributors, Odoo Community Association (OCA)",
    "license": "AGPL-3",
    "depends": [
        "crm_allocation",
        "crm_complaints",
        "crm_grading",
        # the section of the dashboards stands there
        "crm_satisfaction_spreadsheet",
        "crm_visits",
    ],
    "data": [
        "data/dashboards.xml",
    ],
    "auto_install": True,
}
