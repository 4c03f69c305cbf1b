# Copyright 2026 Customer Policy Suite contributors
# License AGPL-3.0 or later (https://www.gnu.org/licenses/agpl).

{
    "name": "Customer Grading by Opportunities",
    "summary": "Expected revenue of open opportunities and won amounts as figures of "
    "grading; open opportunities count as follow-up projects",
    "version": "19.0.1.0.0",
    "category": "Sales/CRM",
    "author": "Customer Policy Suite contributors, Odoo Community Association (OCA)",
    "license": "AGPL-3",
    "depends": ["crm_grading", "crm"],
    "data": ["data/crm_grading_indicator_data.xml"],
    "uninstall_hook": "uninstall_hook",
    "auto_install": True,
}
