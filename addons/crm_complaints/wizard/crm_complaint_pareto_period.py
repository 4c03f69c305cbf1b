# Copyright 2026 Customer Policy Suite contributors
# License AGPL-3.0 or later (https://www.gnu.org/licenses/agpl).

from odoo import api, fields, models
from odoo.exceptions import ValidationError
from odoo.tools import format_date

from ..report.crm_complaint_pareto import DIMENSIONS, MONTHS


class CrmComplaintParetoPeriod(models.TransientModel):
    """Asks for the period of a Pareto, and opens it (CMP-07)."""

    _name = "crm.complaint.pareto.period"
    _description = "Period of a Pareto"

    date_from = fields.Date(
        string="Received from",
        required=True,
        default=lambda self: self._default_date_from(),
    )
    date_to = fields.Date(
        string="Until",
        required=True,
        default=lambda self: self.env.company._policy_today(),
    )
    dimension = fields.Selection(
        DIMENSIONS, string="Broken Down by", required=True, default="cause"
    )

    @api.model
    def _default_date_from(self):
        today = self.env.company._policy_today()
        return fields.Date.subtract(today, months=MONTHS)

    @api.constrains("date_from", "date_to")
    def _check_period(self):
        if any(period.date_from > period.date_to for period in self):
            raise ValidationError(self.env._("The period ends before it begins."))

    def action_open(self):
        self.ensure_one()
        action = self.env["ir.actions.act_window"]._for_xml_id(
            "crm_complaints.crm_complaint_pareto_action"
        )
        return {
            **action,
            "display_name": self.env._(
                "Pareto %(first)s – %(last)s",
                first=format_date(self.env, self.date_from),
                last=format_date(self.env, self.date_to),
            ),
            "context": {
                f"search_default_{self.dimension}": 1,
                "complaint_from": fields.Date.to_string(self.date_from),
                "complaint_to": fields.Date.to_string(self.date_to),
            },
        }
