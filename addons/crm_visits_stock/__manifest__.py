# Copyright 2026 Customer Policy Suite contributors
# License AGPL-3.0 or later (https://www.gnu.org/licenses/agpl).

{
    "name": "Customer Visits with Inventory",
    "summary": "The stock answers on the phone whether an article can be delivered",
    "version": "19.0.1.0.0",
    "category": "Sales/CRM",
    "author": "Customer Policy Suite contributors, Odoo Community Association (OCA)",
    "license": "AGPL-3",
    "depends": ["crm_visits", "stock"],
    "demo": ["demo/crm_visits_stock_demo.xml"],
    "auto_install": True,
}
