# Copyright 2026 Customer Policy Suite contributors
# License AGPL-3.0 or later (https://www.gnu.org/licenses/agpl).

from dateutil.relativedelta import relativedelta

from odoo import api, fields, models
from odoo.exceptions import UserError
from odoo.fields import Domain
from odoo.tools import SQL, format_date

from ..engine import effect
from .crm_grading_result import MOVEMENTS
from .crm_grading_score_sheet_mixin import FIGURE_GROUPS


class CrmGradingEffect(models.Model):
    """One customer before and after a round took effect (GRD-17).

    Written by one statement a round and by nobody else. While the window after the
    effect still runs, both windows have the whole months that are over; once it is
    complete the row is closed.
    """

    _name = "crm.grading.effect"
    _inherit = ["crm.policy.xlsx.mixin"]
    _description = "Effect of Grading"
    _order = "date desc, amount_change desc nulls last, id"
    _rec_name = "partner_id"

    round_id = fields.Many2one(
        "crm.grading.round",
        required=True,
        readonly=True,
        ondelete="cascade",
        index=True,
    )
    company_id = fields.Many2one("res.company", required=True, readonly=True)
    currency_id = fields.Many2one(related="company_id.currency_id")
    partner_id = fields.Many2one(
        "res.partner",
        string="Customer",
        required=True,
        readonly=True,
        ondelete="restrict",
        index=True,
    )
    merged_from = fields.Integer(
        readonly=True,
        aggregator=None,
        help="Id of the merged customer that this row was measured for.",
    )
    date = fields.Date(
        string="In Effect since",
        required=True,
        readonly=True,
        help="The windows before and after meet on this day.",
    )
    user_id = fields.Many2one(
        "res.users",
        string="Salesperson",
        readonly=True,
        help="Salesperson of the customer when the round was computed.",
    )
    team_id = fields.Many2one("crm.team", string="Department", readonly=True)
    grade_id = fields.Many2one(
        "crm.grading.grade", required=True, readonly=True, ondelete="restrict"
    )
    previous_grade_id = fields.Many2one("crm.grading.grade", readonly=True)
    grade_color = fields.Integer(related="grade_id.color", string="Grade Colour")
    previous_grade_color = fields.Integer(
        related="previous_grade_id.color", string="Previous Grade Colour"
    )
    movement = fields.Selection(MOVEMENTS, readonly=True)
    window_months = fields.Integer(
        string="Window (months)", readonly=True, aggregator=None
    )
    months = fields.Integer(
        string="Months Measured",
        readonly=True,
        aggregator=None,
        help="Whole months before and after the effect that are compared.",
    )
    is_complete = fields.Boolean(
        string="Complete",
        readonly=True,
        help="The window after the effect is over; these figures do not change again.",
    )
    amount_before = fields.Monetary(
        string="Purchases Before", readonly=True, groups=FIGURE_GROUPS
    )
    amount_after = fields.Monetary(
        string="Purchases After", readonly=True, groups=FIGURE_GROUPS
    )
    amount_change = fields.Monetary(
        string="Purchases Change",
        compute="_compute_changes",
        groups=FIGURE_GROUPS,
        aggregator="sum",
    )
    amount_growth = fields.Float(
        string="Purchases Change (%)",
        compute="_compute_changes",
        digits=(16, 2),
        groups=FIGURE_GROUPS,
        aggregator="avg",
        help="Of a group: of the sums of all its customers.",
    )
    margin_before = fields.Monetary(
        string="Profit Before", readonly=True, groups=FIGURE_GROUPS
    )
    margin_after = fields.Monetary(
        string="Profit After", readonly=True, groups=FIGURE_GROUPS
    )
    margin_change = fields.Monetary(
        string="Profit Change",
        compute="_compute_changes",
        groups=FIGURE_GROUPS,
        aggregator="sum",
    )
    repeat_before = fields.Float(
        string="Repeat Rate Before (%)",
        readonly=True,
        digits=(5, 2),
        aggregator="avg",
        groups=FIGURE_GROUPS,
        help="Months with a purchase, of those since the first in the window.",
    )
    repeat_after = fields.Float(
        string="Repeat Rate After (%)",
        readonly=True,
        digits=(5, 2),
        aggregator="avg",
        groups=FIGURE_GROUPS,
    )
    satisfaction_before = fields.Float(
        readonly=True, digits=(5, 2), aggregator="avg", groups=FIGURE_GROUPS
    )
    satisfaction_after = fields.Float(
        readonly=True, digits=(5, 2), aggregator="avg", groups=FIGURE_GROUPS
    )
    has_satisfaction = fields.Boolean(compute="_compute_has_satisfaction")
    tasks_before = fields.Integer(
        string="Measures Done Before",
        readonly=True,
        help="Measures due in the window before the effect that were done.",
    )
    tasks_after = fields.Integer(string="Measures Done After", readonly=True)
    execution_rate = fields.Float(
        string="Execution Rate (%)",
        readonly=True,
        digits=(5, 2),
        aggregator="avg",
        help="Of the measures due in the window after the effect.",
    )
    work_done = fields.Char(
        string="What was Done",
        compute="_compute_work_done",
        help="Measures done in the window before the grade took effect.",
    )

    _customer_uniq = models.UniqueIndex(
        "(round_id, partner_id, merged_from)",
        "The effect of a round is measured once for each customer.",
    )
    _customer_idx = models.Index("(partner_id, company_id, date DESC)")

    @api.depends("amount_before", "amount_after", "margin_before", "margin_after")
    def _compute_changes(self):
        for row in self:
            row.amount_change = row.amount_after - row.amount_before
            row.margin_change = row.margin_after - row.margin_before
            row.amount_growth = (
                row.amount_change * 100 / row.amount_before
                if row.amount_before > 0
                else 0
            )

    @api.depends_context("uid")
    def _compute_has_satisfaction(self):
        self.has_satisfaction = "satisfaction" in self._get_effect_figures()

    @api.depends("partner_id", "date", "months")
    @api.depends_context("lang")
    def _compute_work_done(self):
        """Names of the measures done, each with its count."""
        tasks = self.env["crm.grading.task"]
        for (company, date, months), rows in self.grouped(
            lambda row: (row.company_id, row.date, row.months)
        ).items():
            # sudo: what was done is part of the row, which the reader may see
            groups = tasks.sudo()._read_group(
                [
                    ("company_id", "=", company.id),
                    ("partner_id", "in", rows.partner_id.ids),
                    ("state", "=", "done"),
                    ("date_deadline", ">=", date - relativedelta(months=months)),
                    ("date_deadline", "<", date),
                ],
                ["partner_id", "measure_id"],
                ["__count"],
            )
            names = {}
            for partner, measure, count in groups:
                names.setdefault(partner.id, []).append(f"{measure.name} ×{count}")
            for row in rows:
                row.work_done = ", ".join(names.get(row.partner_id.id, []))

    # -- the same in SQL, so that lists and pivots sum it ------------------------------

    @api.model
    def _get_change_columns(self):
        """By field: the two columns of which it is the difference."""
        return {
            "amount_change": ("amount_after", "amount_before"),
            "margin_change": ("margin_after", "margin_before"),
        }

    def _field_to_sql(self, alias, field_expr, query=None):
        columns = self._get_change_columns().get(field_expr)
        if columns:
            return SQL(
                "(%s - %s)",
                *(self._field_to_sql(alias, column, query) for column in columns),
            )
        if field_expr == "amount_growth":
            return self._growth_sql(
                *(
                    self._field_to_sql(alias, column, query)
                    for column in ("amount_after", "amount_before")
                )
            )
        return super()._field_to_sql(alias, field_expr, query)

    def _read_group_select(self, aggregate_spec, query):
        """The change of a group is that of its sums, not a mean of percentages."""
        if aggregate_spec != "amount_growth:avg":
            return super()._read_group_select(aggregate_spec, query)
        return self._growth_sql(
            *(
                self._read_group_select(f"{column}:sum", query)
                for column in ("amount_after", "amount_before")
            )
        )

    @api.model
    def _growth_sql(self, after, before):
        return SQL(
            "CASE WHEN %(before)s > 0"
            " THEN ROUND((%(after)s - %(before)s) * 100 / %(before)s, 2) END",
            after=after,
            before=before,
        )

    # -- measuring ---------------------------------------------------------------------

    @api.model
    def _get_effect_figures(self):
        """Code of the fact by the stem of its columns; a bridge adds ``satisfaction``.

        Each stem has two columns, ``…_before`` and ``…_after``.
        """
        return {
            "amount": "invoiced_amount",
            "margin": "margin_amount",
            "repeat": "months_bought",
        }

    @api.model
    def _measure(self, record):
        """Measures a round in effect, again and again until its window is complete.

        :raises UserError: as long as no whole month has passed since the effect
        """
        window = record.company_id.grading_effect_months
        known = self.search([("round_id", "=", record.id)], limit=1)
        if known:
            # begun with another setting: the windows of a round stay as they began
            window = known.window_months
        today = record.company_id._policy_today()
        span = effect.windows(record.effective_on, today, window)
        if not span.months:
            raise UserError(
                self.env._(
                    "The effect can be measured from %(date)s on, when the grades have "
                    "been in effect for a month.",
                    date=format_date(
                        self.env, record.effective_on + relativedelta(months=1)
                    ),
                )
            )
        self.env.flush_all()
        # raw SQL: one statement for all customers; closed to everybody otherwise
        self.env.cr.execute(
            effect.upsert_effects(
                self.env["crm.grading.scheme"]._get_fact_registry(),
                record.company_id._prepare_fact_scope(today),
                span,
                self._get_effect_figures(),
                {"id": record.id, "window": window},
                self.env.uid,
            )
        )
        self.invalidate_model()

    @api.model
    def _find_rounds(self):
        """Rounds in effect for a month or more that are not measured completely.

        Of the leading scheme: its grades are those that customers are treated by.
        """
        complete = self._search([("is_complete", "=", True)]).subselect("round_id")
        rounds = self.env["crm.grading.round"].search(
            Domain("state", "=", "effective")
            & Domain("is_leading", "=", True)
            & Domain("id", "not in", complete),
            order="date, id",
        )
        return rounds.filtered(
            lambda record: (
                record.effective_on + relativedelta(months=1)
                <= record.company_id._policy_today()
            )
        )

    @api.model
    def _cron_measure(self):
        """Measures every round in effect that is not complete yet (GRD-17)."""
        rounds = self._find_rounds()
        self.env["ir.cron"]._commit_progress(remaining=len(rounds))
        for record in rounds:
            self._measure(record)
            if not self.env["ir.cron"]._commit_progress(1):
                break

    @api.readonly
    def action_export_effects(self):
        """The selected rows, or all that the list shows."""
        return self._print_xlsx("crm_grading.effect_xlsx")

    def action_open_partner(self):
        self.ensure_one()
        return self.partner_id._get_records_action(context={})

    @api.model
    def _merge_customers(self, sources, target):
        """One running row a round is left and goes on for the merged customer; closed
        rows stay, marked by the customer they were measured for."""
        both = sources | target
        rows = self.search([("partner_id", "in", both.ids)], order="id")
        running = rows.filtered(lambda row: not row.is_complete)
        # the target's own row first, then the oldest
        running = running.sorted(lambda row: (row.partner_id != target, row.id))
        for same in running.grouped("round_id").values():
            same[1:].unlink()
        for row in (rows - running).filtered(lambda row: row.partner_id != target):
            row.merged_from = row.merged_from or row.partner_id.id
