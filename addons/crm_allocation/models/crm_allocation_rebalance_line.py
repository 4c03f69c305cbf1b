# Copyright 2026 Customer Policy Suite contributors
# License AGPL-3.0 or later (https://www.gnu.org/licenses/agpl).

from odoo import api, fields, models
from odoo.exceptions import UserError


class CrmAllocationRebalanceLine(models.Model):
    """A customer that could go from one person to another (ALC-06)."""

    _name = "crm.allocation.rebalance.line"
    _description = "Customer to Re-Balance"
    _order = "rebalance_id, from_user_id, id"
    _rec_name = "partner_id"

    rebalance_id = fields.Many2one(
        "crm.allocation.rebalance", required=True, index=True, ondelete="cascade"
    )
    company_id = fields.Many2one(
        related="rebalance_id.company_id", store=True, index=True
    )
    state = fields.Selection(related="rebalance_id.state")
    partner_id = fields.Many2one(
        "res.partner",
        string="Customer",
        required=True,
        readonly=True,
        index=True,
        ondelete="cascade",
    )
    class_id = fields.Many2one(related="partner_id.allocation_class_id")
    from_user_id = fields.Many2one(
        "res.users", string="From", required=True, readonly=True, ondelete="cascade"
    )
    to_user_id = fields.Many2one(
        "res.users",
        string="To",
        required=True,
        ondelete="cascade",
        domain="[('share', '=', False), ('company_ids', 'in', company_id)]",
    )
    is_going = fields.Boolean(
        string="Goes", default=True, help="Switched off, the customer stays."
    )
    is_handed_over = fields.Boolean(readonly=True)

    @api.model_create_multi
    def create(self, vals_list):
        lines = super().create(vals_list)
        lines._check_open()
        return lines

    def write(self, vals):
        self._check_open()
        return super().write(vals)

    @api.ondelete(at_uninstall=False)
    def _unlink_except_decided(self):
        self._check_open()

    def _check_open(self):
        if any(line.state != "draft" for line in self):
            raise UserError(self.env._("What was decided stays."))
