# Copyright 2026 Customer Policy Suite contributors
# License AGPL-3.0 or later (https://www.gnu.org/licenses/agpl).

from odoo import api, fields, models

from ..engine.masking import mask_name


class CrmAllocationAccessLine(models.Model):
    """A customer that somebody asks to read (ALC-15).

    Who asks sees the name masked until access is granted; who decides sees it whole.
    """

    _name = "crm.allocation.access.line"
    _description = "Customer of an Access Request"
    _rec_name = "customer_name"
    _order = "access_id, id"

    access_id = fields.Many2one(
        "crm.allocation.access",
        string="Request",
        required=True,
        index=True,
        ondelete="cascade",
    )
    partner_id = fields.Many2one(
        "res.partner",
        string="Customer",
        required=True,
        index=True,
        ondelete="cascade",
        groups="crm_policy.group_officer,crm_policy.group_auditor",
    )
    customer_name = fields.Char(compute="_compute_customer", compute_sudo=True)
    owner_id = fields.Many2one(
        "res.users",
        string="Held By",
        compute="_compute_customer",
        compute_sudo=True,
        help="Empty: in a pool, or waiting to be allocated.",
    )

    _customer_uniq = models.UniqueIndex(
        "(access_id, partner_id)", "A customer stands in a request once."
    )

    @api.depends("partner_id", "access_id.state")
    @api.depends_context("uid")
    def _compute_customer(self):
        ledger = self.env["crm.ownership"]
        for request, lines in self.grouped("access_id").items():
            owners = lines.partner_id._get_open_ownership(request.company_id)
            by_partner = owners.grouped("partner_id")
            is_shown = request._is_decider()
            for line in lines:
                partner = line.partner_id
                shown = is_shown or partner.customer_is_accessible
                line.customer_name = (
                    partner.display_name if shown else mask_name(partner.name)
                )
                line.owner_id = by_partner.get(partner, ledger).user_id
