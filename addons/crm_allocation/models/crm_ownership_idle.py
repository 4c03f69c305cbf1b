# Copyright 2026 Customer Policy Suite contributors
# License AGPL-3.0 or later (https://www.gnu.org/licenses/agpl).

from odoo import fields, models
from odoo.fields import Domain


class CrmOwnership(models.Model):
    """A customer that changes hands is not idle with its former owner (ALC-04)."""

    _inherit = "crm.ownership"

    def _after_transfer(self, former):
        result = super()._after_transfer(former)
        lines = [line.id for line in former.values() if line.user_id]
        # sudo: whoever moves the customer, the proposal about it is over
        idles = self.env["crm.allocation.idle"].sudo()
        over = idles.search(
            Domain("ownership_id", "in", lines)
            & Domain("state", "in", ("warned", "proposed"))
        )
        if over:
            over._decide(
                {
                    "state": "withdrawn",
                    "withdrawn_because": "owner",
                    "decided_on": fields.Datetime.now(),
                }
            )
            over._end_warnings()
        return result
