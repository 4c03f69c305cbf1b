# Copyright 2026 Customer Policy Suite contributors
# License AGPL-3.0 or later (https://www.gnu.org/licenses/agpl).

from odoo import fields, models


class CrmAllocationTurn(models.Model):
    """A turn of allocation that a suspended person did not get (ALC-07, ALC-09)."""

    _name = "crm.allocation.turn"
    _description = "Turn Skipped"
    _order = "taken_on desc, id desc"
    _rec_name = "suspension_id"

    suspension_id = fields.Many2one(
        "crm.allocation.suspension",
        required=True,
        readonly=True,
        index=True,
        ondelete="cascade",
    )
    user_id = fields.Many2one(related="suspension_id.user_id", store=True)
    team_id = fields.Many2one(related="suspension_id.team_id", store=True)
    company_id = fields.Many2one(
        related="suspension_id.company_id", store=True, index=True
    )
    taken_on = fields.Datetime(string="Skipped On", required=True, readonly=True)
    partner_id = fields.Many2one(
        "res.partner",
        string="Customer",
        readonly=True,
        index="btree_not_null",
        ondelete="set null",
        help="The customer whom the person did not receive.",
    )
    origin_model = fields.Char(readonly=True)
    origin_id = fields.Many2oneReference(
        model_field="origin_model", string="Decision", readonly=True
    )

    def action_open_origin(self):
        """The decision of the allocation that skipped the person."""
        self.ensure_one()
        origin = self.env[self.origin_model].browse(self.origin_id)
        return origin._get_records_action(context={})
