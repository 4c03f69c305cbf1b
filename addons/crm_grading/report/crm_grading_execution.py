# Copyright 2026 Customer Policy Suite contributors
# License AGPL-3.0 or later (https://www.gnu.org/licenses/agpl).

from odoo import api, fields, models
from odoo.tools import SQL


class CrmGradingExecution(models.Model):
    """Execution rate 管理措施执行率: measures that are done or missed (GRD-13).

    One row a measure, customer and period. Open work is not due yet and cancelled work
    was not owed: neither counts.
    """

    _name = "crm.grading.execution"
    _inherit = ["crm.policy.xlsx.mixin"]
    _description = "Execution of Measures"
    _auto = False
    _order = "date_deadline desc, id"
    _rec_name = "measure_id"
    _depends = {
        "crm.grading.task": [
            "measure_id",
            "partner_id",
            "company_id",
            "grade_id",
            "user_id",
            "team_id",
            "period",
            "date_deadline",
            "state",
            "is_late",
            "execution",
            "target",
            "done_on",
        ]
    }

    measure_id = fields.Many2one("crm.grading.measure", readonly=True)
    partner_id = fields.Many2one("res.partner", string="Customer", readonly=True)
    company_id = fields.Many2one("res.company", readonly=True)
    grade_id = fields.Many2one("crm.grading.grade", readonly=True)
    user_id = fields.Many2one("res.users", string="Responsible", readonly=True)
    team_id = fields.Many2one("crm.team", string="Department", readonly=True)
    period = fields.Char(readonly=True)
    date_deadline = fields.Date(string="Due Date", readonly=True)
    done_on = fields.Date(readonly=True)
    due = fields.Integer(readonly=True, help="Done or missed.")
    in_time = fields.Integer(string="Done in Time", readonly=True)
    late = fields.Integer(string="Done Late", readonly=True)
    missed = fields.Integer(readonly=True)
    rate = fields.Float(
        string="Execution Rate (%)",
        readonly=True,
        aggregator="avg",
        digits=(5, 2),
        help="100 for done in time, 0 for missed, late as the settings say: the "
        "average is the execution rate.",
    )
    target = fields.Float(
        string="Target (%)", readonly=True, aggregator="avg", digits=(5, 2)
    )
    gap = fields.Float(
        string="Rate less Target",
        readonly=True,
        aggregator="avg",
        digits=(5, 2),
        help="In percentage points; below zero the target was missed.",
    )

    @property
    def _table_query(self) -> SQL:
        return SQL("%s %s %s", self._select(), self._from(), self._where())

    def _select(self):
        return SQL(
            """SELECT task.id, task.measure_id, task.partner_id, task.company_id,
                      task.grade_id, task.user_id, task.team_id, task.period,
                      task.date_deadline, task.done_on, 1 AS due,
                      (task.state = 'done' AND NOT task.is_late)::int AS in_time,
                      (task.state = 'done' AND task.is_late)::int AS late,
                      (task.state = 'missed')::int AS missed,
                      task.execution AS rate, task.target,
                      task.execution - task.target AS gap"""
        )

    def _from(self):
        return SQL("FROM crm_grading_task task")

    def _where(self):
        return SQL("WHERE task.state IN ('done', 'missed')")

    @api.readonly
    def action_export_list(self):
        """The workbook of the selected measures, or of all that the list shows."""
        return self._print_xlsx("crm_grading.execution_xlsx")

    def action_open_task(self):
        self.ensure_one()
        task = self.env["crm.grading.task"].browse(self.id)
        return task._get_records_action(context={})
