# Copyright 2026 Customer Policy Suite contributors
# License AGPL-3.0 or later (https://www.gnu.org/licenses/agpl).

from odoo import api, models

# By which a message is one that customers see, or is not
VISIBILITY = frozenset(
    {"model", "res_id", "subtype_id", "is_internal", "message_type", "author_id"}
)


class MailMessage(models.Model):
    """What readers of a complaint write is a note, however they write it (CMP-03)."""

    _inherit = "mail.message"

    @api.model_create_multi
    def create(self, vals_list):
        messages = super().create(vals_list)
        messages._keep_notes()
        return messages

    def write(self, vals):
        result = super().write(vals)
        if VISIBILITY & vals.keys():
            self._keep_notes()
        return result

    def _keep_notes(self):
        """Messages about complaints, of people who do not handle them, are notes."""
        if self.env.su:
            return
        for message in self.filtered(lambda one: one.model == "crm.complaint"):
            case = self.env["crm.complaint"].browse(message.res_id)
            if case and case._get_noting_user(message.message_type):
                # sudo: not to come here again
                message.sudo().write(case._prepare_note_values())
