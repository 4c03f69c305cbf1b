# Copyright 2026 Customer Policy Suite contributors
# License AGPL-3.0 or later (https://www.gnu.org/licenses/agpl).

from odoo import api, fields, models
from odoo.exceptions import ValidationError


class CrmAllocationPoolLimit(models.Model):
    """Other limits of a pool for a level of salespeople (ALC-05).

    Bridges add what a customer is: then the line limits claims of such customers.
    """

    _name = "crm.allocation.pool.limit"
    _description = "Claim Limit of a Pool"
    _order = "pool_id, sequence, id"

    sequence = fields.Integer(default=10)
    pool_id = fields.Many2one(
        "crm.allocation.pool", required=True, index=True, ondelete="cascade"
    )
    company_id = fields.Many2one(related="pool_id.company_id", store=True)
    level_id = fields.Many2one(
        "crm.allocation.level",
        ondelete="cascade",
        help="The level of the salesperson. None: all levels.",
    )
    claims_per_day = fields.Integer(string="A Day", help="0: no limit.")
    claims_per_week = fields.Integer(string="A Week", help="0: no limit.")
    claims_per_month = fields.Integer(string="A Month", help="0: no limit.")
    held_at_most = fields.Integer(
        string="Customers at Most", help="Of these, whatever their source. 0: no limit."
    )

    _figures_not_negative = models.Constraint(
        "CHECK(claims_per_day >= 0 AND claims_per_week >= 0 AND claims_per_month >= 0"
        " AND held_at_most >= 0)",
        "Limits cannot be negative.",
    )

    @api.constrains(lambda self: self._get_key_fields())
    def _check_key(self):
        """One line for each level, so that it is clear which limit holds."""
        for pool, lines in self.pool_id.limit_ids.grouped("pool_id").items():
            keys = [
                tuple(line[name] for name in self._get_key_fields()) for line in lines
            ]
            if any(not any(key[1:]) for key in keys):
                raise ValidationError(
                    self.env._(
                        "Say for whom the other limits of %(pool)s are.", pool=pool.name
                    )
                )
            if len(set(keys)) < len(keys):
                raise ValidationError(
                    self.env._("%(pool)s has two limits for the same.", pool=pool.name)
                )

    @api.model
    def _get_key_fields(self):
        return ["pool_id", "level_id"]

    def _get_scope(self):
        """What the customers are that the line limits; ``None`` for all customers."""
        self.ensure_one()

    def _get_scopes(self):
        return {line._get_scope() for line in self} - {None}
