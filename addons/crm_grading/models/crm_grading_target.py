# Copyright 2026 Customer Policy Suite contributors
# License AGPL-3.0 or later (https://www.gnu.org/licenses/agpl).

from odoo import api, fields, models
from odoo.exceptions import UserError, ValidationError
from odoo.fields import Domain
from odoo.tools import SQL, split_every

# Targets closed in one transaction by the scheduled action
BATCH = 500


class CrmGradingTarget(models.Model):
    """A customer chosen to rise to a better grade until a day (GRD-19).

    It is reached as soon as the grade in effect is the one aimed at or a better one,
    and missed when the day is over without that.
    """

    _name = "crm.grading.target"
    _inherit = ["crm.policy.decision.mixin", "crm.policy.xlsx.mixin"]
    _description = "Upgrade Target"
    _order = "state, date, id"
    _rec_name = "partner_id"
    _check_company_auto = True
    _first_state = "open"

    partner_id = fields.Many2one(
        "res.partner",
        string="Customer",
        required=True,
        ondelete="restrict",
        index=True,
        check_company=True,
    )
    company_id = fields.Many2one(
        "res.company",
        required=True,
        default=lambda self: self.env.company.root_id,
        index=True,
    )
    user_id = fields.Many2one(
        "res.users",
        string="Responsible",
        index="btree_not_null",
        tracking=True,
        domain=[("share", "=", False)],
        help="Who works on it; at first the customer's salesperson.",
    )
    team_id = fields.Many2one(
        "crm.team",
        string="Department",
        compute="_compute_team_id",
        store=True,
        help="Sales team of the responsible person.",
    )
    from_grade_id = fields.Many2one(
        "crm.grading.grade",
        readonly=True,
        ondelete="restrict",
        help="Grade in effect when the target was set.",
    )
    from_score = fields.Float(
        string="Score then", readonly=True, digits=(5, 2), aggregator="avg"
    )
    target_grade_id = fields.Many2one(
        "crm.grading.grade",
        required=True,
        ondelete="restrict",
        tracking=True,
    )
    date = fields.Date(
        string="Until",
        required=True,
        index=True,
        tracking=True,
        help="Last day to reach the grade.",
    )
    plan = fields.Text(help="What is done so that the customer rises.")
    state = fields.Selection(
        [
            ("open", "Open"),
            ("reached", "Reached"),
            ("missed", "Missed"),
            ("cancelled", "Cancelled"),
        ],
        required=True,
        readonly=True,
        default="open",
        copy=False,
        index=True,
        tracking=True,
        group_expand=True,
    )
    closed_on = fields.Date(readonly=True, copy=False)
    final_grade_id = fields.Many2one(
        "crm.grading.grade",
        readonly=True,
        copy=False,
        ondelete="restrict",
        help="Grade in effect when the target was closed.",
    )
    reached_rate = fields.Float(
        string="Reached (%)",
        compute="_compute_reached_rate",
        store=True,
        digits=(5, 2),
        aggregator="avg",
        help="Share of the targets that were reached: target against actual.",
    )
    current_grade_id = fields.Many2one(
        "crm.grading.grade", string="Grade Today", compute="_compute_progress"
    )
    points_lacking = fields.Float(
        compute="_compute_progress",
        digits=(5, 2),
        help="What the score of today lacks to the target grade.",
    )
    from_grade_color = fields.Integer(
        related="from_grade_id.color", string="From Grade Colour"
    )
    target_grade_color = fields.Integer(
        related="target_grade_id.color", string="Target Grade Colour"
    )
    current_grade_color = fields.Integer(compute="_compute_progress")

    _one_open = models.UniqueIndex(
        "(partner_id, company_id) WHERE state = 'open'",
        "This customer already has an open upgrade target.",
    )

    @api.depends("user_id")
    def _compute_team_id(self):
        for target in self:
            target.team_id = target.user_id.sale_team_id

    @api.depends("state")
    def _compute_reached_rate(self):
        for target in self:
            target.reached_rate = 100 if target.state == "reached" else 0

    @api.depends("partner_id", "target_grade_id")
    @api.depends_context("uid")
    def _compute_progress(self):
        for company, targets in self.grouped("company_id").items():
            bounds = self._get_bounds(company)
            for target in targets:
                partner = target.partner_id.with_company(company)
                target.current_grade_id = partner.customer_grade_id
                target.current_grade_color = target.current_grade_id.color
                lower = bounds.get(target.target_grade_id, 0)
                target.points_lacking = max(lower - partner.customer_score, 0)

    @api.model
    def _get_bounds(self, company):
        """The score at which each grade begins by the leading scheme of a company."""
        # sudo: the scheme explains grades to everybody
        scheme = self.env["crm.grading.scheme"].sudo()._find_leading(company)
        if scheme.method != "scorecard":
            return {}
        return {line.grade_id: line.lower for line in scheme.threshold_ids}

    @api.constrains("from_grade_id", "target_grade_id")
    def _check_target_is_better(self):
        for target in self:
            start = target.from_grade_id
            if start and target.target_grade_id.sequence >= start.sequence:
                raise ValidationError(
                    self.env._(
                        "%(customer)s has grade %(grade)s already; choose a better.",
                        customer=target.partner_id.display_name,
                        grade=start.code,
                    )
                )

    @api.constrains("date")
    def _check_date(self):
        for target in self.filtered(lambda target: target.state == "open"):
            if target.date < target.company_id._policy_today():
                raise ValidationError(
                    self.env._("A target must leave time: choose today or later.")
                )

    @api.model_create_multi
    def create(self, vals_list):
        partners = self.env["res.partner"]
        companies = self.env["res.company"]
        for vals in vals_list:
            partner = partners.browse(vals.get("partner_id")).commercial_partner_id
            company = companies.browse(vals.get("company_id")).root_id
            company = company or self.env.company.root_id
            vals.update(partner_id=partner.id, company_id=company.id)
            vals.setdefault("user_id", partner.user_id.id)
        targets = super().create(vals_list)
        # targets of the past, imported by the system, say themselves where they began
        for target in targets.filtered(lambda target: not target.from_grade_id):
            partner = target.partner_id.with_company(target.company_id)
            # sudo: where it starts is a fact, not what somebody claims
            target.sudo().write(
                {
                    "from_grade_id": partner.customer_grade_id.id,
                    "from_score": partner.customer_score,
                }
            )
        return targets

    def write(self, vals):
        if not self.env.su:
            if self.filtered(lambda target: target.state != "open"):
                raise UserError(
                    self.env._("This target is closed. Set another one instead.")
                )
            if {"partner_id", "company_id"} & vals.keys():
                raise UserError(
                    self.env._("A target stays with its customer. Set another one.")
                )
        return super().write(vals)

    @api.ondelete(at_uninstall=False)
    def _unlink_if_open(self):
        if self.filtered(lambda target: target.state != "open"):
            raise UserError(
                self.env._("Closed targets are history and cannot be deleted.")
            )

    def _get_decision_fields(self):
        return super()._get_decision_fields() | {
            "from_grade_id",
            "from_score",
            "closed_on",
            "final_grade_id",
        }

    # -- steps -------------------------------------------------------------------------

    def action_cancel(self):
        """Ends a target that is no longer pursued; it does not count as missed."""
        self._lock("open")
        self._close("cancelled")

    def action_open_partner(self):
        self.ensure_one()
        return self.partner_id._get_records_action(context={})

    @api.readonly
    def action_export_targets(self):
        """The selected targets, or all that the list shows."""
        return self._print_xlsx("crm_grading.target_xlsx")

    def _close(self, state):
        for (company, grade), targets in self.grouped(
            lambda target: (target.company_id, target.current_grade_id)
        ).items():
            targets._decide(
                {
                    "state": state,
                    "closed_on": company._policy_today(),
                    "final_grade_id": grade.id,
                }
            )

    @api.model
    def _close_reached(self, companies=None):
        """Closes open targets whose customer has the grade aimed at, or a better."""
        targets = self._find_reached(companies)
        targets._close("reached")
        return targets

    @api.model
    def _find_reached(self, companies=None):
        """Open targets whose grade is in effect, locked for this transaction."""
        self.env.flush_all()
        # raw SQL: compares two grades of one row by their order
        rows = self.env.execute_query(
            SQL(
                """SELECT t.id
                     FROM crm_grading_target t
                     JOIN crm_grading_standing s ON s.partner_id = t.partner_id
                      AND s.company_id = t.company_id AND s.is_leading
                     JOIN crm_grading_grade now ON now.id = s.grade_id
                     JOIN crm_grading_grade goal ON goal.id = t.target_grade_id
                    WHERE t.state = 'open' AND now.sequence <= goal.sequence
                      AND %s""",
                SQL("t.company_id = ANY(%s)", companies.ids)
                if companies
                else SQL("TRUE"),
            )
        )
        return self.browse(row[0] for row in rows).try_lock_for_update()

    @api.model
    def _get_missed_domain(self):
        """Open targets whose last day is over, each by the day of its company."""
        companies = self.env["res.company"].search([("parent_id", "=", False)])
        return Domain("state", "=", "open") & Domain.OR(
            Domain("company_id", "=", company.id)
            & Domain("date", "<", company._policy_today())
            for company in companies
        )

    @api.model
    def _cron_close(self):
        """Closes what is reached, then what is missed (GRD-19)."""
        self._close_reached()
        missed = self.search(self._get_missed_domain(), order="id")
        self.env["ir.cron"]._commit_progress(remaining=len(missed))
        for ids in split_every(BATCH, missed.ids):
            batch = self.browse(ids).try_lock_for_update()
            batch.filtered(lambda target: target.state == "open")._close("missed")
            if not self.env["ir.cron"]._commit_progress(len(ids)):
                break

    @api.model
    def _merge_customers(self, sources, target):
        """One open target is left when customers are merged; history moves along."""
        kept = set(
            self.search(
                [("partner_id", "=", target.id), ("state", "=", "open")]
            ).company_id
        )
        for record in self.search(
            [("partner_id", "in", sources.ids), ("state", "=", "open")],
            order="date, id",
        ):
            if record.company_id in kept:
                record._close("cancelled")
            kept.add(record.company_id)
