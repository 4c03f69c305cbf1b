# Copyright 2026 Customer Policy Suite contributors
# License AGPL-3.0 or later (https://www.gnu.org/licenses/agpl).

from odoo import fields, models


class ResCompany(models.Model):
    """Who hears of important events, and when a customer is idle (VIS-13, VIS-15)."""

    _inherit = "res.company"

    visit_idle_months = fields.Integer(
        string="Idle After (months)",
        default=12,
        help="A customer without any visit made for so long counts as idle.",
    )
    visit_event_user_ids = fields.Many2many(
        "res.users",
        "res_company_visit_event_user_rel",
        string="Told of Important Events",
        domain="[('share', '=', False)]",
        help="Besides the leader of the department and the managers. Confidential "
        "events are not told to them.",
    )

    _visit_idle_months_positive = models.Constraint(
        "CHECK(visit_idle_months > 0)",
        "A customer is idle after one month at the earliest.",
    )
