# Copyright 2026 Customer Policy Suite contributors
# License AGPL-3.0 or later (https://www.gnu.org/licenses/agpl).

from odoo import api, fields, models
from odoo.fields import Domain


class CrmGradingProject(models.Model):
    """A follow-up project that a customer is known to have (GRD-06).

    For what is no opportunity (yet) in the sales pipeline.
    """

    _name = "crm.grading.project"
    _inherit = ["crm.grading.evidence.mixin"]
    _description = "Follow-up Project"
    _order = "expected_on, id"

    name = fields.Char(string="Project", required=True)
    opened_on = fields.Date(
        string="Known since",
        required=True,
        default=lambda self: self.env.company._policy_today(),
    )
    expected_on = fields.Date(
        string="Expected on", required=True, help="When the project is to begin."
    )
    amount = fields.Monetary(string="Expected Amount")
    currency_id = fields.Many2one(related="company_id.currency_id")
    user_id = fields.Many2one(
        "res.users",
        string="Reported by",
        default=lambda self: self.env.user,
        domain="[('share', '=', False)]",
    )
    closed_on = fields.Date(help="Empty while the project is followed up.")
    outcome = fields.Selection(
        [("won", "Won"), ("lost", "Lost"), ("dropped", "Given up by the customer")]
    )
    is_open = fields.Boolean(
        string="Open", compute="_compute_is_open", search="_search_is_open"
    )

    _closing_order = models.Constraint(
        "CHECK(closed_on IS NULL OR closed_on >= opened_on)",
        "A project cannot be closed before it was known.",
    )
    _outcome_closed = models.Constraint(
        "CHECK((closed_on IS NULL) = (outcome IS NULL))",
        "A closed project has a day and an outcome, an open one neither.",
    )

    @api.depends("closed_on", "active")
    def _compute_is_open(self):
        for project in self:
            project.is_open = project.active and not project.closed_on

    @api.model
    def _search_is_open(self, operator, value):
        if operator != "in":
            return NotImplemented
        return Domain("closed_on", "=", False)
