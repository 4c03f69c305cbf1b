# Copyright 2026 Customer Policy Suite contributors
# License AGPL-3.0 or later (https://www.gnu.org/licenses/agpl).

import secrets

from odoo import api, fields, models
from odoo.exceptions import UserError
from odoo.fields import Domain

from ..engine import sample


class CrmGradingAudit(models.Model):
    """A sample of a round's results, checked against the documents (GRD-16).

    Drawn at random from a stored seed, so that anybody can draw the same sample again.
    """

    _name = "crm.grading.audit"
    _inherit = ["crm.policy.decision.mixin", "crm.policy.known.mixin"]
    _description = "Grading Audit"
    _order = "date desc, id desc"

    name = fields.Char(compute="_compute_name", store=True)
    round_id = fields.Many2one(
        "crm.grading.round",
        required=True,
        ondelete="restrict",
        index=True,
        domain=[
            ("kind", "=", "regular"),
            ("state", "in", ("published", "effective")),
        ],
        tracking=True,
    )
    scheme_id = fields.Many2one(related="round_id.scheme_id")
    company_id = fields.Many2one(related="round_id.company_id", store=True, index=True)
    date = fields.Date(
        required=True,
        default=lambda self: self.env.company._policy_today(),
        tracking=True,
    )
    auditor_id = fields.Many2one(
        "res.users",
        required=True,
        default=lambda self: self.env.user,
        domain=[("share", "=", False)],
        tracking=True,
    )
    size_kind = fields.Selection(
        [("number", "Number of customers"), ("percent", "Share of the customers")],
        string="Sample by",
        required=True,
        default="number",
    )
    size_number = fields.Integer(string="Customers", default=20)
    size_percent = fields.Float(
        string="Share (%)", default=5, digits=(5, 2), min_display_digits=0
    )
    by_grade = fields.Boolean(
        string="Each Grade its Share",
        default=True,
        help="Customers of each grade, and those without one, stand in the sample as "
        "in the round; at least one of each.",
    )
    seed = fields.Integer(
        default=lambda self: secrets.randbelow(10**9),
        copy=False,
        help="The same seed draws the same sample of a round again.",
    )
    line_ids = fields.One2many("crm.grading.audit.line", "audit_id", string="Sample")
    line_count = fields.Integer(string="Sampled", compute="_compute_counts", store=True)
    checked_count = fields.Integer(
        string="Checked", compute="_compute_counts", store=True
    )
    deviation_count = fields.Integer(
        string="Deviations", compute="_compute_counts", store=True
    )
    error_rate = fields.Float(
        string="Error Rate (%)",
        compute="_compute_counts",
        store=True,
        digits=(5, 2),
        aggregator="avg",
        help="Deviations as a share of the results checked.",
    )
    progress = fields.Float(
        string="Progress (%)", compute="_compute_counts", store=True, aggregator="avg"
    )
    conclusion = fields.Text(help="What the audit found, for those who read it later.")
    closed_on = fields.Date(readonly=True, copy=False)
    state = fields.Selection(
        [
            ("draft", "Draft"),
            ("checking", "Checking"),
            ("closed", "Closed"),
        ],
        required=True,
        readonly=True,
        default="draft",
        copy=False,
        index=True,
        tracking=True,
    )

    _size_positive = models.Constraint(
        "CHECK(size_number > 0 AND size_percent > 0 AND size_percent <= 100)",
        "A sample needs a customer or more, and no more than 100 % of them.",
    )

    @api.model
    def _get_known_domains(self):
        return {
            "error_rate": Domain("checked_count", ">", 0),
        }

    @api.depends("round_id.name", "date")
    def _compute_name(self):
        for audit in self:
            audit.name = self.env._(
                "Audit of %(round)s, %(date)s",
                round=audit.round_id.name,
                date=audit.date,
            )

    @api.depends("line_ids.verdict")
    def _compute_counts(self):
        counts = {}
        for audit, verdict, count in self.env["crm.grading.audit.line"]._read_group(
            [("audit_id", "in", self.ids)], ["audit_id", "verdict"], ["__count"]
        ):
            counts.setdefault(audit.id, {})[verdict] = count
        for audit in self:
            by_verdict = counts.get(audit.id, {})
            total = sum(by_verdict.values())
            checked = total - by_verdict.get("to_check", 0)
            deviations = by_verdict.get("deviation", 0)
            audit.line_count = total
            audit.checked_count = checked
            audit.deviation_count = deviations
            audit.error_rate = deviations * 100 / checked if checked else 0
            audit.progress = checked * 100 / total if total else 0

    def write(self, vals):
        if not self.env.su and self.filtered(lambda audit: audit.state == "closed"):
            raise UserError(self.env._("A closed audit stays as it is."))
        if self._get_sample_fields() & vals.keys() and self.filtered(
            lambda audit: audit.state != "draft"
        ):
            raise UserError(
                self.env._("Round, size and seed are fixed once the sample is drawn.")
            )
        return super().write(vals)

    @api.ondelete(at_uninstall=False)
    def _unlink_if_draft(self):
        if self.filtered(lambda audit: audit.state != "draft"):
            raise UserError(self.env._("Audits are history and cannot be deleted."))

    def _get_decision_fields(self):
        return super()._get_decision_fields() | {"closed_on"}

    def _get_sample_fields(self):
        """What decides which results are in the sample."""
        return {
            "round_id",
            "size_kind",
            "size_number",
            "size_percent",
            "by_grade",
            "seed",
        }

    # -- workflow: auditors, see access rights -----------------------------------------

    def action_draw(self):
        """Draws the sample; with the same seed, the same one again."""
        self._lock("draft")
        for audit in self:
            if audit.round_id.state not in ("published", "effective"):
                raise UserError(
                    self.env._("Only published rounds are audited: they do not change.")
                )
            audit._draw()
            if not audit.line_count:
                raise UserError(self.env._("This round has no result to check."))
            audit._decide({"state": "checking"})

    def _draw(self):
        self.env.flush_all()
        # raw SQL: one statement draws from any number of results
        self.env.execute_query(
            sample.draw(
                self.id,
                self.round_id.id,
                self.seed,
                self._get_size(),
                self.by_grade,
                self.env.uid,
            )
        )
        lines = self.env["crm.grading.audit.line"]
        lines.invalidate_model()
        self.invalidate_recordset(["line_ids"])
        lines.search([("audit_id", "=", self.id)]).modified(["verdict"])

    def _get_size(self):
        if self.size_kind == "number":
            return self.size_number
        count = self.env["crm.grading.result"].search_count(
            [("round_id", "=", self.round_id.id)]
        )
        return sample.size_of(count, self.size_percent)

    def action_redraw(self):
        """Throws the sample away, as long as nothing was checked."""
        self._lock("checking")
        if self.line_ids.filtered(lambda line: line.verdict != "to_check"):
            raise UserError(
                self.env._("Results have been checked; this sample stays as it is.")
            )
        # sudo: nobody takes single results out of a sample
        self.sudo().line_ids.unlink()
        self._decide({"state": "draft"})

    def action_recompute(self):
        """Sets today's figures beside the stored ones, for the whole sample."""
        self._lock("checking")
        for audit in self:
            audit.line_ids._recompute_figures()

    def action_close(self):
        """Ends the audit; its error rate stands.

        :raises UserError: while results are unchecked
        """
        self._lock("checking")
        for audit in self:
            left = audit.line_count - audit.checked_count
            if left:
                raise UserError(
                    self.env._("%(count)s results are still to be checked.", count=left)
                )
            audit._decide(
                {
                    "state": "closed",
                    "closed_on": audit.company_id._policy_today(),
                }
            )

    def action_open_lines(self):
        self.ensure_one()
        action = self.env["ir.actions.act_window"]._for_xml_id(
            "crm_grading.crm_grading_audit_line_action"
        )
        action.update(domain=[("audit_id", "=", self.id)], context={})
        return action

    def action_open_findings(self):
        self.ensure_one()
        action = self.env["ir.actions.act_window"]._for_xml_id(
            "crm_policy.crm_improvement_action"
        )
        action.update(
            domain=[
                ("res_model", "=", "crm.grading.audit.line"),
                ("res_id", "in", self.line_ids.ids),
            ],
            context={"create": False},
        )
        return action
