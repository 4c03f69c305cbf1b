# Copyright 2026 Customer Policy Suite contributors
# License AGPL-3.0 or later (https://www.gnu.org/licenses/agpl).

from odoo import fields, models


class CrmOwnership(models.Model):
    """Who receives a customer contacts it (ALC-05)."""

    _inherit = "crm.ownership"

    def _filter_without_clock(self):
        """Lines for whose way of receiving no clock asks for the contact (ALC-07)."""
        return self.filtered(
            lambda line: line.source not in line.company_id._get_contact_sources()
        )

    def _schedule_first_contact(self, days=0):
        """Work for the owners of these lines, due on the day of the company.

        As many statements for a thousand customers as for one.

        :param int days: how many later it is due
        :return: the activities, in the order of the lines
        """
        activity_type = self.env.ref("crm_allocation.mail_activity_type_first_contact")
        model = self.env["ir.model"]._get("res.partner")
        # sudo: the owner receives the work, whoever hands the customer over
        activities = self.env["mail.activity"].sudo()
        # the owner knows: no letter besides the activity
        return activities.with_context(mail_activity_quick_update=True).create(
            [
                {
                    "activity_type_id": activity_type.id,
                    "res_model_id": model.id,
                    "res_id": line.partner_id.id,
                    "user_id": line.user_id.id,
                    "summary": activity_type.with_context(
                        lang=line.user_id.lang
                    ).summary,
                    "date_deadline": fields.Date.add(
                        line.company_id._policy_today(), days=days
                    ),
                }
                for line in self
            ]
        )
