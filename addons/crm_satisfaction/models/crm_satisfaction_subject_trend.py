# Copyright 2026 Customer Policy Suite contributors
# License AGPL-3.0 or later (https://www.gnu.org/licenses/agpl).

from odoo import api, fields, models
from odoo.fields import Domain

from ..engine import loyalty_sql


class CrmSatisfactionSubject(models.Model):
    """The last score of an object, and how it moved (SAT-10, SAT-14)."""

    _name = "crm.satisfaction.subject"
    _inherit = ["crm.satisfaction.subject", "crm.policy.known.mixin"]

    has_score = fields.Boolean(string="Scored", readonly=True, copy=False)
    score_last = fields.Float(
        string="Last Score",
        digits=(5, 2),
        readonly=True,
        copy=False,
        aggregator="avg",
    )
    measured_on = fields.Date(string="Last Measured", readonly=True, copy=False)
    has_previous = fields.Boolean(string="Measured before", readonly=True, copy=False)
    score_previous = fields.Float(
        string="Score before",
        digits=(5, 2),
        readonly=True,
        copy=False,
        aggregator="avg",
    )
    score_difference = fields.Float(
        string="Difference",
        digits=(5, 2),
        readonly=True,
        copy=False,
        aggregator="avg",
        help="Better (+) or worse (−) than the time before, in points.",
    )

    @api.model
    def _get_known_domains(self):
        return {
            "score_last": Domain("has_score", "=", True),
            "score_previous": Domain("has_previous", "=", True),
            "score_difference": Domain("has_previous", "=", True),
        }

    @api.model
    def _get_trend_fields(self):
        """What follows the measurements, and nobody writes."""
        return {
            "has_score",
            "score_last",
            "measured_on",
            "has_previous",
            "score_previous",
            "score_difference",
        }

    @api.model_create_multi
    def create(self, vals_list):
        return super().create([self._without_trend(vals) for vals in vals_list])

    def write(self, vals):
        return super().write(self._without_trend(vals))

    @api.model
    def _without_trend(self, vals):
        closed = set() if self.env.su else self._get_trend_fields()
        return {name: value for name, value in vals.items() if name not in closed}

    def _update_trend(self):
        """Last score and the one before of each object, in one statement."""
        if self:
            # SQL: however many objects, one statement
            self.env["crm.satisfaction.measurement"].flush_model()
            self.env.execute_query(loyalty_sql.update_trends(self.ids))
            self.invalidate_recordset(self._get_trend_fields())
