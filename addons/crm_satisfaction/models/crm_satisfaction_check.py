# Copyright 2026 Customer Policy Suite contributors
# License AGPL-3.0 or later (https://www.gnu.org/licenses/agpl).

from odoo import api, fields, models
from odoo.exceptions import UserError


class CrmSatisfactionCheck(models.Model):
    """How one item of the contract was performed, in points out of 100 (SAT-01)."""

    _name = "crm.satisfaction.check"
    _description = "Judgement of Contract Performance"
    _inherit = ["crm.satisfaction.scan.mixin"]
    _order = "measurement_id, sequence, id"
    _rec_name = "item_id"

    measurement_id = fields.Many2one(
        "crm.satisfaction.measurement", required=True, index=True, ondelete="cascade"
    )
    company_id = fields.Many2one(
        related="measurement_id.company_id", store=True, index=True
    )
    unit_id = fields.Many2one(related="measurement_id.unit_id", store=True, index=True)
    measurement_state = fields.Selection(
        related="measurement_id.state", string="State of the Measurement"
    )
    item_id = fields.Many2one(
        "crm.satisfaction.check.item",
        required=True,
        readonly=True,
        ondelete="restrict",
    )
    description = fields.Char(related="item_id.description")
    weight = fields.Float(
        readonly=True,
        aggregator=None,
        help="As it stood when the measurement opened.",
    )
    sequence = fields.Integer(readonly=True)
    state = fields.Selection(
        [
            ("empty", "To Judge"),
            ("answered", "Judged"),
            ("na", "Not Applicable"),
        ],
        default="empty",
        required=True,
    )
    score = fields.Float(
        string="Score (0–100)",
        digits=(5, 2),
        aggregator="avg",
    )
    note = fields.Char(help="What the score rests on.")
    attachment_ids = fields.Many2many(
        relation="crm_satisfaction_check_attachment_rel", string="Evidence"
    )

    _item_uniq = models.Constraint(
        "UNIQUE(measurement_id, item_id)", "This item stands in the list already."
    )
    _score_check = models.Constraint(
        "CHECK(score >= 0 AND score <= 100)", "A score lies between 0 and 100."
    )

    # -- guards ------------------------------------------------------------------------

    @api.model_create_multi
    def create(self, vals_list):
        return super().create([self._complete_values(vals) for vals in vals_list])

    def write(self, vals):
        if not self.env.su:
            self.check_access("write")
            self._check_measurement_open()
            if {"measurement_id", "item_id", "weight"} & vals.keys():
                raise UserError(
                    self.env._("The list of items is fixed once a measurement opens.")
                )
        result = super().write(self._complete_values(vals))
        if {"score", "state"} & vals.keys():
            self.measurement_id._rescore()
        return result

    @api.model
    def _complete_values(self, vals):
        """Whoever types points has judged; what is not judged has no points."""
        if vals.get("state", "answered") != "answered":
            return {**vals, "score": 0}
        return {**vals, "state": "answered"} if vals.get("score") else vals

    @api.onchange("score", "state")
    def _onchange_score(self):
        changed = self.score != self._origin.score and self.score
        if self.state == "empty" and changed:
            self.state = "answered"
        elif self.state != "answered":
            self.score = 0

    def _check_measurement_open(self):
        """:raises UserError: judgements are taken while the measurement is open"""
        for measurement in self.measurement_id:
            if measurement.state != "open" and not self.env.su:
                raise UserError(
                    self.env._(
                        "%(measurement)s is not open; its judgements stay as they are.",
                        measurement=measurement.display_name,
                    )
                )
