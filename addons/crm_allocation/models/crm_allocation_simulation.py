# Copyright 2026 Customer Policy Suite contributors
# License AGPL-3.0 or later (https://www.gnu.org/licenses/agpl).

from odoo import api, fields, models
from odoo.exceptions import UserError
from odoo.fields import Domain

from odoo.addons.crm_policy.engine.periods import last_complete


class CrmAllocationSimulation(models.Model):
    """Customers of a past time through the rules, before they are switched on (ALC-06).

    Nobody's owner changes. What came out is kept with the rules as they were.
    """

    _name = "crm.allocation.simulation"
    _description = "Simulation of Allocation"
    _inherit = ["mail.thread", "crm.policy.xlsx.mixin"]
    _order = "id desc"
    _check_company_auto = True

    name = fields.Char(required=True, default=lambda self: self._default_name())
    company_id = fields.Many2one(
        "res.company",
        required=True,
        index=True,
        ondelete="cascade",
        default=lambda self: self.env.company,
    )
    state = fields.Selection(
        [("draft", "To Simulate"), ("done", "Simulated")],
        default="draft",
        required=True,
        readonly=True,
        copy=False,
    )
    date_from = fields.Date(
        string="New Customers From",
        required=True,
        default=lambda self: self._default_period().start,
    )
    date_to = fields.Date(
        string="To",
        required=True,
        default=lambda self: self._default_period().end,
        help="The last day that belongs to it.",
    )
    with_own = fields.Boolean(
        string="With Own Development",
        help="Customers too that salespeople found and registered themselves.",
    )
    rule_ids = fields.Many2many(
        "crm.allocation.rule",
        string="Rules",
        check_company=True,
        context={"active_test": False},
        default=lambda self: self._default_rules(),
        help="Archived rules may be tried as well.",
    )
    rule_values = fields.Json(readonly=True, copy=False, help="The rules as they were.")
    simulated_on = fields.Datetime(readonly=True, copy=False)
    simulated_by_id = fields.Many2one(
        "res.users", readonly=True, copy=False, ondelete="set null"
    )
    customer_count = fields.Integer(string="Customers", readonly=True, copy=False)
    line_ids = fields.One2many(
        "crm.allocation.simulation.line", "simulation_id", readonly=True
    )
    figure_ids = fields.One2many(
        "crm.allocation.simulation.figure", "simulation_id", readonly=True
    )
    reasons = fields.Json(
        readonly=True, copy=False, help="Customers that stay waiting, by reason."
    )
    reason_text = fields.Text(string="Left Waiting", compute="_compute_reason_text")
    distribution = fields.Json(compute="_compute_distribution")
    largest_share = fields.Float(
        string="Largest Share (%)",
        readonly=True,
        copy=False,
        aggregator=None,
        digits=(5, 2),
        help="By the rules.",
    )
    waiting_count = fields.Integer(string="Would Wait", readonly=True, copy=False)

    _dates_in_order = models.Constraint(
        "CHECK(date_from <= date_to)", "The time ends before it begins."
    )

    @api.model
    def _default_period(self):
        return last_complete(self.env.company._policy_today(), "month")

    @api.model
    def _default_name(self):
        return self.env._(
            "Customers of %(month)s", month=f"{self._default_period().start:%Y-%m}"
        )

    @api.model
    def _default_rules(self):
        return self.env["crm.allocation.rule"].search(
            Domain("company_id", "=", self.env.company.id)
        )

    @api.depends("reasons")
    @api.depends_context("lang")
    def _compute_reason_text(self):
        labels = dict(self.env["crm.allocation.decision"]._selection_code())
        for simulation in self:
            simulation.reason_text = "\n".join(
                f"{labels[code]}: {count}"
                for code, count in sorted(
                    (simulation.reasons or {}).items(), key=lambda item: -item[1]
                )
            )

    @api.depends("line_ids")
    def _compute_distribution(self):
        for simulation in self:
            simulation.distribution = [
                {
                    "id": line.id,
                    "name": line.user_id.name or self.env._("Nobody"),
                    "before": line.before_count,
                    "after": line.after_count,
                }
                for line in simulation.line_ids
            ]

    def write(self, vals):
        asked = {"date_from", "date_to", "with_own", "rule_ids", "company_id"}
        if asked & vals.keys() and any(record.state == "done" for record in self):
            raise UserError(
                self.env._("What was simulated stays. Duplicate it to try other rules.")
            )
        return super().write(vals)

    def action_simulate(self):
        """Sends the customers through the rules, and keeps what came out."""
        self.check_access("write")
        for simulation in self:
            if simulation.state == "done":
                raise UserError(
                    self.env._("This was simulated. Duplicate it to try again.")
                )
            simulation._simulate()

    def action_open_lines(self):
        """The distribution, drawn."""
        self.ensure_one()
        action = self.env["ir.actions.act_window"]._for_xml_id(
            "crm_allocation.crm_allocation_simulation_line_action"
        )
        return {**action, "domain": [("simulation_id", "=", self.id)]}

    @api.readonly
    def action_export_xlsx(self):
        """The workbook of this simulation."""
        self.ensure_one()
        return self.line_ids._print_xlsx("crm_allocation.simulation_xlsx")
