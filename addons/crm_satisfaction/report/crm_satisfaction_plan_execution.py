# Copyright 2026 Customer Policy Suite contributors
# License AGPL-3.0 or later (https://www.gnu.org/licenses/agpl).

from odoo import api, fields, models
from odoo.tools import SQL


class CrmSatisfactionPlanExecution(models.Model):
    """The execution of plans, a row a line, as of today (SAT-06)."""

    _name = "crm.satisfaction.plan.execution"
    _description = "Execution of Survey Plans"
    _inherit = ["crm.policy.xlsx.mixin"]
    _auto = False
    _order = "date_to, id"
    _rec_name = "subject_id"

    plan_id = fields.Many2one("crm.satisfaction.plan", readonly=True)
    line_id = fields.Many2one("crm.satisfaction.plan.line", readonly=True)
    measurement_id = fields.Many2one("crm.satisfaction.measurement", readonly=True)
    company_id = fields.Many2one("res.company", readonly=True)
    subject_id = fields.Many2one(
        "crm.satisfaction.subject", string="Object", readonly=True
    )
    partner_id = fields.Many2one("res.partner", string="Customer", readonly=True)
    unit_id = fields.Many2one("crm.policy.unit", string="Department", readonly=True)
    kind_id = fields.Many2one("crm.satisfaction.kind", string="Business", readonly=True)
    user_id = fields.Many2one("res.users", string="Carried out by", readonly=True)
    agency_id = fields.Many2one("res.partner", string="Outside Agency", readonly=True)
    year = fields.Integer(readonly=True, aggregator=False)
    quarter = fields.Selection(
        [("1", "Q1"), ("2", "Q2"), ("3", "Q3"), ("4", "Q4")], readonly=True
    )
    date_from = fields.Date(string="From", readonly=True)
    date_to = fields.Date(string="Due", readonly=True)
    done_on = fields.Date(readonly=True)
    execution = fields.Selection(selection="_get_execution_labels", readonly=True)
    line_count = fields.Integer(string="Planned", readonly=True)
    done_count = fields.Integer(string="Done", readonly=True)
    missed_count = fields.Integer(string="Missed", readonly=True)
    completion = fields.Float(
        string="Completed (%)",
        readonly=True,
        aggregator="avg",
        help="Done, in per cent of what is planned and not cancelled.",
    )
    punctuality = fields.Float(
        string="In the Window (%)",
        readonly=True,
        aggregator="avg",
        help="Done in its window, in per cent of what is done or missed.",
    )

    _depends = {
        "crm.satisfaction.plan": ["year", "company_id", "state"],
        "crm.satisfaction.plan.line": [
            "plan_id",
            "subject_id",
            "partner_id",
            "unit_id",
            "kind_id",
            "user_id",
            "agency_id",
            "date_from",
            "date_to",
            "quarter",
            "is_cancelled",
        ],
        "crm.satisfaction.measurement": ["plan_line_id", "state", "done_on"],
        "res.company": ["policy_tz"],
    }

    @api.model
    def _get_execution_labels(self):
        return [
            ("ahead", self.env._("Ahead")),
            ("due", self.env._("Due")),
            ("done", self.env._("Done in the Window")),
            ("done_late", self.env._("Done Late")),
            ("missed", self.env._("Missed")),
            ("cancelled", self.env._("Cancelled")),
        ]

    @api.readonly
    def action_export_xlsx(self):
        return self._print_xlsx("crm_satisfaction.plan_xlsx")

    @property
    def _table_query(self):
        return SQL(
            """
            SELECT row.*,
                1 AS line_count,
                (row.execution IN ('done', 'done_late'))::int AS done_count,
                (row.execution = 'missed')::int AS missed_count,
                CASE
                    WHEN row.execution = 'cancelled' THEN NULL
                    WHEN row.execution IN ('done', 'done_late') THEN 100.0
                    ELSE 0.0
                END AS completion,
                CASE
                    WHEN row.execution = 'done' THEN 100.0
                    WHEN row.execution IN ('done_late', 'missed') THEN 0.0
                END AS punctuality
            FROM (%s) row
            """,
            self._select_rows(),
        )

    @api.model
    def _select_rows(self):
        """The lines with what became of them on the company's today."""
        return SQL(
            """
            SELECT line.id, line.id AS line_id, line.plan_id, line.company_id,
                line.subject_id, line.partner_id, line.unit_id, line.kind_id,
                COALESCE(measurement.user_id, line.user_id) AS user_id,
                line.agency_id, plan.year, line.quarter, line.date_from,
                line.date_to, measurement.id AS measurement_id,
                clock.done_on,
                CASE
                    WHEN line.is_cancelled OR measurement.state = 'cancelled'
                        THEN 'cancelled'
                    WHEN measurement.state = 'done' AND clock.done_on > line.date_to
                        THEN 'done_late'
                    WHEN measurement.state = 'done' THEN 'done'
                    WHEN line.date_to < clock.today THEN 'missed'
                    WHEN line.date_from <= clock.today THEN 'due'
                    ELSE 'ahead'
                END AS execution
            FROM crm_satisfaction_plan_line line
            JOIN crm_satisfaction_plan plan ON plan.id = line.plan_id
            JOIN res_company company ON company.id = line.company_id
            LEFT JOIN crm_satisfaction_measurement measurement
                ON measurement.plan_line_id = line.id
            CROSS JOIN LATERAL (
                SELECT timezone(
                        company.policy_tz, timezone('UTC', %(now)s::timestamp)
                    )::date AS today,
                    timezone(
                        company.policy_tz, timezone('UTC', measurement.done_on)
                    )::date AS done_on
            ) clock
            """,
            now=fields.Datetime.now(),
        )
