# Copyright 2026 Customer Policy Suite contributors
# License AGPL-3.0 or later (https://www.gnu.org/licenses/agpl).

from odoo import api, fields, models
from odoo.tools import SQL

from ..engine import loyalty_sql, rollup


class CrmSatisfactionLoyalty(models.Model):
    """What measurements say of each customer (SAT-11); also what grading reads.

    Figures of the window come from the last months of the settings.
    """

    _name = "crm.satisfaction.loyalty"
    _description = "Loyalty of Customers"
    _auto = False
    _order = "score_last, partner_id"
    _rec_name = "partner_id"
    _depends = {
        "crm.satisfaction.measurement": [
            "company_id",
            "date_to",
            "detractor_count",
            "has_score",
            "is_passed",
            "is_rolled_up",
            "partner_id",
            "promoter_count",
            "recognition_avg",
            "recognition_count",
            "recommend_count",
            "score",
            "state",
            "subject_id",
        ],
        "res.company": ["policy_tz", "satisfaction_repeat_months"],
    }

    company_id = fields.Many2one("res.company", readonly=True)
    partner_id = fields.Many2one("res.partner", string="Customer", readonly=True)
    subject_count = fields.Integer(string="Objects Measured", readonly=True)
    measurement_count = fields.Integer(string="Measurements", readonly=True)
    last_on = fields.Date(string="Last Measured", readonly=True)
    score_last = fields.Float(
        string="Last Score", digits=(5, 2), readonly=True, aggregator="avg"
    )
    score_previous = fields.Float(
        string="Score before", digits=(5, 2), readonly=True, aggregator="avg"
    )
    score_recent = fields.Float(
        string="Mean in the Window", digits=(5, 2), readonly=True, aggregator="avg"
    )
    recent_count = fields.Integer(string="Measurements in the Window", readonly=True)
    below_count = fields.Integer(
        string="Below the Pass Mark", readonly=True, help="In the window."
    )
    recommend_count = fields.Integer(string="Answered", readonly=True)
    promoter_count = fields.Integer(string="Promoters", readonly=True)
    detractor_count = fields.Integer(string="Detractors", readonly=True)
    recognition_avg = fields.Float(
        string="Brand Recognition (0–10)",
        digits=(4, 2),
        readonly=True,
        aggregator="avg",
    )
    nps = fields.Float(
        string="Net Promoter Score", digits=(5, 2), compute="_compute_nps"
    )
    nps_category = fields.Selection(
        [
            ("promoter", "Promoter"),
            ("passive", "Passive"),
            ("detractor", "Detractor"),
            ("unknown", "Not Asked"),
        ],
        string="Attitude",
        compute="_compute_nps",
        help="What most of the answers of the customer say; between two the worse one.",
    )

    @property
    def _table_query(self) -> SQL:
        return loyalty_sql.customers()

    @api.depends("recommend_count", "promoter_count", "detractor_count")
    def _compute_nps(self):
        for row in self:
            answers, promoters = row.recommend_count, row.promoter_count
            detractors = row.detractor_count
            row.nps = rollup.net_promoters(promoters, detractors, answers) or 0
            row.nps_category = rollup.attitude(promoters, detractors, answers)
