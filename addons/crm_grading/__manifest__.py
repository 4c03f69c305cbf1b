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
    ],
    "post_init_hook": "post_init_hook",
}
