# Copyright 2026 Customer Policy Suite contributors
# License AGPL-3.0 or later (https://www.gnu.org/licenses/agpl).

from odoo import fields, models


class CrmAllocationSwapParty(models.Model):
    """Signature of a person who gives or receives a customer (ALC-12).

    Written by the steps of the application only: nobody signs for another.
    """

    _name = "crm.allocation.swap.party"
    _description = "Signature on a Swap"
    _order = "id"
    _rec_name = "user_id"

    swap_id = fields.Many2one(
        "crm.allocation.swap",
        required=True,
        readonly=True,
        index=True,
        ondelete="cascade",
    )
    user_id = fields.Many2one(
        "res.users", string="Person", required=True, readonly=True, index=True
    )
    team_id = fields.Many2one(
        related="user_id.sale_team_id", string="Department", related_sudo=True
    )
    signed_at = fields.Datetime(string="Signed at", readonly=True)

    _person_uniq = models.Constraint(
        "UNIQUE(swap_id, user_id)", "Each person signs once."
    )
