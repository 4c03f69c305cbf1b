# Copyright 2026 Customer Policy Suite contributors
# License AGPL-3.0 or later (https://www.gnu.org/licenses/agpl).

from collections import defaultdict

from odoo import api, models
from odoo.exceptions import UserError


class MailActivity(models.Model):
    """Work in a confidential case is that of the people named in it (CMP-10)."""

    _inherit = "mail.activity"

    @api.model_create_multi
    def create(self, vals_list):
        return super().create([self._keep_confidential(vals) for vals in vals_list])

    def write(self, vals):
        if not vals.get("user_id"):
            return super().write(vals)
        activities_by_user = defaultdict(self.browse)
        # sudo: only to know which case it is
        for activity, record in zip(self, self.sudo(), strict=True):
            kept = self._keep_confidential(
                {
                    "res_model": record.res_model,
                    "res_id": record.res_id,
                    "user_id": vals["user_id"],
                }
            )
            activities_by_user[kept["user_id"]] += activity
        for user_id, activities in activities_by_user.items():
            super(MailActivity, activities).write({**vals, "user_id": user_id})
        return True

    @api.model
    def _keep_confidential(self, vals):
        """The activity, for somebody who may see the case.

        What jobs would send to somebody else goes to a person named in the case.

        :raises UserError: where a person gives it to somebody else
        """
        record = self._get_confidential_record(vals)
        confidants = record._get_confidants() if record else None
        user_id = vals.get("user_id") or self.env.uid
        if confidants is None or user_id in confidants.ids:
            return vals
        if not self.env.su:
            raise UserError(
                self.env._(
                    "The case is confidential: give work in it to the people named "
                    "in it."
                )
            )
        return {**vals, "user_id": record._get_first_confidant().id}

    @api.model
    def _get_confidential_record(self, vals):
        """The complaint, or the part of one, that an activity belongs to, if any."""
        name = vals.get("res_model")
        if not name and vals.get("res_model_id"):
            # sudo: the name of a model is no secret
            name = self.env["ir.model"].sudo().browse(vals["res_model_id"]).model
        return self.env["crm.complaint"]._get_confidential_record(
            name, vals.get("res_id")
        )
