# Copyright 2026 Customer Policy Suite contributors
# License AGPL-3.0 or later (https://www.gnu.org/licenses/agpl).

from odoo import api, fields, models

from odoo.addons.crm_policy.engine.periods import MONTHS, last_complete


class CrmVisitAssessment(models.TransientModel):
    """Figures of a period on paper: representatives and store managers (VIS-03)."""

    _name = "crm.visit.assessment"
    _description = "Assessment of Representatives and Store Managers"

    company_id = fields.Many2one(
        "res.company", required=True, default=lambda self: self.env.company
    )
    period = fields.Selection(
        selection="_selection_period", required=True, default="month"
    )
    date_from = fields.Date(
        string="From",
        required=True,
        compute="_compute_dates",
        store=True,
        precompute=True,
        readonly=False,
    )
    date_to = fields.Date(
        string="To",
        required=True,
        compute="_compute_dates",
        store=True,
        precompute=True,
        readonly=False,
    )
    team_ids = fields.Many2many(
        "crm.team",
        string="Departments",
        help="A page each. None chosen: all whose visits you may see.",
    )

    _order_of_dates = models.Constraint(
        "CHECK(date_to >= date_from)", "The period ends before it begins."
    )

    @api.model
    def _selection_period(self):
        labels = {
            "month": self.env._("Month"),
            "quarter": self.env._("Quarter"),
            "half": self.env._("Half-year"),
            "year": self.env._("Year"),
        }
        return [(kind, labels[kind]) for kind in MONTHS]

    @api.depends("period", "company_id")
    def _compute_dates(self):
        """The last complete period; the running one is chosen by its dates."""
        for wizard in self:
            complete = last_complete(wizard.company_id._policy_today(), wizard.period)
            wizard.date_from, wizard.date_to = complete.start, complete.end

    def action_print(self):
        return self.env.ref("crm_visits.assessment_report").report_action(
            self, config=False
        )

    def _get_domain(self):
        """What is assessed, within what the reader may see."""
        return self._get_period_domain("date")

    def _get_execution_domain(self):
        """What the cadences asked in periods that ended within these dates (VIS-05)."""
        return self._get_period_domain("period_end")

    def _get_period_domain(self, fname):
        self.ensure_one()
        domain = [
            ("company_id", "=", self.company_id.id),
            (fname, ">=", self.date_from),
            (fname, "<=", self.date_to),
        ]
        if self.team_ids:
            domain.append(("team_id", "in", self.team_ids.ids))
        return domain
