# Copyright 2026 Customer Policy Suite contributors
# License AGPL-3.0 or later (https://www.gnu.org/licenses/agpl).

from datetime import date

from odoo import api, fields, models
from odoo.fields import Domain
from odoo.tools import SQL
from odoo.tools.date_utils import get_quarter_number

from odoo.addons.crm_policy.engine.periods import period_of

from ..engine import rollup_sql, rollup_write_sql


class CrmSatisfactionPeriod(models.Model):
    """A quarter or a year whose figures a manager closes (SAT-07).

    While it is open its figures follow the measurements; closed, nothing moves them:
    what is done later counts in the next open quarter, or the period is opened again
    with a reason.
    """

    _name = "crm.satisfaction.period"
    _description = "Period of Satisfaction"
    _inherit = ["crm.policy.decision.mixin", "crm.policy.reason.mixin"]
    _order = "date_end desc, kind desc, id desc"
    _first_state = "open"

    name = fields.Char(required=True, readonly=True)
    company_id = fields.Many2one(
        "res.company", required=True, readonly=True, index=True, ondelete="cascade"
    )
    kind = fields.Selection(
        [("quarter", "Quarter"), ("year", "Year")], required=True, readonly=True
    )
    date_start = fields.Date(string="From", required=True, readonly=True, index=True)
    date_end = fields.Date(string="To", required=True, readonly=True, index=True)
    state = fields.Selection(
        [("open", "Not Closed"), ("closed", "Closed")],
        default="open",
        required=True,
        readonly=True,
        copy=False,
        tracking=True,
    )
    closed_on = fields.Datetime(readonly=True, copy=False)
    closed_by_id = fields.Many2one("res.users", readonly=True, copy=False)
    reason = fields.Text(
        readonly=True,
        copy=False,
        tracking=True,
        help="Why it was closed without some measurements, or opened again.",
    )
    left_out = fields.Json(
        readonly=True,
        copy=False,
        groups="crm_policy.group_officer,crm_policy.group_auditor",
        help="Measurements that were not done when the period was closed.",
    )
    left_out_text = fields.Text(
        string="Left to the Next Period", compute="_compute_left_out_text"
    )
    taken_count = fields.Integer(
        readonly=True,
        copy=False,
        help="How often a measurement was taken into the period or out of it.",
    )
    rollup_ids = fields.One2many(
        "crm.satisfaction.rollup", "period_id", string="Roll-ups", copy=False
    )
    has_score = fields.Boolean(string="Scored", compute="_compute_figures")
    score = fields.Float(
        string="Score of the Company", digits=(5, 2), compute="_compute_figures"
    )
    project_count = fields.Integer(
        string="Projects Measured",
        compute="_compute_figures",
        help="Each once, in however many quarters of a year it was measured.",
    )
    counted_on = fields.Datetime(
        compute="_compute_figures",
        help="When the figures were last counted from the measurements.",
    )
    coverage = fields.Float(
        compute="_compute_figures",
        help="Which part of what was due, or of the weights of a year, has a figure.",
    )
    has_nps = fields.Boolean(string="Recommendation Asked", compute="_compute_figures")
    nps = fields.Float(
        string="Net Promoter Score", digits=(5, 2), compute="_compute_figures"
    )
    has_feedback = fields.Boolean(string="Asked", compute="_compute_figures")
    feedback_rate = fields.Float(
        string="Feedback Collected (%)", digits=(5, 2), compute="_compute_figures"
    )
    pending_count = fields.Integer(
        string="Not Done Yet",
        compute="_compute_pending_count",
        help="Due in the period or left over from a closed one, but planned or still "
        "collecting answers.",
    )
    is_over = fields.Boolean(compute="_compute_is_over", search="_search_is_over")
    has_begun = fields.Boolean(compute="_compute_is_over", search="_search_has_begun")

    _period_uniq = models.Constraint(
        "UNIQUE(company_id, kind, date_start)", "This period is there already."
    )

    def _get_decision_fields(self):
        return super()._get_decision_fields() | {
            "name",
            "company_id",
            "kind",
            "date_start",
            "date_end",
            "closed_on",
            "closed_by_id",
            "reason",
            "left_out",
            "taken_count",
        }

    # -- compute -----------------------------------------------------------------------

    @api.depends("rollup_ids")
    def _compute_figures(self):
        names = ["has_score", "score", "project_count", "coverage", "counted_on"]
        names += ["has_nps", "nps", "has_feedback", "feedback_rate"]
        rows = self.env["crm.satisfaction.rollup"].search_fetch(
            [("period_id", "in", self.ids), ("scope", "=", "company")],
            ["period_id", *names],
        )
        by_period = {row.period_id.id: row for row in rows}
        for period in self:
            row = by_period.get(period.id)
            for name in names:
                period[name] = row[name] if row else False

    @api.depends("left_out")
    @api.depends_context("uid", "lang", "allowed_company_ids")
    def _compute_left_out_text(self):
        """Those that one may read by name, and how many others there are."""
        measurements = self.env["crm.satisfaction.measurement"]
        for period in self:
            # sudo: the names of what one may not read are left out below
            entries = period.sudo().left_out or []
            names = measurements._name_readable(
                {entry["id"]: entry["name"] for entry in entries}
            )
            lines = list(names.values())
            if more := len(entries) - len(lines):
                lines.append(self.env._("and %(count)s more", count=more))
            period.left_out_text = "\n".join(lines)

    def _compute_pending_count(self):
        # sudo: how many are missing is no secret; the lists show what one may read
        measurements = self.env["crm.satisfaction.measurement"].sudo()
        for period in self:
            period.pending_count = (
                measurements.search_count(period._get_pending_domain())
                if period.state == "open"
                else 0
            )

    @api.depends("date_start", "date_end")
    def _compute_is_over(self):
        for period in self:
            today = period.company_id._policy_today()
            period.is_over = bool(period.date_end and period.date_end <= today)
            period.has_begun = bool(period.date_start and period.date_start <= today)

    def _search_is_over(self, operator, value):
        return self._search_by_today("date_end", operator, value)

    def _search_has_begun(self, operator, value):
        return self._search_by_today("date_start", operator, value)

    @api.model
    def _search_by_today(self, name, operator, value):
        if operator not in ("in", "not in") or list(value) != [True]:
            return NotImplemented
        domain = self.env["res.company"]._get_domain_by_day(
            lambda company: Domain(name, "<=", company._policy_today())
        )
        return domain if operator == "in" else ~domain

    def _get_pending_domain(self):
        """Measurements that would count in the period and are not done."""
        self.ensure_one()
        return (
            Domain("company_id", "=", self.company_id.id)
            & Domain("state", "in", ("planned", "open"))
            & Domain("is_rolled_up", "=", True)
            & Domain("date_to", ">=", self._get_due_from())
            & Domain("date_to", "<=", self.date_end)
        )

    def _get_due_from(self):
        """From which day on what is not done would count here.

        What was left out of a closed quarter counts in the next one that is open.
        """
        self.ensure_one()
        # sudo: which periods there are is no secret
        last_open = self.sudo().search(
            [
                ("company_id", "=", self.company_id.id),
                ("kind", "=", "quarter"),
                ("state", "=", "open"),
                ("date_end", "<", self.date_start),
            ],
            order="date_end desc",
            limit=1,
        )
        return fields.Date.add(last_open.date_end or date.min, days=1)

    # -- making ------------------------------------------------------------------------

    @api.model
    def _ensure(self, company, day):
        """The year of a day and its quarters, made where they are missing.

        :param date day: any day of the year
        """
        year = period_of(day, "year")
        wanted = [year, *self._get_quarters_of(year)]
        # SQL: two who make the same period at once make it once
        self.env.execute_query(
            SQL(
                """INSERT INTO crm_satisfaction_period
                          (company_id, kind, date_start, date_end, name, state,
                           taken_count, create_uid, create_date, write_uid, write_date)
                   SELECT %(company)s, wanted.*, 'open', 0,
                          %(uid)s, timezone('UTC', now()),
                          %(uid)s, timezone('UTC', now())
                     FROM (VALUES %(wanted)s) wanted
                       ON CONFLICT (company_id, kind, date_start) DO NOTHING
                   RETURNING id""",
                company=company.id,
                uid=self.env.uid,
                wanted=SQL(", ").join(
                    SQL(
                        "(%s, %s, %s, %s)",
                        one.kind,
                        one.start,
                        one.end,
                        self._get_period_name(one),
                    )
                    for one in wanted
                ),
            )
        )

    @api.model
    def _get_quarters_of(self, year):
        quarters = [period_of(year.start, "quarter")]
        while len(quarters) < 4:
            quarters.append(quarters[-1].next())
        return quarters

    @api.model
    def _get_period_name(self, period):
        """The same in every language: 2026, 2026-Q3"""
        if period.kind == "year":
            return f"{period.start:%Y}"
        return f"{period.start:%Y}-Q{get_quarter_number(period.start)}"

    @api.model
    def _take(self, company, day):
        """The open quarter in which a measurement due on a day counts (SAT-07).

        The row of the quarter is changed, so that whoever closes it at the same moment
        and does not see the measurement yet has to begin again.

        :return: the first open quarter from that of the day on
        """
        self._ensure(company, day)
        # SQL: found and taken in one step
        rows = self.env.execute_query(
            SQL(
                """UPDATE crm_satisfaction_period
                      SET taken_count = taken_count + 1
                    WHERE id = (SELECT id
                                  FROM crm_satisfaction_period
                                 WHERE company_id = %s
                                   AND kind = 'quarter'
                                   AND state = 'open'
                                   AND date_end >= %s
                                 ORDER BY date_start
                                 LIMIT 1)
                RETURNING id""",
                company.id,
                day,
            )
        )
        if rows:
            return self.browse(rows[0][0])
        # all of that year are closed: the first one after them
        return self._take(company, period_of(day, "year").next().start)

    def _touch(self):
        """Whoever closes the period at the same moment has to begin again."""
        if self:
            self.env.execute_query(
                SQL(
                    """UPDATE crm_satisfaction_period
                          SET taken_count = taken_count + 1
                        WHERE id IN %s RETURNING id""",
                    tuple(self.ids),
                )
            )

    # -- rolling up --------------------------------------------------------------------

    def _roll_up(self):
        """Brings the figures of open periods up to date; closed ones stay (SAT-07).

        Quarters first: the year shows what they say.

        :return: how many rows changed
        """
        self.env.flush_all()
        changed = 0
        for period in self.sorted(lambda one: (one.kind == "year", one.date_start)):
            if period.state == "open":
                # SQL: one statement for all units and kinds, however many measurements
                query = rollup_write_sql.roll_up(period._prepare_task())
                changed += len(self.env.execute_query(query))
                changed += period._write_repeat_rates()
                now = fields.Datetime.now()
                # SQL: beside the figures, so that no measurement waits for the period
                self.env.execute_query(rollup_write_sql.stamp(period.id, now))
        self.env["crm.satisfaction.rollup"].invalidate_model()
        self.invalidate_recordset()
        return changed

    def _roll_up_with_years(self):
        """The years say what their quarters say, at the same moment."""
        years = self.browse()
        for period in self:
            years |= period._get_year()
        return (self | years)._roll_up()

    def _prepare_task(self):
        """What the statement needs to know."""
        self.ensure_one()
        # sudo: settings and levels are what they are, whoever rolls up
        company = self.company_id.sudo()
        return rollup_sql.Task(
            period_id=self.id,
            previous_id=self._get_previous().id or None,
            company_id=company.id,
            company_name=company.name,
            kind=self.kind,
            start=self.date_start,
            end=self.date_end,
            quarters=tuple(self._prepare_quarters(company)),
            weighting=company.satisfaction_unit_weighting,
            unit_level=company.satisfaction_unit_level,
            last=company.satisfaction_repeated == "last",
            pass_mark=company.satisfaction_pass,
            levels=tuple(
                self.env["crm.satisfaction.level"].sudo()._get_levels(company).ids
            ),
            due_from=self._get_due_from(),
            lang=company.partner_id.lang or "en_US",
            uid=self.env.uid,
        )

    def _prepare_quarters(self, company):
        if self.kind == "quarter":
            yield rollup_sql.Quarter(self.id, 1, self.name)
            return
        for quarter in self._get_quarters():
            number = get_quarter_number(quarter.date_start)
            weight = company[f"satisfaction_weight_q{number}"]
            closed = quarter.state == "closed"
            yield rollup_sql.Quarter(quarter.id, weight, quarter.name, closed)

    def _get_quarters(self):
        """The quarters of a year, the first one first."""
        self.ensure_one()
        # sudo: which periods there are is no secret
        return self.sudo().search(
            [
                ("company_id", "=", self.company_id.id),
                ("kind", "=", "quarter"),
                ("date_start", ">=", self.date_start),
                ("date_end", "<=", self.date_end),
            ],
            order="date_start",
        )

    def _get_counted_quarters(self):
        """The quarters among the periods, and those of the years."""
        quarters = self.filtered(lambda one: one.kind == "quarter")
        for year in self - quarters:
            quarters |= year._get_quarters()
        return quarters

    def _get_year(self):
        """The year in which the period lies; of a year itself."""
        self.ensure_one()
        # sudo: which periods there are is no secret
        return self.sudo().search(
            [
                ("company_id", "=", self.company_id.id),
                ("kind", "=", "year"),
                ("date_start", "<=", self.date_start),
                ("date_end", ">=", self.date_end),
            ]
        )

    def _get_previous(self):
        self.ensure_one()
        day = fields.Date.subtract(self.date_start, days=1)
        # sudo: which periods there are is no secret
        return self.sudo().search(
            [
                ("company_id", "=", self.company_id.id),
                ("kind", "=", self.kind),
                ("date_end", "=", day),
            ]
        )

    @api.model
    def _cron_roll_up(self):
        """Draft figures follow what was measured; the periods of today are made."""
        companies = self.env["res.company"].search(Domain.TRUE)
        self.env["ir.cron"]._commit_progress(remaining=len(companies))
        for company in companies:
            self._ensure(company, company._policy_today())
            self.search(
                [("company_id", "=", company.id), ("state", "=", "open")]
            )._filter_begun()._roll_up()
            if not self.env["ir.cron"]._commit_progress(1):
                break

    def _filter_begun(self):
        """What has not begun has no figures yet, unless something counts there."""
        return self.filtered(lambda one: one.has_begun or one.taken_count)

    def action_roll_up(self):
        """Counts the open periods now, and the years in which they lie."""
        self.check_access("read")
        # sudo: the figures are counted of all measurements, and nobody else writes them
        self.sudo()._roll_up_with_years()

    # -- screens -----------------------------------------------------------------------

    def action_open_rollups(self):
        """The figures of the company, its departments and kinds of business."""
        self.ensure_one()
        action = self.env["ir.actions.act_window"]._for_xml_id(
            "crm_satisfaction.crm_satisfaction_rollup_action"
        )
        return {**action, "domain": [("period_id", "=", self.id)], "context": {}}

    def action_open_pending(self):
        """What is due in the period and not done, as far as one may read it."""
        self.ensure_one()
        action = self.env["ir.actions.act_window"]._for_xml_id(
            "crm_satisfaction.crm_satisfaction_measurement_action"
        )
        return {**action, "domain": list(self._get_pending_domain()), "context": {}}

    def action_open_measurements(self):
        """What counts in the period, as far as one may read it."""
        self.ensure_one()
        action = self.env["ir.actions.act_window"]._for_xml_id(
            "crm_satisfaction.crm_satisfaction_measurement_action"
        )
        domain = [("rollup_period_id", "in", self._get_counted_quarters().ids)]
        return {**action, "domain": domain, "context": {}}
