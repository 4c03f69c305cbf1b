# Copyright 2026 Customer Policy Suite contributors
# License AGPL-3.0 or later (https://www.gnu.org/licenses/agpl).

from odoo import fields, models
from odoo.exceptions import UserError
from odoo.fields import Command


class CrmVisitPerson(models.TransientModel):
    """Somebody met for the first time becomes a contact of the customer (VIS-01)."""

    _name = "crm.visit.person"
    _description = "New Person Met"

    visit_id = fields.Many2one("crm.visit", required=True)
    name = fields.Char(required=True)
    function = fields.Char(string="Job Position")
    phone = fields.Char()
    email = fields.Char(string="E-mail")

    def action_confirm(self):
        """Adds the person to the customer and to the people met.

        :raises UserError: without a name, or when the visit is closed
        """
        self.ensure_one()
        visit = self.visit_id
        visit.check_access("write")
        visit._check_open()
        if not self.name.strip():
            raise UserError(self.env._("Write the name of the person."))
        visit.contact_ids = [Command.link(self._create_person().id)]

    def _create_person(self):
        # sudo: representatives who may not create customers may add whom they met
        people = self.env["res.partner"].sudo()
        return people.create(
            {
                "parent_id": self.visit_id.partner_id.id,
                "name": self.name.strip(),
                "function": self.function,
                "phone": self.phone,
                "email": self.email,
                "type": "contact",
            }
        )
