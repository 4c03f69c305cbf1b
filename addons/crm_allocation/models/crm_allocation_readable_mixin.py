# Copyright 2026 Customer Policy Suite contributors
# License AGPL-3.0 or later (https://www.gnu.org/licenses/agpl).

from odoo import api, fields, models
from odoo.fields import Domain


class CrmAllocationReadableMixin(models.AbstractModel):
    """A document with ``user_id``: read by who may read its customer (ALC-15).

    Phone, e-mail and address stand in the document itself. Who is bound to the own
    customers reads documents of the others only where they are their own. A global
    record rule names the field below.
    """

    _name = "crm.allocation.readable.mixin"
    _description = "Document Closed With Its Customer"

    document_is_accessible = fields.Boolean(
        string="May Be Read",
        compute="_compute_document_is_accessible",
        search="_search_document_is_accessible",
    )

    @api.depends("partner_id", "user_id")
    @api.depends_context("uid")
    def _compute_document_is_accessible(self):
        # sudo: the answer is about the user, the question needs no right
        documents = self.sudo().with_context(active_test=False)
        accessible = documents.search(
            Domain("id", "in", self._origin.ids) & self._get_document_domain()
        )
        for document in self:
            document.document_is_accessible = document._origin in accessible

    @api.model
    def _search_document_is_accessible(self, operator, value):
        if operator != "in":
            return NotImplemented
        return self._get_document_domain()

    @api.model
    def _get_document_domain(self):
        if not self.env.user._is_bound_to_own_customers():
            return Domain.TRUE
        return (
            Domain("user_id", "=", self.env.uid)
            | Domain("partner_id", "=", False)
            | Domain("partner_id.customer_is_accessible", "=", True)
        )
