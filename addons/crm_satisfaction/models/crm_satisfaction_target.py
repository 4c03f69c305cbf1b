# Copyright 2026 Customer Policy Suite contributors
# License AGPL-3.0 or later (https://www.gnu.org/licenses/agpl).

from odoo import api, fields, models


class CrmSatisfactionTarget(models.Model):
    """What a year should reach, of the company or of a department (SAT-10).

    The written policy leaves the figures open, so a figure that is 0 is no target.
    """

    _name = "crm.satisfaction.target"
    _description = "Target of Satisfaction"
    _inherit = ["mail.thread"]
    _order = "year desc, unit_id, id"
    _check_company_auto = True

    company_id = fields.Many2one(
        "res.company",
        required=True,
        index=True,
        default=lambda self: self.env.company,
    )
    year = fields.Integer(
        required=True,
        aggregator=None,
        default=lambda self: self.env.company._policy_today().year,
    )
    unit_id = fields.Many2one(
        "crm.policy.unit",
        string="Department",
        check_company=True,
        index="btree_not_null",
        ondelete="cascade",
        help="Empty: the company, and all departments without a target of their own.",
    )
    score = fields.Float(
        string="Satisfaction at Least",
        digits=(5, 2),
        aggregator="avg",
        tracking=True,
        help="Out of 100; 0: no target.",
    )
    repeat_rate = fields.Float(
        string="Repeat or Renewal at Least (%)",
        digits=(5, 2),
        aggregator="avg",
        tracking=True,
        help="Customers who come again; 0: no target.",
    )
    feedback_rate = fields.Float(
        string="Feedback Collected at Least (%)",
        digits=(5, 2),
        aggregator="avg",
        tracking=True,
        help="Of the people asked (invited, or listed as respondents), how many "
        "answer in whichever way; 0: no target.",
    )
    note = fields.Text()
    active = fields.Boolean(default=True)
    rollup_id = fields.Many2one(
        "crm.satisfaction.rollup",
        string="Figures of the Year",
        compute="_compute_actual",
    )
    is_over = fields.Boolean(compute="_compute_actual")
    has_score = fields.Boolean(string="Scored", compute="_compute_actual")
    actual_score = fields.Float(
        string="Satisfaction", digits=(5, 2), compute="_compute_actual"
    )
    repeat_base = fields.Integer(string="Customers", compute="_compute_actual")
    actual_repeat_rate = fields.Float(
        string="Repeat or Renewal (%)", digits=(5, 2), compute="_compute_actual"
    )
    has_feedback = fields.Boolean(string="Asked", compute="_compute_actual")
    actual_feedback_rate = fields.Float(
        string="Feedback Collected (%)", digits=(5, 2), compute="_compute_actual"
    )

    _year_uniq = models.UniqueIndex(
        "(company_id, year, COALESCE(unit_id, 0)) WHERE active IS TRUE",
        "This year has targets already.",
    )
    _figures_check = models.Constraint(
        "CHECK(score BETWEEN 0 AND 100 AND repeat_rate BETWEEN 0 AND 100 "
        "AND feedback_rate BETWEEN 0 AND 100)",
        "Targets lie between 0 (none) and 100.",
    )

    @api.depends("year", "unit_id")
    @api.depends_context("lang")
    def _compute_display_name(self):
        for target in self:
            target.display_name = self.env._(
                "%(unit)s %(year)s",
                unit=target.unit_id.display_name or target.company_id.name,
                year=target.year,
            )

    @api.depends("year", "unit_id", "company_id")
    def _compute_actual(self):
        """The figures of the year as they stand in the roll-up."""
        rows = self.env["crm.satisfaction.rollup"].search(
            [
                ("company_id", "in", self.company_id.ids),
                ("period_kind", "=", "year"),
                ("scope", "in", ("company", "unit")),
            ]
        )
        found = {
            (row.company_id, row.date_start.year, row.unit_id): row for row in rows
        }
        for target in self:
            key = (target.company_id, target.year, target.unit_id)
            row = found.get(key, rows.browse())
            target.rollup_id = row
            target.is_over = row.period_id.is_over
            target.has_score = row.has_score
            target.actual_score = row.score
            target.repeat_base = row.repeat_base
            target.actual_repeat_rate = row.repeat_rate
            target.has_feedback = row.has_feedback
            target.actual_feedback_rate = row.feedback_rate
