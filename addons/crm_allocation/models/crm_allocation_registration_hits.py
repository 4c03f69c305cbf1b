# Copyright 2026 Customer Policy Suite contributors
# License AGPL-3.0 or later (https://www.gnu.org/licenses/agpl).

from odoo import api, fields, models
from odoo.exceptions import UserError
from odoo.fields import Domain
from odoo.tools.i18n import format_list

from odoo.addons.crm_policy.engine.duplicates import Keys, domain_key, website_key

from ..engine.masking import mask_name
from ..engine.registration import Hit


class CrmAllocationRegistration(models.Model):
    """Search before create: who the customer may be, told without secrets (ALC-01).

    All customers of the company are searched, whoever may read them. What is shown of
    those whom the reader may not read is that they exist, by what they were found,
    and with which team until when.
    """

    _inherit = "crm.allocation.registration"

    is_blocked = fields.Boolean(compute="_compute_duplicates")
    is_reason_needed = fields.Boolean(compute="_compute_duplicates")
    may_clear = fields.Boolean(compute="_compute_may_clear")
    near_reason = fields.Char(
        string="Why It Is Another Customer",
        tracking=True,
        help="Why the customer is none of those that it may be.",
    )
    cleared_by_id = fields.Many2one("res.users", readonly=True, copy=False)
    clearance_reason = fields.Text(
        string="Why It Was Cleared", readonly=True, copy=False, tracking=True
    )

    @api.depends(
        "phone_key",
        "mobile_key",
        "email_key",
        "name_key",
        "vat_key",
        "website",
        "email",
        "is_company",
        "partner_id",
        "company_id",
        "user_id",
        "kind",
        "state",
        "near_reason",
        "cleared_by_id",
    )
    @api.depends_context("uid", "lang", "allowed_company_ids")
    def _compute_duplicates(self):
        """As many queries for all records as for one; closed ones are decided."""
        open_ones = self.filtered(lambda record: record.state in ("draft", "submitted"))
        found = open_ones._get_hits()
        readable = self._get_readable(found)
        for registration in self:
            hits = found.get(registration, {})
            registration.duplicate_ids = [
                record.id
                for record, hit in hits.items()
                if hit.status in ("free", "unregistered") and record.id in readable
            ]
            registration.duplicate_note = (
                registration._describe_hits(hits, readable) or False
            )
            blocking = [hit for hit in hits.values() if hit.is_blocking]
            registration.is_blocked = bool(
                blocking
                and not registration.cleared_by_id
                and not registration._is_passed_on(hits)
            )
            registration.is_reason_needed = bool(
                hits
                and not blocking
                and not registration.partner_id
                and not registration.is_intake
            )

    @api.depends("company_id")
    @api.depends_context("uid")
    def _compute_may_clear(self):
        for registration in self:
            registration.may_clear = registration.company_id._may_allocate()

    # Search

    def _get_keys(self):
        keys = super()._get_keys()
        return Keys(
            phone=keys.phone,
            email=keys.email,
            name=keys.name,
            vat=keys.vat,
            domain=domain_key(self.email),
            website=website_key(self.website),
        )

    def _get_hits(self):
        """Customers and registrations under way that the ones told of may be.

        :return: by registration: dict of customer or other registration to
            :class:`~..engine.registration.Hit`, the surest first
        """
        result = {}
        for company, registrations in self.grouped("company_id").items():
            kinds = registrations._find_customers(company)
            partners = self.env["res.partner"].union(
                *(partner for found in kinds.values() for partner in found)
            )
            # sudo: with whom a customer is decides whoever may read the ledger
            lines = partners.sudo()._get_open_ownership(company).grouped("partner_id")
            pending = registrations._find_pending(company)
            for one in registrations:
                hits = {
                    partner: Hit(
                        kinds=found,
                        status=one._get_status(partner, lines.get(partner)),
                        is_company=one.is_company,
                    )
                    for partner, found in kinds.get(one, {}).items()
                }
                for other, found in pending.get(one, {}).items():
                    hits[other] = Hit(found, "pending", one.is_company)
                result[one] = one._narrow_to_chosen(hits)
        return result

    def _find_customers(self, company):
        """Kinds of keys in common by registration and customer; none: similar name"""
        # sudo: see the class; only what is masked gets out
        finder = self.env["crm.policy.duplicate.finder"].sudo().with_company(company)
        candidates = {}
        for number, registration in enumerate(self):
            candidates[number, "main"] = registration._get_keys()
            candidates[number, "mobile"] = Keys(phone=registration.mobile_key or "")
        exact, near = finder._find(candidates), finder._find_near(candidates)
        result = {}
        for number, registration in enumerate(self):
            found = dict(exact.get((number, "main"), {}))
            for partner in exact.get((number, "mobile"), {}):
                kinds = found.get(partner, ())
                found[partner] = tuple(dict.fromkeys(("phone", *kinds)))
            for partner in near.get((number, "main"), {}):
                found.setdefault(partner, ())
            result[registration] = {
                partner: kinds
                for partner, kinds in found.items()
                if partner.company_id in (partner.company_id.browse(), company)
            }
        return result

    def _find_pending(self, company):
        """Kinds of keys in common with other registrations that wait for the check"""
        own = {registration: registration._get_claims() for registration in self}
        values = {value for claims in own.values() for _kind, value in claims}
        if not values:
            return {}
        # sudo: see the class; only what is masked gets out
        taken = self.env["crm.allocation.registration.key"].sudo()
        rows = taken.search_fetch(
            Domain("company_id", "=", company.id)
            & Domain("value", "in", list(values))
            & Domain("registration_id.state", "=", "submitted"),
            ["kind", "value", "registration_id"],
        )
        found = {}
        for registration, claims in own.items():
            for row in rows:
                other = row.registration_id
                if other == registration._origin or (row.kind, row.value) not in claims:
                    continue
                kinds = found.setdefault(registration, {}).setdefault(other, ())
                found[registration][other] = (*kinds, row.kind)
        return found

    def _get_claims(self):
        """Pairs of kind and key that nobody else may register at the same time"""
        self.ensure_one()
        keys = self._get_keys().spellings() | {("phone", self.mobile_key or "")}
        return {
            (kind, value)
            for kind, value in keys
            if value and Hit((kind,), "pending", self.is_company).is_exact
        }

    def _get_status(self, partner, line):
        """With whom a customer is, seen by who registers it."""
        self.ensure_one()
        if not partner.active:
            return "archived"
        if not line:
            return "free"
        if line.holder != "person":
            return line.holder
        if line.user_id != self.user_id:
            return "person"
        return "unregistered" if line.is_unregistered else "own"

    def _narrow_to_chosen(self, hits):
        """Once a customer is chosen, only what is in its way counts."""
        self.ensure_one()
        if not self.partner_id:
            return hits
        return {
            record: hit
            for record, hit in hits.items()
            if record == self.partner_id or hit.is_blocking
        }

    def _is_passed_on(self, hits):
        """A call from a customer who is somebody's goes to whose it is."""
        self.ensure_one()
        return self.is_intake and not any(
            hit.status == "pending" for hit in hits.values() if hit.is_blocking
        )

    # Telling

    @api.model
    def _get_readable(self, found):
        """Ids of the customers found whom the reader may read"""
        partners = self.env["res.partner"].with_context(active_test=False)
        ids = {
            record.id
            for hits in found.values()
            for record in hits
            if record._name == "res.partner"
        }
        return set(partners.search([("id", "in", list(ids))]).ids) if ids else ids

    def _describe_hits(self, hits, readable):
        """One line a customer, for the person who registers."""
        self.ensure_one()
        return "\n".join(
            self.env._(
                "%(customer)s (%(found_by)s): %(with_whom)s",
                customer=self._get_hit_name(record, hit, record.id in readable),
                found_by=self._get_found_by(hit),
                with_whom=self._get_with_whom(record, hit),
            )
            for record, hit in hits.items()
        )

    def _get_hit_name(self, record, hit, is_readable):
        if record._name != "res.partner":
            return self.env._("A registration")
        if is_readable:
            return record.display_name
        if not hit.kinds:
            # sudo: a similar name is shown so far that it is recognised
            return mask_name(record.sudo().name)
        return self.env._("A customer")

    def _get_found_by(self, hit):
        labels = self.env["crm.policy.duplicate.finder"]._get_kind_labels()
        if not hit.kinds:
            return self.env._("similar name")
        return format_list(self.env, [labels[kind] for kind in hit.kinds])

    def _get_with_whom(self, record, hit):
        """In whose hands the customer is, without naming who must not be known."""
        match hit.status:
            case "own":
                return self.env._("is yours already")
            case "unregistered":
                return self.env._("is yours, not registered yet")
            case "pool":
                return self.env._("waits in the pool; claim it there")
            case "company":
                return self.env._("waits until the company allocates it")
            case "archived":
                return self.env._("is archived; sales administration restores it")
            case "pending":
                return self.env._(
                    "is being registered by %(team)s and waits for the check",
                    team=self._get_team_name(record.team_id),
                )
            case "person":
                line = record.sudo()._get_open_ownership(self.company_id)  # sudo: below
                return self._get_with_person(line)
        return self.env._("exists without an owner")

    def _get_with_person(self, line):
        # sudo: the team and the date are told, neither the person nor contact data
        today = self.company_id._policy_today()
        if line.protected_until and line.protected_until >= today:
            return self.env._(
                "exists, registered by %(team)s until %(date)s",
                team=self._get_team_name(line.sudo().team_id),
                date=line._format_protected_until(),
            )
        return self.env._(
            "exists, looked after by %(team)s",
            team=self._get_team_name(line.sudo().team_id),
        )

    def _get_team_name(self, team):
        # sudo: the name of a team is no secret among colleagues
        return team.sudo().name or self.env._("another team")

    # Checks

    def _check_hits(self):
        """Refuses what is somebody's, and what was not looked at.

        :raises UserError: with the customers that are in the way and who decides
        """
        for registration in self:
            if registration.is_blocked:
                raise UserError(
                    self.env._(
                        "%(name)s cannot be registered:\n%(customers)s\n\nOnce "
                        "registered, nobody else develops a customer unless the "
                        "company assigns it. The director or a delegate decides: "
                        "%(people)s.",
                        name=registration.customer_name,
                        customers=registration.duplicate_note,
                        people=registration._get_deciders(),
                    )
                )
            if (
                registration.is_reason_needed
                and not (registration.near_reason or "").strip()
            ):
                raise UserError(
                    self.env._(
                        "%(name)s may be known already:\n%(customers)s\n\nChoose the "
                        "known customer, or say why it is another one.",
                        name=registration.customer_name,
                        customers=registration.duplicate_note,
                    )
                )

    def _get_deciders(self):
        """Names of those who assign customers in the company"""
        self.ensure_one()
        # sudo: who decides is told to everybody
        delegates = self.company_id.sudo().allocation_delegate_ids
        people = self._get_deciding_managers() | delegates
        return format_list(self.env, people.mapped("name")) or self.env._("a manager")
