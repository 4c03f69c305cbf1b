# Copyright 2026 Customer Policy Suite contributors
# License AGPL-3.0 or later (https://www.gnu.org/licenses/agpl).

{
    "name": "Customer Policy Example",
    "summary": "Tickets of customers in every policy area: how the suite is extended",
    "version": "19.0.1.0.0",
    "category": "Sales/CRM",
    "author": "Customer Policy Suite contributors, Odoo Community Association (OCA)",
    "license": "AGPL-3",
    "depends": ["crm_grading", "crm_visits", "crm_allocation", "crm_satisfaction"],
    "data": [
        "security/crm_example_ticket_security.xml",
        "security/ir.model.access.csv",
        "data/crm_grading_indicator_data.xml",
        "data/crm_visit_content_data.xml",
        "data/crm_allocation_action_data.xml",
        "data/crm_satisfaction_set_data.xml",
        "views/crm_example_ticket_views.xml",
        "views/crm_allocation_summary_line_views.xml",
        "views/crm_visit_views.xml",
        "views/digest_digest_views.xml",
        "views/res_config_settings_views.xml",
    ],
}
