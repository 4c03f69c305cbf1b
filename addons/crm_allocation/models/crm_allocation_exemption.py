# Copyright 2026 Customer Policy Suite contributors
# License AGPL-3.0 or later (https://www.gnu.org/licenses/agpl).

from odoo import api, fields, models
from odoo.exceptions import ValidationError


class CrmAllocationExemption(models.Model):
    """A customer that is left with its owner without sales actions (ALC-04)."""

    _name = "crm.allocation.exemption"
    _description = "Exemption from the Idle Rule"
    _inherit = ["mail.thread"]
    _rec_name = "partner_id"
    _order = "date_until desc, id desc"

    active = fields.Boolean(default=True, tracking=True)
    partner_id = fields.Many2one(
        "res.partner",
        string="Customer",
        required=True,
        index=True,
        ondelete="cascade",
        tracking=True,
        domain="[('parent_id', '=', False)]",
    )
    company_id = fields.Many2one(
        "res.company",
        required=True,
        ondelete="cascade",
        default=lambda self: self.env.company,
    )
    user_id = fields.Many2one(
        related="partner_id.user_id", string="Salesperson", store=True, index=True
    )
    date_until = fields.Date(
        string="Until", tracking=True, help="This day included. Empty: without end."
    )
    reason = fields.Text(required=True, tracking=True)
    approved_by_id = fields.Many2one(
        "res.users",
        required=True,
        readonly=True,
        default=lambda self: self.env.user,
    )

    @api.constrains("partner_id")
    def _check_partner_id(self):
        for exemption in self:
            if exemption.partner_id.commercial_partner_id != exemption.partner_id:
                raise ValidationError(
                    self.env._("Exempt the customer itself, not a contact of it.")
                )

    @api.model_create_multi
    def create(self, vals_list):
        if not self.env.su:
            for vals in vals_list:
                vals["approved_by_id"] = self.env.uid
        return super().create(vals_list)
