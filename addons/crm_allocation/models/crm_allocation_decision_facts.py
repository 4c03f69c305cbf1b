# Copyright 2026 Customer Policy Suite contributors
# License AGPL-3.0 or later (https://www.gnu.org/licenses/agpl).

from datetime import timedelta, timezone

from odoo import api, models
from odoo.fields import Domain

from ..engine import routing

# Leave and opening hours are looked up so far ahead; only for the words.
_AHEAD = timedelta(days=31)


class CrmAllocationDecision(models.Model):
    """What the engine needs to know, read for a whole batch at once (ALC-06)."""

    _inherit = "crm.allocation.decision"

    # -- people ------------------------------------------------------------------------

    @api.model
    def _get_members(self, company):
        """The cards of the company, in one order; those of who has left as well."""
        # sudo: a delegate allocates without reading all cards
        cards = self.env["crm.allocation.member"].sudo()
        return cards.search(Domain("company_id", "=", company.id), order="id")

    @api.model
    def _get_exclusions(self, members, moment):
        """Who may receive nothing at a moment, whatever the customer.

        Extended by what suspends people. Out of hours counts for the rules that ask
        for it.

        :param datetime moment: naive, in UTC
        :return: {member: (code of :mod:`~..engine.routing`, until when as a naive
            datetime in UTC, or ``None``)}
        """
        exclusions = self._get_time_exclusions(members, moment)
        for member in members:
            user = member.user_id
            if not user.active or member.company_id not in user.company_ids:
                exclusions[member] = (routing.INACTIVE, None)
            elif not member.is_receiving:
                exclusions[member] = (routing.PAUSED, None)
        return exclusions

    @api.model
    def _get_time_exclusions(self, members, moment):
        """Who is on leave or out of hours at a moment."""
        exclusions = {}
        users = members.user_id
        for company, own in members.grouped("company_id").items():
            times = users._get_policy_worktime(company, moment, moment + _AHEAD)
            for member in own:
                time = times[member.user_id.id]
                if until := time.get_leave_end(moment):
                    exclusions[member] = (routing.LEAVE, until)
                elif not time.is_working(moment):
                    exclusions[member] = (
                        routing.HOURS,
                        time.get_next_opening(moment),
                    )
        return exclusions

    @api.model
    def _get_turns_to_lose(self, members):
        """How many turns people lose before they receive again.

        :return: {member: number}; extended by what takes turns away
        """
        return {}

    @api.model
    def _get_owed(self, company):
        """Who comes first for customers of a class: ids of people by id of the class.

        Extended by what owes customers to people.
        """
        return {}

    @api.model
    def _consume_turns(self, decisions_by_member):
        """Notes the turns that were lost; extended by what takes turns away.

        :param dict decisions_by_member: for each card the decisions by which it
            lost a turn: somebody else received, or nobody else could
        """

    @api.model
    def _prepare_people(self, members, moment):
        """The people of a run, as plain values by id of the user."""
        exclusions = self._get_exclusions(members, moment)
        losing = self._get_turns_to_lose(members)
        company = members.company_id
        owned = self._count_owned(company)
        counted = self._count_for_share(company, owned, moment)
        ranks = {
            level: rank for rank, level in enumerate(members.level_id.sorted(), start=1)
        }
        people = []
        for member in members:
            code, until = exclusions.get(member, (None, None))
            detail = until and until.isoformat()
            is_closed = code == routing.HOURS
            user_id = member.user_id.id
            people.append(
                routing.Person(
                    user_id,
                    team_id=member.team_id.id,
                    level_id=member.level_id.id,
                    # people without a level come last
                    rank=ranks.get(member.level_id, len(ranks) + 1),
                    weight=member.effective_weight,
                    owned=owned.get(user_id, 0),
                    capacity=member.effective_capacity or None,
                    counted=counted.get(user_id, 0),
                    turns=member.turns,
                    last=_to_seconds(member.last_allocated_on),
                    class_ids=frozenset(member.class_ids.ids),
                    territory_ids=frozenset(member.state_ids.ids),
                    skips=losing.get(member, 0),
                    blocked=(code, detail) if code and not is_closed else None,
                    closed=is_closed,
                    opening=detail if is_closed else None,
                )
            )
        return people, sum(counted.values())

    @api.model
    def _count_owned(self, company):
        """Customers held now, by id of the user."""
        # sudo: what everybody holds counts, whoever allocates
        ledger = self.env["crm.ownership"].sudo()
        return {
            user.id: count
            for user, count in ledger._read_group(
                Domain("company_id", "=", company.id)
                & Domain("date_to", "=", False)
                & Domain("user_id", "!=", False),
                ["user_id"],
                ["__count"],
            )
        }

    @api.model
    def _count_for_share(self, company, owned, moment):
        """Customers that count for the share, by id of the user."""
        company = company.sudo()  # sudo: settings of the company, for a delegate
        if company.allocation_share_basis == "owned":
            return owned
        since = moment - timedelta(days=company.allocation_share_days)
        return {
            user.id: count
            for user, count in self.sudo()._read_group(  # sudo: see _count_owned
                Domain("company_id", "=", company.id)
                & Domain("decided_on", ">=", since)
                & Domain("user_id", "!=", False),
                ["user_id"],
                ["__count"],
            )
        }

    # -- rules and customers -----------------------------------------------------------

    @api.model
    def _get_rules(self, company):
        # sudo: a delegate allocates by rules without writing them
        rules = self.env["crm.allocation.rule"].sudo()
        return rules.search(Domain("company_id", "=", company.id))

    @api.model
    def _get_rules_at(self, rules, company, moment):
        """The rules whose hours hold a moment."""
        local = company.sudo()._get_policy_time(moment)  # sudo: for a delegate
        return rules.filtered(lambda rule: rule._counts_at(local))

    @api.model
    def _match(self, rules, partners, company):
        """The rules that each customer meets, in their order; one query a rule."""
        matching = {partner_id: [] for partner_id in partners.ids}
        # sudo: rules decide about customers that nobody reads yet
        customers = self.env["res.partner"].sudo().with_company(company)
        for rule in rules:
            domain = Domain("id", "in", partners.ids) & rule._get_domain()
            for partner_id in customers._search(domain):
                matching[partner_id].append(rule.id)
        return matching

    @api.model
    def _prepare_customers(self, partners, matching):
        """More worth comes first, then who has waited longest."""
        # sudo: class and region decide, whoever may read the customer
        partners = partners.sudo()
        ordered = sorted(
            partners,
            key=lambda partner: (
                not partner.allocation_class_id,
                partner.allocation_class_id.sequence,
                partner.allocation_class_id.id,
            ),
        )
        return [
            routing.Customer(
                partner.id,
                partner.allocation_class_id.id or None,
                partner.state_id.id or None,
                tuple(matching[partner.id]),
            )
            for partner in ordered
        ]


def _to_seconds(moment):
    return moment.replace(tzinfo=timezone.utc).timestamp() if moment else None
