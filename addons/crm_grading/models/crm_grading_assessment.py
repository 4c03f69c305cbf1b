# Copyright 2026 Customer Policy Suite contributors
# License AGPL-3.0 or later (https://www.gnu.org/licenses/agpl).

from dateutil.relativedelta import relativedelta

from odoo import api, fields, models
from odoo.exceptions import UserError
from odoo.fields import Domain
from odoo.tools import SQL

ACTIVITY = "crm_grading.mail_activity_type_assess"


class CrmGradingAssessment(models.Model):
    """What a person judged about a customer: one live row a customer and indicator.

    A row without a date still waits for its first assessment. Assessing again keeps the
    former figure as an archived row: old rounds can be explained, and computed again.
    """

    _name = "crm.grading.assessment"
    _inherit = ["crm.grading.evidence.mixin"]
    _description = "Customer Assessment"
    _order = "indicator_id, partner_id, date desc, id desc"
    _rec_name = "partner_id"

    indicator_id = fields.Many2one(
        "crm.grading.indicator", required=True, ondelete="restrict", index=True
    )
    indicator_code = fields.Char(related="indicator_id.code", store=True)
    owner_group_id = fields.Many2one(
        related="indicator_id.owner_group_id", store=True, string="Owner Role"
    )
    salesperson_id = fields.Many2one(related="partner_id.user_id")
    level_id = fields.Many2one(
        "crm.grading.level",
        domain="[('indicator_id', '=', indicator_id)]",
        ondelete="restrict",
    )
    guide = fields.Char(related="level_id.guide")
    points = fields.Float(
        compute="_compute_points",
        store=True,
        readonly=False,
        digits=(5, 2),
        # rows still to be assessed would count as 0
        aggregator=None,
    )
    assessor_id = fields.Many2one("res.users", readonly=True, copy=True)
    date = fields.Date(string="Assessed on", copy=True)
    valid_until = fields.Date(
        copy=True, help="After this day the assessment is stale and counts no more."
    )
    state = fields.Selection(
        [("missing", "To Assess"), ("current", "Current"), ("stale", "Stale")],
        compute="_compute_state",
        search="_search_state",
    )

    can_assess = fields.Boolean(
        string="My Role",
        compute="_compute_can_assess",
        search="_search_can_assess",
        help="Assessed by one of the user's own roles.",
    )

    _live_uniq = models.UniqueIndex(
        "(partner_id, indicator_id, company_id) WHERE active",
        "This customer already has an assessment of this indicator: change that one.",
    )
    _points_range = models.Constraint(
        "CHECK(points BETWEEN 0 AND 100)", "Points must be between 0 and 100."
    )
    _engine_idx = models.Index("(partner_id, indicator_code, date DESC)")

    @api.depends("level_id")
    def _compute_points(self):
        for record in self:
            if record.level_id:
                record.points = record.level_id.points

    @api.depends("date", "valid_until")
    def _compute_state(self):
        today = self.env.company._policy_today()
        for record in self:
            if not record.date:
                record.state = "missing"
            elif record.valid_until and record.valid_until < today:
                record.state = "stale"
            else:
                record.state = "current"

    def _search_state(self, operator, value):
        if operator != "in":
            return NotImplemented
        today = self.env.company._policy_today()
        stale = Domain("date", "!=", False) & Domain("valid_until", "<", today)
        missing = Domain("date", "=", False)
        domains = {"missing": missing, "stale": stale, "current": ~stale & ~missing}
        return Domain.OR(domains[state] for state in value if state in domains)

    @api.depends("owner_group_id")
    @api.depends_context("uid")
    def _compute_can_assess(self):
        writable = self._filtered_access("write")
        roles = self.env.user.all_group_ids
        for record in self:
            owner = record.owner_group_id
            record.can_assess = (not owner or owner in roles) and (
                not record.id or record in writable
            )

    @api.model
    def _search_can_assess(self, operator, value):
        if operator != "in":
            return NotImplemented
        roles = self.env.user.all_group_ids.ids
        return Domain("owner_group_id", "in", [False, *roles])

    @api.model
    def _get_identity(self):
        return ["indicator_id"]

    @api.model_create_multi
    def create(self, vals_list):
        for vals in vals_list:
            if self._is_assessed(vals):
                vals.update(self._prepare_stamp(vals))
        return super().create(vals_list)

    def write(self, vals):
        if not self._is_assessed(vals):
            return super().write(vals)
        self._keep_history()
        for indicator, records in self.grouped("indicator_id").items():
            stamp = self._prepare_stamp({**vals, "indicator_id": indicator.id})
            super(CrmGradingAssessment, records).write({**vals, **stamp})
        return True

    @api.ondelete(at_uninstall=False)
    def _unlink_except_assessed(self):
        if self.filtered("date"):
            raise UserError(
                self.env._("Assessments are history. Assess again or archive instead.")
            )

    @api.model
    def _is_assessed(self, vals):
        return bool({"level_id", "points"} & vals.keys())

    def _prepare_stamp(self, vals):
        """Who assessed, when, and until when it counts (GRD-04)."""
        indicator = self.env["crm.grading.indicator"].browse(vals["indicator_id"])
        date = fields.Date.to_date(vals.get("date")) or self.env.company._policy_today()
        return {
            "assessor_id": self.env.uid,
            "date": date,
            "valid_until": vals.get("valid_until")
            or date + relativedelta(months=indicator.validity_months),
        }

    def _keep_history(self):
        """Archived copies of the figures that are about to be replaced."""
        history = [
            {**vals, "active": False} for vals in self.filtered("date").copy_data()
        ]
        # straight to the ORM: history rows are not assessments made now
        return super().create(history)

    @api.model
    def _replace_live(self, vals_list):
        """An import of a customer already assessed replaces the figure.

        Unless it is older than what stands: then it is history from the beginning.
        """
        company = self.env.company.root_id
        live = {
            (record.partner_id.id, record.indicator_id.id, record.company_id.id): record
            for record in self.search(
                [
                    (
                        "partner_id",
                        "in",
                        [vals.get("partner_id") for vals in vals_list],
                    ),
                    (
                        "indicator_id",
                        "in",
                        [vals.get("indicator_id") for vals in vals_list],
                    ),
                ]
            )
        }
        for vals in vals_list:
            key = (
                vals.get("partner_id"),
                vals.get("indicator_id"),
                vals.get("company_id", company.id),
            )
            record = live.get(key)
            if not record or not vals.get("active", True):
                continue
            if not record.date:
                record.unlink()
            elif vals.get("date") and fields.Date.to_date(vals["date"]) < record.date:
                vals["active"] = False
            else:
                record.active = False
        # the index allows one live row at every moment
        self.flush_model(["active"])

    @api.model
    def action_prepare(self):
        """Rows to fill in for each customer and assessed indicator (GRD-15).

        For all customers, or a user's own ones. In one statement; what exists stays as
        it is.
        """
        self.check_access("create")
        # as the record rules say: who opens rounds works on all customers
        everybody = self.env["crm.grading.round"].has_access("create")
        schemes = self.env["crm.grading.scheme"]._get_all_active(self.env.company)
        self.env.flush_all()
        count = sum(self._prepare_for(scheme, everybody) for scheme in schemes)
        self.invalidate_model()
        return count

    @api.model
    def _prepare_for(self, scheme, everybody):
        """Adds the rows that one scheme asks for; returns how many there were."""
        indicators = scheme.line_ids.filtered(
            lambda line: "assessed" in (line.method, line.fallback)
        ).indicator_id
        # raw SQL: customers times indicators are too many rows for the ORM
        rows = self.env.execute_query(
            SQL(
                """INSERT INTO crm_grading_assessment (
                       partner_id, company_id, indicator_id, indicator_code,
                       owner_group_id, points, active,
                       create_uid, write_uid, create_date, write_date)
                   SELECT p.id, %(company)s, i.id, i.code, i.owner_group_id, 0, TRUE,
                          %(uid)s, %(uid)s, now() AT TIME ZONE 'UTC',
                          now() AT TIME ZONE 'UTC'
                     FROM res_partner p
                     LEFT JOIN crm_customer_kind kind ON kind.id = p.customer_kind_id
                     CROSS JOIN crm_grading_indicator i
                    WHERE p.id IN %(population)s AND p.active
                      AND p.commercial_partner_id = p.id
                      AND kind.is_special IS NOT TRUE
                      AND i.id = ANY(%(indicators)s)
                      AND (%(everybody)s OR p.user_id = %(uid)s)
                   ON CONFLICT (partner_id, indicator_id, company_id) WHERE active
                   DO NOTHING RETURNING id""",
                company=scheme.company_id.id,
                uid=self.env.uid,
                everybody=everybody,
                population=scheme._get_population(),
                indicators=indicators.ids,
            )
        )
        return len(rows)

    def action_prepare_list(self):
        """Prepares the work list and tells how many rows it added."""
        count = self.action_prepare()
        return {
            "type": "ir.actions.client",
            "tag": "display_notification",
            "params": {
                "type": "success" if count else "info",
                "message": self.env._(
                    "%(count)s rows added, to be assessed.", count=count
                )
                if count
                else self.env._("The list is complete: no row was missing."),
                "next": {"type": "ir.actions.client", "tag": "soft_reload"},
            },
        }

    @api.model
    def _cron_remind_stale(self):
        """Lists stale and missing assessments for their owners (GRD-15).

        One activity a person on the active scheme, renewed rather than repeated.
        """
        schemes = self.env["crm.grading.scheme"].search([("state", "=", "active")])
        self.env["ir.cron"]._commit_progress(remaining=len(schemes))
        for scheme in schemes:
            self._remind_owners(scheme)
            if not self.env["ir.cron"]._commit_progress(1):
                break

    def _remind_owners(self, scheme):
        counts = self._read_group(
            [
                ("company_id", "=", scheme.company_id.id),
                ("state", "in", ["missing", "stale"]),
                ("partner_id.active", "=", True),
                ("partner_id.user_id", "!=", False),
            ],
            ["partner_id.user_id"],
            ["__count"],
        )
        today = scheme.company_id._policy_today()
        for user, count in counts:
            summary = self.env._("%(count)s assessments to renew", count=count)
            told = scheme.activity_search(
                [ACTIVITY],
                user_id=user.id,
                additional_domain=[("date_deadline", "=", today)],
            )
            if told:
                # killed and begun again: who heard of it today gets no second mail
                told.summary = summary
                continue
            scheme.activity_unlink([ACTIVITY], user_id=user.id)
            scheme.activity_schedule(
                ACTIVITY, date_deadline=today, summary=summary, user_id=user.id
            )
