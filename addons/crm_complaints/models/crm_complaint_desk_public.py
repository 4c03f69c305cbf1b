# Copyright 2026 Customer Policy Suite contributors
# License AGPL-3.0 or later (https://www.gnu.org/licenses/agpl).

from odoo import api, fields, models
from odoo.fields import Domain


class CrmComplaintDesk(models.Model):
    """The desk's form that anybody may fill in (CMP-01)."""

    _inherit = "crm.complaint.desk"

    public_url = fields.Char(
        string="Address of the Form",
        compute="_compute_public_url",
        help="For the website, letters and shop windows (as a QR code).",
    )

    @api.depends("public_token", "public_form")
    def _compute_public_url(self):
        for desk in self:
            desk.public_url = (
                desk.public_form
                and f"{desk.get_base_url()}/complaint/{desk.public_token}"
            )

    @api.model
    def _find_public(self, token=None):
        """The desk of a public form that is switched on, or none

        :param str token: of the form; without it, that of the company
        """
        # sudo: visitors have no rights on desks
        desks = self.sudo()
        domain = Domain("public_form", "=", True)
        if token:
            return desks.search(domain & Domain("public_token", "=", token), limit=1)
        return desks.search(
            domain
            & Domain("is_default", "=", True)
            & Domain("company_id", "=", self.env.company.id),
            limit=1,
        )
