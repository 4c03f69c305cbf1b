# Copyright 2026 Customer Policy Suite contributors
# License AGPL-3.0 or later (https://www.gnu.org/licenses/agpl).

from datetime import timedelta

from odoo import fields, models


class ResCompany(models.Model):
    """How customers are asked whether they are satisfied (CMP-04)."""

    _inherit = "res.company"

    complaint_confirm_remind_days = fields.Integer(
        string="Days between Reminders",
        default=3,
        help="Calendar days after which a customer who did not answer is reminded "
        "of confirming.",
    )
    complaint_confirm_remind_times = fields.Integer(
        string="Reminders",
        default=2,
        help="How often a customer is reminded of confirming. 0: never.",
    )
    complaint_confirm_link_days = fields.Integer(
        string="Validity of the Link",
        default=30,
        help="Calendar days for which the link to the confirmation works.",
    )
    complaint_confirm_partly = fields.Selection(
        [("reopen", "is reopened"), ("close", "is closed")],
        string="A Partly Satisfied Complaint",
        default="reopen",
        required=True,
        help="What becomes of a complaint whose customer is partly satisfied with "
        "the handling.",
    )

    _complaint_confirm_limits = models.Constraint(
        """CHECK(complaint_confirm_remind_days > 0
        AND complaint_confirm_remind_times >= 0
        AND complaint_confirm_link_days > 0)""",
        "Reminders and links of confirmations last one day or longer.",
    )

    def _get_complaint_answer_limit(self):
        """Who was asked before this moment has had the days to answer, in UTC."""
        self.ensure_one()
        # sudo: the settings are read by whoever reads the list
        days = self.sudo().complaint_confirm_days
        return fields.Datetime.now() - timedelta(days=days)
