# Copyright 2026 Customer Policy Suite contributors
# License AGPL-3.0 or later (https://www.gnu.org/licenses/agpl).

from odoo import api, fields, models


class BasePartnerMergeAutomaticWizard(models.TransientModel):
    """Who keeps the customer when merged ones had several owners (ALC-01)."""

    _inherit = "base.partner.merge.automatic.wizard"

    allocation_line_ids = fields.Many2many(
        "crm.ownership", compute="_compute_allocation_line_ids"
    )
    allocation_kept_line_id = fields.Many2one(
        "crm.ownership",
        string="Stays With",
        domain="[('id', 'in', allocation_line_ids)]",
        help="Several salespeople have one of these customers. Empty: the owner of the "
        "customer that stays.",
    )

    @api.depends("partner_ids")
    def _compute_allocation_line_ids(self):
        for wizard in self:
            lines = wizard.partner_ids._get_open_ownership(self.env.company)
            owners = lines.filtered("user_id")
            several = len(owners.user_id) > 1
            wizard.allocation_line_ids = [line.id for line in owners if several]

    def action_merge(self):
        """:raises AccessError: when others than the director choose the owner"""
        if not self.allocation_kept_line_id:
            return super().action_merge()
        # sudo: the company of the line, for the decision
        self.allocation_kept_line_id.sudo().company_id._check_may_allocate()
        kept = self.with_context(
            allocation_kept_line_id=self.allocation_kept_line_id.ids
        )
        return super(BasePartnerMergeAutomaticWizard, kept).action_merge()
