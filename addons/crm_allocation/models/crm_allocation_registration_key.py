# Copyright 2026 Customer Policy Suite contributors
# License AGPL-3.0 or later (https://www.gnu.org/licenses/agpl).

from odoo import api, fields, models
from odoo.tools import SQL


class CrmAllocationRegistrationKey(models.Model):
    """What a registration under way claims: a name, a number, an address (ALC-01).

    The unique index decides when two people register one customer at the same moment.
    """

    _name = "crm.allocation.registration.key"
    _description = "Key of a Registration under Way"

    registration_id = fields.Many2one(
        "crm.allocation.registration", required=True, index=True, ondelete="cascade"
    )
    company_id = fields.Many2one("res.company", required=True, ondelete="cascade")
    kind = fields.Char(required=True)
    value = fields.Char(required=True)

    _claim_uniq = models.UniqueIndex("(company_id, kind, value)")

    @api.model
    def _take(self, registration, spellings):
        """Claims keys for a registration.

        Keys that a closed registration left behind are free: its customer was found by
        the search. Where they are not seen yet, the other one was just now quicker, and
        the database refuses this transaction; Odoo tries it again and finds it.

        :param set spellings: pairs of kind and value
        :return: the pairs that another registration under way holds
        """
        if not spellings:
            return set()
        company_id = registration.company_id.id
        # sudo: the keys of other people's registrations count too
        left = self.sudo().search(
            [
                ("company_id", "=", company_id),
                ("value", "in", [value for _kind, value in spellings]),
                ("registration_id.state", "!=", "submitted"),
            ]
        )
        left.unlink()
        self.flush_model()
        rows = [
            SQL("(%s, %s, %s, %s)", registration.id, company_id, kind, value)
            for kind, value in sorted(spellings)
        ]
        # raw SQL: the ORM has no ON CONFLICT, which waits for who is quicker
        taken = self.env.execute_query(
            SQL(
                """
                INSERT INTO crm_allocation_registration_key
                            (registration_id, company_id, kind, value)
                     VALUES %s
                ON CONFLICT (company_id, kind, value) DO NOTHING
                  RETURNING kind, value
                """,
                SQL(", ").join(rows),
            )
        )
        self.invalidate_model()
        return spellings - set(taken)
