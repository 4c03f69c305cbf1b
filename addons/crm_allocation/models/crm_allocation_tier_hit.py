# Copyright 2026 Customer Policy Suite contributors
# License AGPL-3.0 or later (https://www.gnu.org/licenses/agpl).

from dateutil.relativedelta import relativedelta

from odoo import api, fields, models
from odoo.fields import Domain

from ..engine.tiers import Tier, find_new_tier, is_reached, subtract


class CrmAllocationTierHit(models.Model):
    """A tier of mismatches that an agent reached, and what follows from it (ALC-09).

    The figures stay as they were when it was reached. When a mismatch among them is
    revoked and the tier is not reached any more, managers decide whether the
    consequences end.
    """

    _name = "crm.allocation.tier.hit"
    _inherit = ["crm.allocation.discipline.mixin"]
    _description = "Tier Reached"
    _order = "month desc, id desc"
    _rec_name = "tier_name"
    _first_state = "standing"

    tier_id = fields.Many2one(
        "crm.allocation.tier", required=True, readonly=True, ondelete="restrict"
    )
    tier_name = fields.Char(
        string="Rule", readonly=True, help="As it was called when it was reached."
    )
    month = fields.Date(readonly=True, required=True, help="The first of the month.")
    number = fields.Integer(
        readonly=True,
        default=1,
        aggregator=None,
        help="How often the tier was reached this month.",
    )
    tier_months = fields.Integer(string="Within (months)", readonly=True)
    tier_count = fields.Integer(
        string="Mismatches Needed", readonly=True, aggregator=None
    )
    is_inclusive = fields.Boolean(string="The Number Itself Counts", readonly=True)
    counted = fields.Integer(
        string="Mismatches Counted", readonly=True, aggregator=None
    )
    mismatch_ids = fields.Many2many(
        "crm.allocation.mismatch",
        "crm_allocation_tier_hit_mismatch_rel",
        string="Mismatches",
        readonly=True,
    )
    suspension_ids = fields.One2many(
        "crm.allocation.suspension", compute="_compute_suspension_ids"
    )
    state = fields.Selection(
        [
            ("standing", "Stands"),
            ("doubtful", "To Review"),
            ("revoked", "Revoked"),
        ],
        required=True,
        readonly=True,
        default="standing",
        index=True,
        tracking=True,
        help="To review: a mismatch among those counted was revoked.",
    )

    # two mismatches signed at once never bring the same consequence twice
    _once = models.UniqueIndex(
        "(member_id, tier_id, month, number)", "This tier was reached already."
    )

    def _compute_suspension_ids(self):
        found = self.env["crm.allocation.suspension"].search(
            Domain("origin_model", "=", self._name)
            & Domain("origin_id", "in", self.ids)
        )
        by_hit = found.grouped("origin_id")
        for hit in self:
            hit.suspension_ids = by_hit.get(hit.id, False)

    def _get_request_summary(self):
        return self.env._(
            "%(person)s: a mismatch was revoked. Do the consequences of %(tier)s end?",
            person=self.user_id.name,
            tier=self.tier_name,
        )

    # -- evaluation --------------------------------------------------------------------

    @api.model
    def _evaluate(self, mismatch):
        """What a mismatch that was signed now leads to for the agent.

        :return: the tier reached newly, if any
        """
        card, company = mismatch.agent_card_id, mismatch.company_id
        # two mismatches of one agent wait for each other here
        card._pass_through()
        tiers = self._get_tiers(company)
        if not tiers:
            return self.browse()
        month = mismatch.counted_on.replace(day=1)
        counts = card._get_mismatch_counts(month, max(tiers.mapped("months")))
        former = self.search(
            Domain("member_id", "=", card.id) & Domain("month", "=", month)
        )
        answered = self._get_answered(card, tiers, month)
        new = find_new_tier(
            [Tier(tier.id, tier.months, tier.count) for tier in tiers],
            counts,
            set(former.tier_id.ids),
            company.allocation_tier_inclusive,
            company.allocation_tier_repeats,
            {tier.id: months for tier, (_some, months) in answered.items()},
        )
        if not new:
            return self.browse()
        hit = self.create(
            self._prepare_hit(card, tiers.browse(new.id), month, former, answered)
        )
        hit._impose()
        return hit

    @api.model
    def _get_tiers(self, company):
        return self.env["crm.allocation.tier"].search(
            Domain("company_id", "in", [False, company.id])
        )

    @api.model
    def _get_answered(self, card, tiers, month, before=None):
        """What standing consequences of a tier answered for, unless tiers repeat.

        :param int before: of consequences older than this one
        :return: mismatches, and their numbers by month, the given one first, by tier
        """
        if card.company_id.allocation_tier_repeats:
            return {}
        domain = (
            Domain("member_id", "=", card.id)
            & Domain("tier_id", "in", tiers.ids)
            & Domain("state", "!=", "revoked")
        )
        if before:
            domain &= Domain("id", "<", before)
        answered = {}
        for tier, hits in self.search(domain).grouped("tier_id").items():
            some = hits.mismatch_ids.filtered(lambda one: one.state == "signed")
            months = [month - relativedelta(months=n) for n in range(tier.months)]
            answered[tier] = (
                some,
                [
                    len(
                        some.filtered(
                            lambda one, m=first: one.counted_on.replace(day=1) == m
                        )
                    )
                    for first in months
                ],
            )
        return answered

    @api.model
    def _prepare_hit(self, card, tier, month, former, answered):
        start = month - relativedelta(months=tier.months - 1)
        counted = self.env["crm.allocation.mismatch"].search(
            card._get_mismatch_domain(start, month)
        )
        if tier in answered:
            counted -= answered[tier][0]
        return {
            "user_id": card.user_id.id,
            "member_id": card.id,
            "company_id": card.company_id.id,
            "tier_id": tier.id,
            "tier_name": tier.name,
            "month": month,
            "number": len(former.filtered(lambda hit: hit.tier_id == tier)) + 1,
            "tier_months": tier.months,
            "tier_count": tier.count,
            "is_inclusive": card.company_id.allocation_tier_inclusive,
            "counted": len(counted),
            "mismatch_ids": [fields.Command.set(counted.ids)],
        }

    def _impose(self):
        self.ensure_one()
        company = self.company_id
        self.env["crm.allocation.suspension"]._impose(
            [
                {
                    "user_id": self.user_id.id,
                    "member_id": self.member_id.id,
                    "company_id": company.id,
                    "cause": "mismatch",
                    "reason": self._get_sentence(),
                    "origin_model": self._name,
                    "origin_id": self.id,
                    "is_immediate": company.allocation_mismatch_immediate,
                    **consequence,
                }
                for consequence in self.tier_id._get_consequences()
            ]
        )

    def _get_sentence(self):
        """In the language of the company, for it is read by many."""
        return self.company_id._in_policy_lang(self).env._(
            "%(tier)s: %(counted)s mismatches; calendar months counted: %(months)s",
            tier=self.tier_name,
            counted=self.counted,
            months=self.tier_months,
        )

    # -- revocation --------------------------------------------------------------------

    @api.model
    def _review(self, mismatch):
        """A mismatch does not count any more: which tiers stand on too little now?"""
        hits = self.search(
            Domain("mismatch_ids", "in", mismatch.ids)
            & Domain("state", "=", "standing")
        )
        for hit in hits:
            tier = Tier(hit.tier_id.id, hit.tier_months, hit.tier_count)
            card = hit.member_id
            counts = card._get_mismatch_counts(hit.month, hit.tier_months)
            before = self._get_answered(card, hit.tier_id, hit.month, hit.id)
            if hit.tier_id in before:
                counts = subtract(counts, before[hit.tier_id][1][: hit.tier_months])
            if not is_reached(tier, counts, hit.is_inclusive):
                hit._decide({"state": "doubtful"})
                hit._ask_managers()

    def action_keep(self):
        return self._ask_reason("keep")

    def action_revoke(self):
        return self._ask_reason("revoke")

    def _get_reasoned_steps(self):
        return {
            "keep": (self._keep, self.env._("Consequences Stay")),
            "revoke": (self._revoke, self.env._("Revoke the Consequences")),
        }

    def _keep(self, reason):
        self._check_may_decide()
        self._lock("doubtful")
        self._settle("standing", reason)

    def _revoke(self, reason):
        """The suspensions end; what was served stays served."""
        self._check_may_decide()
        self._lock("doubtful", "standing")
        self.suspension_ids.filtered(
            lambda one: one.state in ("proposed", "active")
        )._revoke(reason)
        self._settle("revoked", reason)
