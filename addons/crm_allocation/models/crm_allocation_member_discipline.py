# Copyright 2026 Customer Policy Suite contributors
# License AGPL-3.0 or later (https://www.gnu.org/licenses/agpl).

from dateutil.relativedelta import relativedelta

from odoo import api, fields, models
from odoo.exceptions import UserError
from odoo.fields import Domain
from odoo.tools import format_date


class CrmAllocationMember(models.Model):
    """The card shows what counts for and against a person, and why (ALC-07 to 11)."""

    _inherit = "crm.allocation.member"

    discipline_count = fields.Integer(
        readonly=True,
        copy=False,
        default=0,
        help="Counts what is decided about the person, so that of two decisions at "
        "once the second sees the first.",
    )
    suspension_ids = fields.One2many(
        "crm.allocation.suspension", "member_id", string="Suspensions", readonly=True
    )
    tier_hit_ids = fields.One2many(
        "crm.allocation.tier.hit", "member_id", string="Tiers Reached", readonly=True
    )
    mismatch_agent_ids = fields.One2many(
        "crm.allocation.mismatch",
        "agent_card_id",
        string="Counted Mismatches",
        readonly=True,
        domain=[("counted_on", "!=", False), ("state", "=", "signed")],
    )
    violation_ids = fields.One2many(
        "crm.allocation.violation", "member_id", string="Violations", readonly=True
    )
    penalty_ids = fields.One2many(
        "crm.allocation.penalty", "member_id", string="Penalties", readonly=True
    )
    entitlement_ids = fields.One2many(
        "crm.allocation.entitlement",
        "member_id",
        string="Customers Owed",
        readonly=True,
    )
    mismatches_1 = fields.Integer(
        string="Mismatches This Month", compute="_compute_mismatches"
    )
    mismatches_2 = fields.Integer(
        string="Within Two Months", compute="_compute_mismatches"
    )
    mismatches_3 = fields.Integer(
        string="Within Three Months", compute="_compute_mismatches"
    )
    missed_count = fields.Integer(
        string="Missed Clocks This Month", compute="_compute_missed_count"
    )
    standing = fields.Selection(
        [
            ("free", "Receives Customers"),
            ("turns", "Next Turns Are Skipped"),
            ("days", "Suspended"),
        ],
        compute="_compute_standing",
        search="_search_standing",
    )
    suspended_until = fields.Date(compute="_compute_standing")
    turns_left = fields.Integer(string="Turns to Skip", compute="_compute_standing")
    banned_until = fields.Date(string="No Hotline Until", compute="_compute_standing")

    # -- what stands on the card -------------------------------------------------------

    def _get_in_force(self):
        """Suspensions in force by card."""
        # sudo: allocation asks for people whose suspensions the asker may not read
        found = (
            self.env["crm.allocation.suspension"]
            .sudo()
            .search(
                Domain("member_id", "in", self.ids) & Domain("is_in_force", "=", True),
                order="id",
            )
        )
        return found.grouped("member_id")

    @api.depends(
        "suspension_ids.state",
        "suspension_ids.turns_left",
        "suspension_ids.date_to",
    )
    def _compute_standing(self):
        nothing = self.env["crm.allocation.suspension"]
        in_force = self._get_in_force()
        for member in self:
            theirs = in_force.get(member, nothing)
            by_kind = theirs.grouped("kind")
            turns = by_kind.get("turns", nothing)
            days = by_kind.get("days", nothing).mapped("date_to")
            banned = by_kind.get("duty", nothing).mapped("date_to")
            member.turns_left = sum(turns.mapped("turns_left"))
            member.suspended_until = max(days, default=False)
            member.banned_until = max(banned, default=False)
            member.standing = "days" if days else "turns" if turns else "free"

    def _search_standing(self, operator, value):
        if operator != "in":
            return NotImplemented
        in_force = Domain("is_in_force", "=", True)
        days = Domain("suspension_ids", "any", in_force & Domain("kind", "=", "days"))
        turns = Domain("suspension_ids", "any", in_force & Domain("kind", "=", "turns"))
        domains = {"days": days, "turns": turns & ~days, "free": ~days & ~turns}
        return Domain.OR(domains[wanted] for wanted in value if wanted in domains)

    @api.depends("mismatch_agent_ids")
    def _compute_mismatches(self):
        for company, members in self.grouped("company_id").items():
            month = company._policy_today().replace(day=1)
            counts = members._get_all_mismatch_counts(month, 3)
            for member in members:
                for months in (1, 2, 3):
                    member[f"mismatches_{months}"] = sum(counts[member][:months])

    def _compute_missed_count(self):
        for company, members in self.grouped("company_id").items():
            first = company._policy_moment(company._policy_today().replace(day=1))
            # sudo: the number is on the card for whoever may read the card
            counts = dict(
                self.env["crm.allocation.contact"]
                .sudo()
                ._read_group(
                    Domain("company_id", "=", company.id)
                    & Domain("user_id", "in", members.user_id.ids)
                    & Domain("missed_at", ">=", first),
                    ["user_id"],
                    ["__count"],
                )
            )
            for member in members:
                member.missed_count = counts.get(member.user_id, 0)

    # -- mismatches --------------------------------------------------------------------

    def _get_mismatch_domain(self, first, last):
        """Mismatches counted in the months from the first to the last one.

        :param date first: the first of a month, as is ``last``
        """
        return (
            Domain("agent_card_id", "in", self.ids)
            & Domain("state", "=", "signed")
            & Domain("counted_on", ">=", first)
            & Domain("counted_on", "<", last + relativedelta(months=1))
        )

    def _get_all_mismatch_counts(self, month, months):
        """Mismatches by card: a list by month, the given one first, then backwards.

        :param date month: the first of a month
        """
        first = month - relativedelta(months=months - 1)
        # sudo: how often an agent judged wrongly is counted whoever signs
        found = (
            self.env["crm.allocation.mismatch"]
            .sudo()
            ._read_group(
                self._get_mismatch_domain(first, month),
                ["agent_card_id", "counted_on:month"],
                ["__count"],
            )
        )
        counts = {member: [0] * months for member in self}
        for member, start, count in found:
            back = (month.year - start.year) * 12 + month.month - start.month
            counts[member][back] = count
        return counts

    def _get_mismatch_counts(self, month, months):
        return self._get_all_mismatch_counts(month, months)[self]

    def _pass_through(self):
        """Whoever decides about the person writes this row: the database lets two
        decisions at once through one after the other, and the later one is tried again
        with the earlier one in sight.
        """
        for member in self.sudo():  # sudo: a counter that nobody else writes
            member.discipline_count += 1
        self.flush_recordset(["discipline_count"])

    # -- asked by allocation and intake ------------------------------------------------

    def _get_suspension_exclusions(self, moment):
        """Who receives nothing for some days: (code, last moment) by card (ALC-10).

        Skipped turns are not in it: they are consumed when a turn comes
        (:meth:`_take_suspended_turns`).

        :param datetime moment: naive, in UTC
        """
        exclusions = {}
        for member, suspensions in self._get_in_force().items():
            days = suspensions.filtered(lambda one: one.kind == "days")
            if days:
                last = max(days.mapped("date_to"))
                company = member.company_id
                until = company._policy_moment(last + relativedelta(days=1))
                if until > moment:
                    exclusions[member] = ("suspended", until)
        return exclusions

    def _get_turns_to_skip(self):
        """How many turns each card has to skip, cards without any left out."""
        return {
            member: turns
            for member, suspensions in self._get_in_force().items()
            if (turns := sum(suspensions.mapped("turns_left")))
        }

    def _take_suspended_turns(self, partner=None, origin=None):
        """A turn of each card was skipped: the oldest suspension pays for it.

        :param partner: the customer who went to the next person
        :param origin: the record that decided
        """
        for suspensions in self._get_in_force().values():
            turns = suspensions.filtered(lambda one: one.kind == "turns")
            turns[:1]._take_turn(partner, origin)

    def _give_back_turn(self):
        """A customer judged wrongly was no turn: another one is owed (ALC-08)."""
        for member in self.sudo():  # sudo: turns are written by steps only
            turn = 1 / member.effective_weight if member.effective_weight else 0
            member.turns = max(member.turns - turn, 0)

    def _check_intake_duty(self, channel):
        """An agent who is banned from hotlines takes no call of one (ALC-09).

        :param channel: with ``is_hotline``
        :raises UserError: with the last day of the ban
        """
        if not channel.is_hotline:
            return
        for member, suspensions in self._get_in_force().items():
            bans = suspensions.filtered(lambda one: one.kind == "duty")
            if bans:
                raise UserError(
                    self.env._(
                        "%(person)s takes no hotline calls until %(last)s. Reason: "
                        "%(reason)s",
                        person=member.user_id.name,
                        last=format_date(self.env, max(bans.mapped("date_to"))),
                        reason=bans[0].reason,
                    )
                )

    # -- screens -----------------------------------------------------------------------

    @api.model
    def action_my_card(self):
        """One's own card in the present company."""
        member = self._get_for(self.env.user, self.env.company)
        return member._get_records_action(name=self.env._("My Card"), context={})
