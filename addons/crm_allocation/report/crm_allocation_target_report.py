# Copyright 2026 Customer Policy Suite contributors
# License AGPL-3.0 or later (https://www.gnu.org/licenses/agpl).

from odoo import api, fields, models
from odoo.tools import SQL


class CrmAllocationTargetReport(models.Model):
    """Targets against what was allocated, a row a target and period (ALC-21)."""

    _name = "crm.allocation.target.report"
    _inherit = ["crm.policy.xlsx.mixin"]
    _description = "Allocation Targets and Actual Shares"
    _auto = False
    _order = "period_start desc, target_id"
    _rec_name = "target_id"
    _depends = {
        "crm.allocation.target": [
            "company_id",
            "active",
            "kind",
            "class_id",
            "direction",
            "share",
            "period",
        ],
        "crm.allocation.decision": [
            "company_id",
            "partner_id",
            "class_id",
            "user_id",
            "decided_on",
        ],
        "res.company": ["policy_tz"],
    }

    target_id = fields.Many2one("crm.allocation.target", readonly=True)
    company_id = fields.Many2one("res.company", readonly=True)
    class_id = fields.Many2one("crm.allocation.class", readonly=True)
    direction = fields.Selection(
        selection=lambda self: self._get_target_selection("direction"), readonly=True
    )
    period = fields.Selection(
        selection=lambda self: self._get_target_selection("period"), readonly=True
    )
    period_start = fields.Date(string="Period From", readonly=True)
    actual_count = fields.Integer(string="Customers of the Group", readonly=True)
    total_count = fields.Integer(string="Customers Allocated", readonly=True)
    actual_share = fields.Float(
        string="Actual (%)", readonly=True, aggregator="avg", digits=(5, 2)
    )
    target_share = fields.Float(
        string="Target (%)", readonly=True, aggregator="avg", digits=(5, 2)
    )
    difference = fields.Float(
        string="Difference (points)",
        readonly=True,
        aggregator="avg",
        digits=(5, 2),
        help="Actual less target.",
    )
    status = fields.Selection([("kept", "Kept"), ("missed", "Missed")], readonly=True)

    @api.model
    def _get_target_selection(self, name):
        field = self.env["crm.allocation.target"]._fields[name]
        return field._description_selection(self.env)

    @api.model
    def _get_group_conditions(self):
        """SQL of whether a decision is of the group, by kind of target."""
        return {"class": SQL("decision.class_id = target.class_id")}

    @property
    def _table_query(self) -> SQL:
        in_group = SQL(" ").join(
            SQL("WHEN %s THEN %s", kind, condition)
            for kind, condition in self._get_group_conditions().items()
        )
        return SQL(
            """
            SELECT target_id * 100000 + (12 * date_part('year', period_start)
                       + date_part('month', period_start))::int AS id,
                   counted.*,
                   100.0 * actual_count / total_count AS actual_share,
                   100.0 * actual_count / total_count - target_share AS difference,
                   CASE WHEN direction = 'at_least'
                             AND 100.0 * actual_count >= target_share * total_count
                          OR direction = 'at_most'
                             AND 100.0 * actual_count <= target_share * total_count
                        THEN 'kept' ELSE 'missed' END AS status
              FROM (
                    SELECT target.id AS target_id, target.company_id, target.class_id,
                           target.direction, target.period,
                           target.share AS target_share,
                           date_trunc(target.period, decision.day)::date
                               AS period_start,
                           count(*) AS total_count,
                           count(*) FILTER (
                               WHERE CASE target.kind %(in_group)s END) AS actual_count
                      FROM crm_allocation_target target
                      JOIN res_company company ON company.id = target.company_id
                     CROSS JOIN LATERAL (
                           SELECT decision.*,
                                  decision.decided_on AT TIME ZONE 'UTC'
                                      AT TIME ZONE company.policy_tz AS day
                             FROM crm_allocation_decision decision
                            WHERE decision.company_id = target.company_id
                              AND decision.user_id IS NOT NULL
                           ) decision
                     WHERE target.active
                     GROUP BY target.id, period_start
                   ) counted
            """,
            in_group=in_group,
        )

    @api.readonly
    def action_export_xlsx(self):
        """The workbook of the selected rows, or of all that the list shows."""
        return self._print_xlsx("crm_allocation.target_xlsx")
