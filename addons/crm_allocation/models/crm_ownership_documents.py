# Copyright 2026 Customer Policy Suite contributors
# License AGPL-3.0 or later (https://www.gnu.org/licenses/agpl).

from collections import defaultdict

from odoo import models
from odoo.fields import Domain

# The new owner sees them in the list; there is no letter a document.
QUIET = {"mail_auto_subscribe_no_notify": True}


class CrmOwnership(models.Model):
    """Open documents go with their customer (ALC-13)."""

    _inherit = "crm.ownership"

    def _move_documents(self, former, model, domain):
        """Open documents of former owners go to the new ones; bridges call it.

        In a pool and with the company they have no salesperson; whoever receives the
        customer next receives these too. A hand-over moves documents by itself, with
        a list that can be undone.

        :param dict former: the line that was closed, by customer and company
        :param str model: a model with partner_id, user_id and company_id
        :param Domain domain: which of its documents are open
        """
        lines = {
            (line.partner_id, line.company_id): line
            for line in self
            if line.origin_model != "crm.allocation.handover"
            and (line.partner_id, line.company_id) in former
        }
        if not lines:
            return
        # sudo: who hands a customer over need not read the documents of others
        documents = (
            self.env[model]
            .sudo()
            .search_fetch(
                domain
                & Domain(
                    "partner_id.commercial_partner_id",
                    "in",
                    [customer.id for customer, _company in lines],
                ),
                ["partner_id", "user_id", "company_id"],
            )
        )
        if not documents:
            return
        moving = defaultdict(documents.browse)
        of_customer = documents.grouped(
            lambda document: document.partner_id.commercial_partner_id
        )
        for (customer, company), line in lines.items():
            holder = former[customer, company].user_id
            for document in of_customer.get(customer, ()):
                if document.user_id == holder and document.company_id <= company:
                    vals = line._prepare_document_owner(document)
                    moving[holder, tuple(vals.items())] |= document
        for (holder, vals), together in moving.items():
            together.message_unsubscribe(holder.partner_id.ids)
            together.with_context(**QUIET).write(dict(vals))

    def _prepare_document_owner(self, document):
        """What a document of the customer becomes; bridges add what they know of it."""
        self.ensure_one()
        return {"user_id": self.user_id.id}
