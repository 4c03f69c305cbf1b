# Copyright 2026 Customer Policy Suite contributors
# License AGPL-3.0 or later (https://www.gnu.org/licenses/agpl).

from odoo import api, fields, models
from odoo.fields import Domain


class CrmGradingRound(models.Model):
    """Whether a round belongs to the scheme that its company's customers carry."""

    _inherit = "crm.grading.round"

    is_leading = fields.Boolean(
        string="Of the Leading Scheme",
        compute="_compute_is_leading",
        search="_search_is_leading",
        help="Customers carry the grades of the leading scheme.",
    )

    @api.depends("scheme_root_id")
    def _compute_is_leading(self):
        leading = self._get_leading_families()
        for record in self:
            record.is_leading = record.scheme_root_id in leading

    @api.model
    def _search_is_leading(self, operator, value):
        if operator != "in":
            return NotImplemented
        leading = Domain("scheme_root_id", "in", self._get_leading_families().ids)
        return Domain.OR(leading if wanted else ~leading for wanted in value)

    @api.model
    def _get_leading_families(self):
        # sudo: which scheme leads is no secret
        schemes = self.env["crm.grading.scheme"].sudo()
        return schemes.search([("is_leading", "=", True)]).root_id.sudo(False)
