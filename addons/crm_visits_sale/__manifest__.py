# Copyright 2026 Customer Policy Suite contributors
# License AGPL-3.0 or later (https://www.gnu.org/licenses/agpl).

{
    "name": "Customer Visits in Sales",
    "summary": "Quotations from phone orders: what the customer ordered, accepted "
    "instead and wants besides",
    "version": "19.0.1.0.0",
    "category": "Sales/CRM",
    "author": "Customer Policy Suite contributors, Odoo Community Association (OCA)",
    "license": "AGPL-3",
    "depends": ["crm_visits", "sale"],
    "data": [
        "views/crm_visit_phone_order_views.xml",
        "views/sale_order_views.xml",
    ],
    "demo": ["demo/crm_visits_sale_demo.xml"],
    "auto_install": True,
}
