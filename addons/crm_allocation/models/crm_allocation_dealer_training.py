# Copyright 2026 Customer Policy Suite contributors
# License AGPL-3.0 or later (https://www.gnu.org/licenses/agpl).

from odoo import fields, models


class CrmAllocationDealerTraining(models.Model):
    """What a dealer was taught, by whom, and whether it stuck (ALC-22)."""

    _name = "crm.allocation.dealer.training"
    _description = "Training of a Dealer"
    _order = "date desc, id desc"
    _rec_name = "topic"

    dealer_id = fields.Many2one(
        "crm.allocation.dealer", required=True, ondelete="cascade", index=True
    )
    company_id = fields.Many2one(
        related="dealer_id.company_id", store=True, precompute=True, index=True
    )
    date = fields.Date(
        required=True, default=lambda self: self.env.company._policy_today()
    )
    topic = fields.Char(required=True)
    trainer_id = fields.Many2one(
        "res.users",
        required=True,
        default=lambda self: self.env.user,
        domain="[('share', '=', False)]",
    )
    participants = fields.Char(help="Who of the dealer took part.")
    hours = fields.Float()
    is_passed = fields.Boolean(string="Passed")
    result = fields.Char(help="What was learnt, what is still open.")

    _hours_positive = models.Constraint("CHECK(hours >= 0)", "Hours are not below 0.")
