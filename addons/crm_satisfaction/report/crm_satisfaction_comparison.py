# Copyright 2026 Customer Policy Suite contributors
# License AGPL-3.0 or later (https://www.gnu.org/licenses/agpl).

from odoo import fields, models
from odoo.tools import SQL

from ..engine import benchmark_sql


class CrmSatisfactionComparison(models.Model):
    """Our satisfaction beside that of competitors, by quarter (SAT-12)."""

    _name = "crm.satisfaction.comparison"
    _description = "Comparison with Competitors"
    _auto = False
    _order = "date_start desc, kind_id, is_ours desc, name"
    _depends = {
        "crm.satisfaction.rollup": [
            "company_id",
            "date_start",
            "has_score",
            "kind_id",
            "period_kind",
            "scope",
            "score",
        ],
        "crm.satisfaction.benchmark": [
            "active",
            "company_id",
            "date_start",
            "has_score",
            "kind_id",
            "name",
            "score",
            "source",
            "source_date",
        ],
    }

    name = fields.Char(string="Who", readonly=True)
    is_ours = fields.Boolean(string="We", readonly=True)
    company_id = fields.Many2one("res.company", readonly=True)
    kind_id = fields.Many2one("crm.satisfaction.kind", string="Business", readonly=True)
    date_start = fields.Date(string="Quarter", readonly=True)
    score = fields.Float(
        string="Satisfaction", digits=(5, 2), readonly=True, aggregator="avg"
    )
    our_score = fields.Float(
        string="Ours", digits=(5, 2), readonly=True, aggregator="avg"
    )
    difference = fields.Float(
        string="We Are Better by",
        digits=(5, 2),
        readonly=True,
        aggregator="avg",
        help="In points; below zero they are better.",
    )
    source = fields.Char(readonly=True)
    source_date = fields.Date(string="Date of the Source", readonly=True)

    @property
    def _table_query(self) -> SQL:
        return benchmark_sql.comparison(self.env._("Our company"))
