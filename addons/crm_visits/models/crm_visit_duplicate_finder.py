# Copyright 2026 Customer Policy Suite contributors
# License AGPL-3.0 or later (https://www.gnu.org/licenses/agpl).

from odoo import api, models
from odoo.fields import Domain
from odoo.tools.i18n import format_list

from ..engine import duplicates

# Where customers keep what the engine compares.
PARTNER_FIELDS = {
    "phone": "phone_sanitized",
    "email": "email_normalized",
    "name": "visit_name_key",
    "vat": "visit_vat_key",
}


class CrmVisitDuplicateFinder(models.AbstractModel):
    """The one place where intake asks whether a customer is known already.

    One query for any number of candidates, with the reader's own rights: nobody learns
    of a customer here whom a search would not show.
    """

    _name = "crm.visit.duplicate.finder"
    _description = "Possible Duplicates of Customers"

    @api.model
    def _find(self, candidates):
        """Customers that candidates may be, archived ones too.

        :param dict candidates: :class:`~..engine.duplicates.Keys` by any key
        :return: by candidate: dict of commercial customer to the kinds in common
        """
        domain = Domain.OR(
            Domain(field, "in", list(values))
            for kind, field in PARTNER_FIELDS.items()
            if (values := {getattr(keys, kind) for keys in candidates.values()} - {""})
        )
        if domain.is_false():
            return {}
        contacts = (
            self.env["res.partner"]
            .with_context(active_test=False)
            .search_fetch(
                domain, [*PARTNER_FIELDS.values(), "commercial_partner_id", "active"]
            )
        )
        known = (
            (contact.commercial_partner_id.id, self._get_keys(contact))
            for contact in contacts
        )
        partners = self.env["res.partner"]
        return {
            candidate: {partners.browse(id_): kinds for id_, kinds in found.items()}
            for candidate, found in duplicates.find(candidates, known).items()
        }

    @api.model
    def _get_keys(self, partner):
        return duplicates.Keys(
            **{kind: partner[field] or "" for kind, field in PARTNER_FIELDS.items()}
        )

    @api.model
    def _get_kind_labels(self):
        return {
            "phone": self.env._("same phone"),
            "email": self.env._("same e-mail"),
            "name": self.env._("same name"),
            "vat": self.env._("same tax number"),
        }

    @api.model
    def _describe(self, found):
        """One line a customer, for the person who decides.

        :param dict found: customer to kinds, as of :meth:`_find`
        """
        labels = self._get_kind_labels()
        lines = []
        for partner, kinds in found.items():
            line = self.env._(
                "%(customer)s: %(reasons)s",
                customer=partner.display_name,
                reasons=format_list(self.env, [labels[kind] for kind in kinds]),
            )
            if partner.user_id:
                # sudo: who looks after a customer is no secret among colleagues
                salesperson = partner.sudo().user_id.name
                line = self.env._(
                    "%(customer)s; salesperson %(name)s",
                    customer=line,
                    name=salesperson,
                )
            if not partner.active:
                line = self.env._("%(customer)s (archived)", customer=line)
            lines.append(line)
        return "\n".join(lines)
