# Copyright 2026 Customer Policy Suite contributors
# License AGPL-3.0 or later (https://www.gnu.org/licenses/agpl).

from odoo import api, fields, models
from odoo.fields import Domain
from odoo.tools import SQL


class CrmVisitExecution(models.Model):
    """Execution of the cadence: what was due in a period and what was made (VIS-05).

    One row a contact that a cadence asks. Open ones are not due yet, excused ones were
    not owed: neither counts in the rate.
    """

    _name = "crm.visit.execution"
    _inherit = ["crm.policy.xlsx.mixin"]
    _description = "Execution of the Cadence"
    _auto = False
    _order = "date_deadline desc, id"
    _rec_name = "partner_id"
    _depends = {
        "crm.visit": [
            "partner_id",
            "company_id",
            "class_id",
            "cadence_id",
            "type_id",
            "channel_id",
            "user_id",
            "team_id",
            "period_start",
            "period_end",
            "date_deadline",
            "date_start",
            "state",
            "cancel_reason_id",
        ],
        "crm.visit.cancel.reason": ["is_excused"],
    }

    partner_id = fields.Many2one("res.partner", string="Customer", readonly=True)
    company_id = fields.Many2one("res.company", readonly=True)
    class_id = fields.Many2one("crm.visit.class", string="Visit Class", readonly=True)
    cadence_id = fields.Many2one("crm.visit.cadence", readonly=True)
    type_id = fields.Many2one("crm.visit.type", readonly=True)
    channel_id = fields.Many2one("crm.visit.channel", readonly=True)
    user_id = fields.Many2one("res.users", string="Representative", readonly=True)
    team_id = fields.Many2one("crm.team", string="Department", readonly=True)
    leader_id = fields.Many2one("res.users", string="Store Manager", readonly=True)
    period_start = fields.Date(string="Period from", readonly=True)
    period_end = fields.Date(string="Period to", readonly=True)
    date_deadline = fields.Date(string="Due until", readonly=True)
    made_on = fields.Date(readonly=True)
    status = fields.Selection(
        [
            ("on_time", "Made in Time"),
            ("late", "Made Late"),
            ("open", "Not Due Yet"),
            ("overdue", "Overdue"),
            ("missed", "Missed"),
            ("excused", "Excused"),
        ],
        readonly=True,
    )
    asked = fields.Integer(readonly=True, help="All that the cadences ask.")
    due = fields.Integer(
        readonly=True, help="Made, missed or overdue; neither open nor excused."
    )
    made = fields.Integer(readonly=True, help="In time or late.")
    on_time = fields.Integer(string="Made in Time", readonly=True)
    late = fields.Integer(string="Made Late", readonly=True)
    missed = fields.Integer(
        readonly=True, help="Overdue, or cancelled without an excuse."
    )
    excused = fields.Integer(readonly=True)
    rate = fields.Float(
        string="Execution Rate (%)",
        readonly=True,
        aggregator="avg",
        digits=(5, 2),
        help="Made in time, of what was due.",
    )

    @property
    def _table_query(self) -> SQL:
        return SQL("%s %s %s", self._select(), self._from(), self._where())

    def _select(self):
        return SQL(
            """SELECT visit.id, visit.partner_id, visit.company_id, visit.class_id,
                      visit.cadence_id, visit.type_id, visit.channel_id, visit.user_id,
                      visit.team_id, team.user_id AS leader_id, visit.period_start,
                      visit.period_end, visit.date_deadline, outcome.made_on,
                      outcome.status, 1 AS asked,
                      (outcome.status NOT IN ('open', 'excused'))::int AS due,
                      (outcome.status IN ('on_time', 'late'))::int AS made,
                      (outcome.status = 'on_time')::int AS on_time,
                      (outcome.status = 'late')::int AS late,
                      (outcome.status IN ('missed', 'overdue'))::int AS missed,
                      (outcome.status = 'excused')::int AS excused,
                      CASE WHEN outcome.status = 'on_time' THEN 100.0
                           WHEN outcome.status NOT IN ('open', 'excused') THEN 0.0
                      END AS rate"""
        )

    def _from(self):
        # sudo: visits of a company one may read need its clock
        companies = self.env["res.company"].sudo().with_context(active_test=False)
        today = {
            company.id: company._policy_today()
            for company in companies.search(Domain.TRUE)
        }
        return SQL(
            """FROM crm_visit visit
               JOIN res_company company ON company.id = visit.company_id
               JOIN unnest(%(companies)s::int4[], %(days)s::date[])
                    AS clock (company_id, today) ON clock.company_id = company.id
               LEFT JOIN crm_team team ON team.id = visit.team_id
               LEFT JOIN crm_visit_cancel_reason reason
                 ON reason.id = visit.cancel_reason_id
               CROSS JOIN LATERAL (
                    SELECT CASE WHEN visit.done_on IS NOT NULL THEN
                           (visit.date_start AT TIME ZONE 'UTC'
                            AT TIME ZONE company.policy_tz)::date END AS made_on
               ) made
               CROSS JOIN LATERAL (
                    SELECT made.made_on,
                           CASE WHEN made.made_on > visit.date_deadline THEN 'late'
                                WHEN made.made_on IS NOT NULL THEN 'on_time'
                                WHEN visit.state = 'cancelled' AND reason.is_excused
                                THEN 'excused'
                                WHEN visit.state = 'cancelled' THEN 'missed'
                                WHEN visit.date_deadline < clock.today THEN 'overdue'
                                ELSE 'open' END AS status
               ) outcome""",
            companies=list(today),
            days=list(today.values()),
        )

    def _where(self):
        return SQL("WHERE visit.cadence_id IS NOT NULL")

    def action_open_visit(self):
        self.ensure_one()
        return self.env["crm.visit"].browse(self.id)._get_records_action(context={})

    @api.readonly
    def action_export_xlsx(self):
        """The workbook of the selected rows, or of all that the list shows."""
        return self._print_xlsx("crm_visits.execution_xlsx")
