# Copyright 2026 Customer Policy Suite contributors
# License AGPL-3.0 or later (https://www.gnu.org/licenses/agpl).

from odoo import fields, models


class CrmAllocationClaimCounter(models.Model):
    """The gate that claims of a person pass one after the other (ALC-05).

    One row a person and company, written with every claim: two claims of the same
    person at the same moment cannot both have counted without the other. What limits
    are compared with is read from the ledger.
    """

    _name = "crm.allocation.claim.counter"
    _description = "Gate of Claims"
    _log_access = False
    _rec_name = "user_id"

    user_id = fields.Many2one(
        "res.users", required=True, readonly=True, ondelete="cascade"
    )
    company_id = fields.Many2one(
        "res.company", required=True, readonly=True, index=True, ondelete="cascade"
    )
    claims = fields.Integer(readonly=True, help="Ever made in this company.")
    last_on = fields.Datetime(string="Last Claim", readonly=True)

    _person_uniq = models.Constraint(
        "UNIQUE(user_id, company_id)", "One gate a person and company."
    )
