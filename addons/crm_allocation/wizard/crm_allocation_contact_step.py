# Copyright 2026 Customer Policy Suite contributors
# License AGPL-3.0 or later (https://www.gnu.org/licenses/agpl).

from odoo import api, fields, models
from odoo.exceptions import ValidationError


class CrmAllocationContactStep(models.TransientModel):
    """One dialog for the contact and the report, short enough for a phone (ALC-07)."""

    _name = "crm.allocation.contact.step"
    _description = "Customer Contacted"

    contact_id = fields.Many2one("crm.allocation.contact", required=True, readonly=True)
    step = fields.Selection(
        [("contact", "Contact"), ("report", "Report")], required=True, readonly=True
    )
    how = fields.Selection(
        selection=lambda self: self._get_ways_of_contact(),
        string="Contacted By",
        default="phone",
    )
    result = fields.Text()
    report = fields.Text(string="Progress for the Sales Manager")

    @api.model
    def _get_ways_of_contact(self):
        field = self.env["crm.allocation.contact"]._fields["contact_how"]
        return field._description_selection(self.env)

    def action_confirm(self):
        """Records the contact, the report, or both."""
        self.ensure_one()
        report = (self.report or "").strip()
        if self.step == "contact":
            result = (self.result or "").strip()
            if not (self.how and result):
                raise ValidationError(
                    self.env._("Say how you contacted the customer, and the result.")
                )
            self.contact_id._register_contact(self.how, result)
        elif not report:
            raise ValidationError(self.env._("Write what your manager should know."))
        if report:
            self.contact_id._register_report(report)
