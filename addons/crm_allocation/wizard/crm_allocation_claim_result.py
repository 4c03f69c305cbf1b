# Copyright 2026 Customer Policy Suite contributors
# License AGPL-3.0 or later (https://www.gnu.org/licenses/agpl).

from odoo import api, fields, models
from odoo.fields import Command


class CrmAllocationClaimResult(models.TransientModel):
    """What became of a claim of several customers (ALC-05)."""

    _name = "crm.allocation.claim.result"
    _description = "Result of Claiming"

    claimed_count = fields.Integer(string="Yours Now", readonly=True)
    refused_count = fields.Integer(string="Not Claimed", readonly=True)
    claimed_ids = fields.Many2many("res.partner", string="Customers", readonly=True)
    line_ids = fields.One2many(
        "crm.allocation.claim.result.line", "result_id", readonly=True
    )

    @api.model
    def _show(self, claimed, refused, title=None):
        """A dialog.

        :param claimed: lines of the ledger
        :param refused: pairs, name and reason
        """
        result = self.create(
            {
                "claimed_count": len(claimed),
                "refused_count": len(refused),
                "claimed_ids": [Command.set(claimed.partner_id.ids)],
                "line_ids": [
                    Command.create({"name": name, "reason": reason})
                    for name, reason in refused
                ],
            }
        )
        title = title or (
            self.env._("Claimed") if claimed else self.env._("Nothing Claimed")
        )
        return result._get_records_action(name=title, target="new", context={})

    def action_open_claimed(self):
        """The customers that are one's own now."""
        self.ensure_one()
        return {
            "type": "ir.actions.act_window",
            "name": self.env._("Claimed Customers"),
            "res_model": "res.partner",
            "domain": [("id", "in", self.claimed_ids.ids)],
            "views": [(False, "list"), (False, "kanban"), (False, "form")],
        }
