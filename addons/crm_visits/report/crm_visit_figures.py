# Copyright 2026 Customer Policy Suite contributors
# License AGPL-3.0 or later (https://www.gnu.org/licenses/agpl).

from odoo import api, fields, models
from odoo.tools import SQL

from ..engine.forms import form_status_sql


class CrmVisitFigures(models.Model):
    """What representatives and store managers are assessed by, a row a visit (VIS-03).

    Rates are averages of 100 and 0 over the visits that count, so that the rate of a
    group is the rate of all its visits together; what does not count is empty.
    """

    _name = "crm.visit.figures"
    _inherit = ["crm.policy.xlsx.mixin"]
    _description = "Figures of Visits"
    _auto = False
    _order = "date desc, id desc"
    _rec_name = "visit_id"
    _depends = {
        "crm.visit": [
            "company_id",
            "partner_id",
            "user_id",
            "team_id",
            "channel_id",
            "type_id",
            "state",
            "planned_start",
            "planned_end",
            "date_start",
            "date_end",
            "duration",
            "done_on",
            "is_late",
            "report_deadline",
            "sent_back_count",
            "cancel_reason_id",
        ],
        "crm.visit.inspection": ["visit_id", "state", "mark"],
        "crm.visit.cancel.reason": ["is_excused"],
        "crm.team": ["user_id"],
        "res.company": ["policy_tz"],
    }

    visit_id = fields.Many2one("crm.visit", readonly=True)
    company_id = fields.Many2one("res.company", readonly=True)
    partner_id = fields.Many2one("res.partner", string="Customer", readonly=True)
    user_id = fields.Many2one("res.users", string="Representative", readonly=True)
    team_id = fields.Many2one("crm.team", string="Department", readonly=True)
    leader_id = fields.Many2one("res.users", string="Store Manager", readonly=True)
    channel_id = fields.Many2one("crm.visit.channel", readonly=True)
    type_id = fields.Many2one("crm.visit.type", readonly=True)
    state = fields.Selection(
        selection=lambda self: self.env["crm.visit"]._fields["state"].selection,
        readonly=True,
    )
    form_status = fields.Selection(
        selection=lambda self: self.env["crm.visit"]._selection_form_status(),
        string="Form",
        readonly=True,
    )
    date = fields.Date(
        readonly=True,
        help="When the visit began, or was planned to; in the company's time zone.",
    )
    planned = fields.Integer(
        readonly=True, help="Visits that had a planned time, cancelled ones as well."
    )
    made = fields.Integer(
        readonly=True, help="Visits that took place and whose form was closed."
    )
    not_made = fields.Integer(
        readonly=True, help="Planned for a time that is over, and not begun."
    )
    cancelled = fields.Integer(readonly=True)
    due = fields.Integer(
        string="Planned and Due",
        readonly=True,
        help="Planned visits whose time is over, or that were made or cancelled "
        "without an excuse.",
    )
    made_rate = fields.Float(
        string="Made of Planned (%)",
        readonly=True,
        aggregator="avg",
        digits=(5, 2),
        help="Of the planned visits that are due. Cancelled with a reason that "
        "excuses, they do not count.",
    )
    forms_due = fields.Integer(
        readonly=True, help="Forms that were closed, or should have been."
    )
    on_time = fields.Integer(string="Forms on Time", readonly=True)
    late = fields.Integer(string="Late Forms", readonly=True)
    missing = fields.Integer(string="Missing Forms", readonly=True)
    on_time_rate = fields.Float(
        string="Forms on Time (%)",
        readonly=True,
        aggregator="avg",
        digits=(5, 2),
        help="Forms on time of all forms due.",
    )
    waiting = fields.Integer(string="To Inspect", readonly=True)
    inspected = fields.Integer(readonly=True, help="Forms that passed the inspection.")
    sent_back = fields.Integer(
        string="Times Sent Back", readonly=True, help="A form may be sent back twice."
    )
    graded = fields.Integer(
        string="Forms Graded", readonly=True, help="Forms that passed with a mark."
    )
    quality = fields.Float(
        string="Quality (%)",
        readonly=True,
        aggregator="avg",
        digits=(5, 2),
        help="Average mark of the forms that passed.",
    )
    minutes = fields.Integer(
        string="Minutes Spent", readonly=True, help="From start to end of the visits."
    )
    average_minutes = fields.Float(
        string="Minutes a Visit", readonly=True, aggregator="avg", digits=(8, 1)
    )
    covered = fields.Integer(
        string="Customers Covered",
        readonly=True,
        aggregator="count_distinct",
        help="Different customers visited.",
    )

    @property
    def _table_query(self) -> SQL:
        return SQL("%s %s", self._select(), self._from())

    def _select(self):
        now = fields.Datetime.now()
        return SQL(
            """SELECT row.*,
                      (form_status IN ('on_time', 'late', 'missing'))::int
                          AS forms_due,
                      (form_status = 'on_time')::int AS on_time,
                      (form_status = 'late')::int AS late,
                      (form_status = 'missing')::int AS missing,
                      CASE form_status WHEN 'on_time' THEN 100
                                       WHEN 'late' THEN 0
                                       WHEN 'missing' THEN 0 END::numeric
                          AS on_time_rate,
                      CASE WHEN planned = 0 OR is_excused THEN NULL
                           WHEN made = 1 THEN 100
                           WHEN not_made = 1 OR cancelled = 1 THEN 0 END::numeric
                          AS made_rate,
                      (planned = 1 AND NOT is_excused
                          AND made + not_made + cancelled > 0)::int AS due,
                      (quality IS NOT NULL)::int AS graded,
                      CASE WHEN made = 1 THEN partner_id END AS covered
                 FROM (
               SELECT visit.id, visit.id AS visit_id, visit.company_id,
                      visit.partner_id, visit.user_id, visit.team_id,
                      team.user_id AS leader_id, visit.channel_id, visit.type_id,
                      visit.state, %(form_status)s AS form_status,
                      (COALESCE(visit.date_start, visit.planned_start)
                          AT TIME ZONE 'UTC' AT TIME ZONE company.policy_tz)::date
                          AS date,
                      (visit.planned_start IS NOT NULL)::int AS planned,
                      (visit.done_on IS NOT NULL)::int AS made,
                      (visit.state = 'planned' AND visit.planned_end < %(now)s)::int
                          AS not_made,
                      (visit.state = 'cancelled')::int AS cancelled,
                      COALESCE(reason.is_excused, FALSE) AS is_excused,
                      COALESCE(reading.waiting, 0) AS waiting,
                      (visit.state = 'inspected')::int AS inspected,
                      COALESCE(visit.sent_back_count, 0) AS sent_back,
                      reading.quality,
                      CASE WHEN visit.done_on IS NOT NULL
                           THEN round(visit.duration * 60)::int END AS minutes,
                      CASE WHEN visit.done_on IS NOT NULL
                           THEN visit.duration * 60 END AS average_minutes""",
            form_status=form_status_sql("visit", now),
            now=now,
        )

    def _from(self):
        return SQL(
            """FROM crm_visit visit
               JOIN res_company company ON company.id = visit.company_id
          LEFT JOIN crm_team team ON team.id = visit.team_id
          LEFT JOIN crm_visit_cancel_reason reason
                 ON reason.id = visit.cancel_reason_id
          LEFT JOIN (SELECT visit_id,
                            count(*) FILTER (WHERE state = 'waiting') AS waiting,
                            (array_agg(mark ORDER BY id DESC)
                                FILTER (WHERE state = 'passed'))[1] AS quality
                       FROM crm_visit_inspection
                      GROUP BY visit_id) reading
                 ON reading.visit_id = visit.id) row"""
        )

    @api.readonly
    def action_export_list(self):
        """The workbook of the selected visits, or of all that the list shows."""
        return self._print_xlsx("crm_visits.figures_xlsx")

    def action_open_visit(self):
        self.ensure_one()
        return self.visit_id._get_records_action(context={})
