# Copyright 2026 Customer Policy Suite contributors
# License AGPL-3.0 or later (https://www.gnu.org/licenses/agpl).

{
    "name": "Customer Complaints in Sales",
    "summary": "Complaints about an order, from the order; complaints per 100 orders",
    "version": "19.0.1.0.0",
    "category": "Sales/CRM",
    "author": "Customer Policy Suite contributors, Odoo Community Association (OCA)",
    "license": "AGPL-3",
    "depends": ["crm_complaints", "sale"],
    "data": [
        "report/crm_complaint_rate_views.xml",
        "views/sale_order_views.xml",
    ],
    "demo": ["demo/crm_complaints_sale_demo.xml"],
    "auto_install": True,
}
