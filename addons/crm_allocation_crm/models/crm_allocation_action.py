# Copyright 2026 Customer Policy Suite contributors
# License AGPL-3.0 or later (https://www.gnu.org/licenses/agpl).

from odoo import api, models
from odoo.tools import SQL


class CrmAllocationAction(models.Model):
    """An opportunity that changes its stage is a sales action (ALC-04)."""

    _inherit = "crm.allocation.action"

    @api.model
    def _get_action_selects(self):
        return {**super()._get_action_selects(), "stage": self._select_stages()}

    @api.model
    def _select_stages(self):
        """Changes of the stage as Odoo tracked them, by who made them."""
        stage = self.env["ir.model.fields"]._get("crm.lead", "stage_id")
        return SQL(
            """
            SELECT contact.commercial_partner_id, lead.company_id, person.id,
                   message.date, 'stage'::varchar, 'crm.lead'::varchar, lead.id
              FROM mail_tracking_value change
              JOIN mail_message message ON message.id = change.mail_message_id
               AND message.model = 'crm.lead'
              JOIN crm_lead lead ON lead.id = message.res_id
              JOIN res_partner contact ON contact.id = lead.partner_id
              JOIN res_users person ON person.partner_id = message.author_id
             WHERE change.field_id = %s
            """,
            stage.id,
        )

    @api.model
    def _select_calls(self):
        """Calls that were logged on an opportunity are calls with its customer."""
        return SQL(
            """%s UNION ALL
            SELECT contact.commercial_partner_id, lead.company_id, caller.id,
                   message.date, 'call'::varchar, 'mail.message'::varchar, message.id
              FROM mail_message message
              JOIN mail_activity_type type ON type.id = message.mail_activity_type_id
               AND type.category = 'phonecall'
              JOIN crm_lead lead ON lead.id = message.res_id
              JOIN res_partner contact ON contact.id = lead.partner_id
              JOIN res_users caller ON caller.partner_id = message.author_id
             WHERE message.model = 'crm.lead'
            """,
            super()._select_calls(),
        )
