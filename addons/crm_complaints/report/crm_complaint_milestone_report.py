# Copyright 2026 Customer Policy Suite contributors
# License AGPL-3.0 or later (https://www.gnu.org/licenses/agpl).

from odoo import fields, models
from odoo.tools import SQL

from ..models.crm_complaint_category import SEVERITIES
from ..models.crm_complaint_target import MILESTONES


class CrmComplaintMilestoneReport(models.Model):
    """Deadlines kept, by milestone, department and month (CMP-03, CMP-08)."""

    _name = "crm.complaint.milestone.report"
    _description = "Deadlines of Complaints Kept"
    _auto = False
    _order = "due_on desc, id desc"
    _rec_name = "complaint_id"
    _depends = {
        "crm.complaint.milestone": [
            "complaint_id",
            "company_id",
            "kind",
            "cycle",
            "state",
            "unit_id",
            "category_id",
            "severity",
            "started_on",
            "due_on",
            "done_on",
        ],
        "crm.complaint": ["partner_id", "user_id"],
    }

    complaint_id = fields.Many2one("crm.complaint", readonly=True)
    company_id = fields.Many2one("res.company", readonly=True)
    partner_id = fields.Many2one("res.partner", string="Customer", readonly=True)
    user_id = fields.Many2one("res.users", string="Handler", readonly=True)
    unit_id = fields.Many2one("crm.policy.unit", string="Department", readonly=True)
    category_id = fields.Many2one("crm.complaint.category", readonly=True)
    severity = fields.Selection(SEVERITIES, readonly=True)
    kind = fields.Selection(MILESTONES, string="Milestone", readonly=True)
    state = fields.Selection(
        [
            ("open", "Open"),
            ("missed", "Overdue"),
            ("met", "Done in Time"),
            ("late", "Done Late"),
        ],
        readonly=True,
    )
    started_on = fields.Datetime(readonly=True)
    due_on = fields.Datetime(string="Due", readonly=True)
    done_on = fields.Datetime(readonly=True)
    on_time = fields.Float(
        string="In Time (%)",
        readonly=True,
        digits=(5, 1),
        aggregator="avg",
        help="Of those done or overdue; what is open and not due yet does not count.",
    )
    late_count = fields.Integer(string="Late or Overdue", readonly=True)
    over_hours = fields.Float(
        string="Over By (hours)",
        readonly=True,
        digits=(16, 1),
        aggregator="avg",
        help="Of those late: hours of the clock beyond the due date.",
    )

    @property
    def _table_query(self) -> SQL:
        return SQL(
            """
            SELECT milestone.id, milestone.complaint_id, milestone.company_id,
                   complaint.partner_id, complaint.user_id, milestone.unit_id,
                   milestone.category_id, milestone.severity, milestone.kind,
                   milestone.state, milestone.started_on, milestone.due_on,
                   milestone.done_on,
                   CASE milestone.state WHEN 'met' THEN 100
                        WHEN 'open' THEN NULL ELSE 0 END AS on_time,
                   (milestone.state IN ('missed', 'late'))::int4 AS late_count,
                   CASE WHEN milestone.state IN ('missed', 'late') THEN
                        EXTRACT(EPOCH FROM COALESCE(milestone.done_on, %(now)s)
                                           - milestone.due_on) / 3600
                   END AS over_hours
              FROM crm_complaint_milestone milestone
              JOIN crm_complaint complaint ON complaint.id = milestone.complaint_id
             WHERE milestone.state <> 'cancelled'
            """,
            now=fields.Datetime.now(),
        )
