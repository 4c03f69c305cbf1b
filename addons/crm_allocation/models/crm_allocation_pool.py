# Copyright 2026 Customer Policy Suite contributors
# License AGPL-3.0 or later (https://www.gnu.org/licenses/agpl).

from odoo import fields, models


class CrmAllocationPool(models.Model):
    """Where customers wait whom nobody owns, open to who may claim (ALC-05)."""

    _name = "crm.allocation.pool"
    _description = "Pool of Customers"
    _order = "sequence, id"

    sequence = fields.Integer(default=10)
    active = fields.Boolean(default=True)
    name = fields.Char(required=True, translate=True)
    company_id = fields.Many2one(
        "res.company",
        required=True,
        index=True,
        ondelete="cascade",
        default=lambda self: self.env.company,
    )
    team_ids = fields.Many2many(
        "crm.team",
        string="Open To",
        help="The teams whose people may claim from this pool. None: all teams.",
    )
    state_ids = fields.Many2many(
        "res.country.state",
        string="Territory",
        help="Customers of these regions come into this pool. None: of any region.",
    )
    ownership_ids = fields.One2many(
        "crm.ownership", "pool_id", string="History", readonly=True
    )
    customer_count = fields.Integer(
        string="Customers", compute="_compute_customer_count"
    )

    def _compute_customer_count(self):
        # sudo: everybody may know how many there are, not who
        counts = dict(
            self.env["crm.ownership"]
            .sudo()
            ._read_group(
                [("pool_id", "in", self.ids), ("date_to", "=", False)],
                ["pool_id"],
                ["__count"],
            )
        )
        for pool in self:
            pool.customer_count = counts.get(pool._origin, 0)
