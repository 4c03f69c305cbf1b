# Copyright 2026 Customer Policy Suite contributors
# License AGPL-3.0 or later (https://www.gnu.org/licenses/agpl).

{
    "name": "Opportunities from Customer Visits",
    "summary": "Cross-selling and referrals recorded on visits become opportunities "
    "that name their source; won amounts count for development plans",
    "version": "19.0.1.0.0",
    "category": "Sales/CRM",
    "author": "Customer Policy Suite contributors, Odoo Community Association (OCA)",
    "license": "AGPL-3",
    "depends": ["crm_visits", "crm"],
    "data": [
        "data/utm_source_data.xml",
        "views/crm_lead_views.xml",
        "views/crm_visit_views.xml",
        "views/res_partner_views.xml",
    ],
    "demo": ["demo/crm_visits_crm_demo.xml"],
    "auto_install": True,
}
