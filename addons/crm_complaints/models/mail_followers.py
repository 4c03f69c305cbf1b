# Copyright 2026 Customer Policy Suite contributors
# License AGPL-3.0 or later (https://www.gnu.org/licenses/agpl).

from odoo import api, models


class MailFollowers(models.Model):
    """Nobody follows a confidential case but the people named in it (CMP-10)."""

    _inherit = "mail.followers"

    @api.model_create_multi
    def create(self, vals_list):
        return super().create(
            [vals for vals in vals_list if not self._is_outsider(vals)]
        )

    @api.model
    def _is_outsider(self, vals):
        """Whether somebody would follow who may not see the case.

        Handlers and the like follow by themselves in Odoo; an outsider is left out
        without an error, because the case may be given to the person later on.
        """
        record = self.env["crm.complaint"]._get_confidential_record(
            vals.get("res_model"), vals.get("res_id")
        )
        confidants = record._get_confidants() if record else None
        return (
            confidants is not None
            and vals.get("partner_id") not in confidants.partner_id.ids
        )
