# Copyright 2026 Customer Policy Suite contributors
# License AGPL-3.0 or later (https://www.gnu.org/licenses/agpl).

from odoo import api, fields, models


class CrmGradingCreditRating(models.Model):
    """What an agency says about a customer's credit (GRD-03)."""

    _name = "crm.grading.credit.rating"
    _inherit = ["crm.grading.evidence.mixin"]
    _description = "Credit Rating"
    _order = "partner_id, date desc, id desc"
    _rec_name = "partner_id"

    agency = fields.Char(required=True)
    credit_grade_id = fields.Many2one(
        "crm.grading.credit.grade", string="Rating", required=True, ondelete="restrict"
    )
    points = fields.Float(related="credit_grade_id.points")
    date = fields.Date(
        required=True, default=lambda self: self.env.company._policy_today()
    )
    valid_until = fields.Date(help="Empty: until a newer rating is recorded.")

    _validity_order = models.Constraint(
        "CHECK(valid_until IS NULL OR valid_until >= date)",
        "A rating cannot end before its date.",
    )

    @api.model
    def _get_identity(self):
        return ["agency", "date"]
