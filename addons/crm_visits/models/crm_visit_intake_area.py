# Copyright 2026 Customer Policy Suite contributors
# License AGPL-3.0 or later (https://www.gnu.org/licenses/agpl).

from odoo import models

from ..engine.areas import Address


class CrmVisitIntakeMixin(models.AbstractModel):
    """Which representative looks after a customer that was taken in (VIS-10)."""

    _name = "crm.visit.intake.mixin"
    _inherit = ["crm.policy.intake.mixin"]
    _description = "Customer as Told at Intake, with Its Area"

    def _get_representatives(self):
        """The salesperson of the customer, else the representative of its area.

        :return: user by record; without an area an empty user
        """
        users = {}
        for company, records in self.grouped("company_id").items():
            found = self.env["crm.visit.area"]._find_areas(
                company, {record: record._get_area_address() for record in records}
            )
            for record in records:
                # sudo: who looks after a customer is no secret among colleagues
                own = record.partner_id.sudo().user_id
                is_here = own.active and not own.share and company in own.company_ids
                area = found.get(record, self.env["crm.visit.area"])
                users[record] = own.with_env(self.env) if is_here else area.user_id
        return users

    def _get_area_address(self):
        """Where the customer is: by its record when there is one, else as told."""
        self.ensure_one()
        place = self.partner_id if self.partner_id.country_id else self
        return Address(
            country=place.country_id.id or 0,
            state=place.state_id.id or 0,
            zip=place.zip or "",
            city=place.city or "",
        )
