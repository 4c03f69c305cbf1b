# Copyright 2026 Customer Policy Suite contributors
# License AGPL-3.0 or later (https://www.gnu.org/licenses/agpl).

{
    "name": "Customer Allocation by Grade",
    "summary": "Claim limits, rights and idle time by the grade of the customer",
    "version": "19.0.1.0.0",
    "category": "Sales/CRM",
    "author": "Customer Policy Suite contributors, Odoo Community Association (OCA)",
    "license": "AGPL-3",
    "depends": ["crm_allocation", "crm_grading"],
    "data": [
        "views/crm_allocation_pool_views.xml",
        "views/crm_allocation_idle_views.xml",
        "views/crm_allocation_member_views.xml",
        "views/crm_allocation_target_views.xml",
    ],
    "demo": ["demo/crm_allocation_grading_demo.xml"],
    "auto_install": True,
}
