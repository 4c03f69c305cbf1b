# Copyright 2026 Customer Policy Suite contributors
# License AGPL-3.0 or later (https://www.gnu.org/licenses/agpl).

{
    "name": "Complaints from Customer Visits",
    "summary": "A visit becomes a complaint with one click; visits carry out what was "
    "promised; the visit form shows open complaints",
    "version": "19.0.1.0.0",
    "category": "Sales/CRM",
    "author": "Customer Policy Suite contributors, Odoo Community Association (OCA)",
    "license": "AGPL-3",
    "depends": ["crm_visits", "crm_complaints"],
    "data": [
        "report/report_visit_form_templates.xml",
        "views/crm_visit_views.xml",
        "views/crm_complaint_views.xml",
    ],
    "demo": ["demo/crm_complaint_visits_demo.xml"],
    "auto_install": True,
}
