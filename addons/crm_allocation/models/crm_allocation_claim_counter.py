# Copyright 2026 Customer Policy Suite contributors
# License AGPL-3.0 or later (https://www.gnu.org/licenses/agpl).

from odoo import api, fields, models
from odoo.exceptions import ConcurrencyError

from ..engine import pool_sql


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
    passed = fields.Integer(readonly=True, help="How often the gate was passed.")
    last_on = fields.Datetime(string="Last Passed", readonly=True)

    _person_uniq = models.Constraint(
        "UNIQUE(user_id, company_id)", "One gate a person and company."
    )

    @api.model
    def _enter(self, company):
        """Passes the gate of the present user; held until the transaction ends.

        A transaction that began before another claim of the person was committed fails
        here, and Odoo repeats it with fresh figures: so the figures with which limits
        were compared are those that hold.

        :raises ConcurrencyError: while another claim of the person is under way: Odoo
            repeats this one a little later
        """
        # sudo: nobody writes gates but by claiming
        gate = self.sudo().search(
            [("user_id", "=", self.env.uid), ("company_id", "=", company.id)]
        )
        if gate and not gate.try_lock_for_update():
            raise ConcurrencyError(
                self.env._("You are claiming somewhere else at this moment. Try again.")
            )
        # raw SQL: written also when nothing differs, and made when it is not there
        self.env.cr.execute(pool_sql.pass_gate(self.env.uid, company.id))
        gate.invalidate_recordset()
