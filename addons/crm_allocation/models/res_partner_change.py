# Copyright 2026 Customer Policy Suite contributors
# License AGPL-3.0 or later (https://www.gnu.org/licenses/agpl).

from odoo import models
from odoo.exceptions import UserError
from odoo.tools.i18n import format_list


class ResPartner(models.Model):
    """Private changes of owners are flagged, or refused by the setting (ALC-12)."""

    _inherit = "res.partner"

    def _prepare_recorded_owner(self, partner, company, held, source):
        vals = super()._prepare_recorded_owner(partner, company, held, source)
        if (
            vals["is_unapproved"]
            and source == "form"
            and company.sudo().allocation_owner_change == "refuse"  # sudo: a setting
        ):
            people = company._get_allocation_deciders()
            raise UserError(
                self.env._(
                    "%(customer)s has an owner. Only the director changes it: apply "
                    "for a swap, or ask %(people)s.",
                    customer=partner.name,
                    people=format_list(self.env, people.mapped("name")),
                )
            )
        return vals
