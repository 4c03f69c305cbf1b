# Copyright 2026 Customer Policy Suite contributors
# License AGPL-3.0 or later (https://www.gnu.org/licenses/agpl).

from odoo import api, models
from odoo.fields import Domain
from odoo.tools import SQL
from odoo.tools.i18n import format_list

from ..engine import duplicates

# Where customers keep what the engine compares.
PARTNER_FIELDS = {
    "phone": "phone_sanitized",
    "email": "email_normalized",
    "name": "policy_name_key",
    "vat": "policy_vat_key",
    "domain": "policy_domain_key",
    "website": "policy_website_key",
}


class CrmPolicyDuplicateFinder(models.AbstractModel):
    """The one place where the suite asks whether a customer is known already.

    One query for any number of candidates, with the reader's own rights: nobody learns
    of a customer here whom a search would not show.
    """

    _name = "crm.policy.duplicate.finder"
    _description = "Possible Duplicates of Customers"

    @api.model
    def _find(self, candidates):
        """Customers that candidates may be, archived ones too.

        :param dict candidates: :class:`~..engine.duplicates.Keys` by any key
        :return: by candidate: dict of commercial customer to the kinds in common
        """
        spellings = set().union(*(keys.spellings() for keys in candidates.values()))
        shared = self._get_shared_domains({key for _kind, key in spellings})
        fields_by_kind = {
            kind: [name] for kind, name in PARTNER_FIELDS.items() if kind != "website"
        }
        fields_by_kind["domain"].append(PARTNER_FIELDS["website"])
        domain = Domain.OR(
            Domain(field, "in", list(values))
            for kind, names in fields_by_kind.items()
            if (values := {key for of, key in spellings if of == kind} - shared)
            for field in names
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
            (contact.commercial_partner_id.id, self._get_keys(contact, shared))
            for contact in contacts
        )
        partners = self.env["res.partner"]
        return {
            candidate: {partners.browse(id_): kinds for id_, kinds in found.items()}
            for candidate, found in duplicates.find(candidates, known).items()
        }

    @api.model
    def _get_hidden_notes(self, candidates, found):
        """What may be said of matching customers that the reader may not see.

        Nothing here: without rules about owners everybody sees all customers.

        :param dict found: what :meth:`_find` gave for the candidates
        :return: by candidate: text without names or contact data
        """
        return {}

    @api.model
    def _find_near(self, candidates):
        """Customers with a similar name, other than those with the same.

        How similar is a setting of the active company. Where the database cannot
        compare names (no ``pg_trgm``) there are none.

        :param dict candidates: :class:`~..engine.duplicates.Keys` by any key
        :return: by candidate: dict of customer to similarity (0 to 1), the most
            similar first
        """
        names = {number: keys.name for number, keys in candidates.items() if keys.name}
        if not names or not self.env.registry.has_trigram:
            return {}
        partners = self.env["res.partner"].with_context(active_test=False)
        partners.flush_model(["policy_name_key"])
        # a threshold of this transaction lets the index answer
        self.env.cr.execute(
            SQL(
                "SELECT set_config('pg_trgm.similarity_threshold', %s, true)",
                str(self.env.company.policy_name_similarity),
            )
        )
        # raw SQL: the ORM cannot compare by similarity; read rights follow below
        rows = self.env.execute_query(
            SQL(
                """
                SELECT wanted.name, partner.id,
                       similarity(partner.policy_name_key, wanted.name)
                  FROM unnest(%s) AS wanted (name)
                  JOIN res_partner partner
                    ON partner.policy_name_key %% wanted.name
                   AND partner.policy_name_key <> wanted.name
                 ORDER BY 3 DESC, 2
                """,
                list(set(names.values())),
            )
        )
        readable = set(partners.search([("id", "in", [row[1] for row in rows])]).ids)
        by_name = {}
        for name, partner_id, similarity in rows:
            if partner_id in readable:
                by_name.setdefault(name, {})[partners.browse(partner_id)] = similarity
        return {
            number: by_name[name] for number, name in names.items() if name in by_name
        }

    @api.model
    def _get_shared_domains(self, keys):
        """Those of the keys that are domains of providers whom many customers share"""
        # sudo: the list is no secret; who registers need not be able to open it
        shared = self.env["crm.policy.shared.domain"].sudo()
        return set(shared.search([("name", "in", list(keys))]).mapped("name"))

    @api.model
    def _get_keys(self, partner, shared=frozenset()):
        values = {kind: partner[field] or "" for kind, field in PARTNER_FIELDS.items()}
        for kind in ("domain", "website"):
            if values[kind] in shared:
                values[kind] = ""
        return duplicates.Keys(**values)

    @api.model
    def _get_kind_labels(self):
        return {
            "phone": self.env._("same phone"),
            "email": self.env._("same e-mail"),
            "name": self.env._("same name"),
            "vat": self.env._("same tax number"),
            "domain": self.env._("same e-mail domain or website"),
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
