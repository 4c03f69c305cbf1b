# Copyright 2026 Customer Policy Suite contributors
# License AGPL-3.0 or later (https://www.gnu.org/licenses/agpl).

from odoo import api, fields, models
from odoo.exceptions import AccessError
from odoo.fields import Domain

from ..engine.claims import PERIODS, first_start, period_start, take
from ..engine.masking import mask_name


class CrmAllocationPoolCustomer(models.Model):
    """Claiming 领取: exactly one gets a customer, within limits, or is told why not.

    The gate of the person is passed, then the customers are locked, then the ledger is
    written: another claim of the person, or of the customer, that was committed after
    this transaction began makes one of the three fail, and Odoo repeats the call with
    what is true by then (ALC-05).
    """

    _inherit = "crm.allocation.pool.customer"

    def action_claim(self):
        """Claims each of the customers, and says of the others why not."""
        claimed, refused = self._claim()
        if len(claimed) == 1 and not refused:
            return claimed.partner_id.sudo(False)._get_records_action(context={})
        return self.env["crm.allocation.claim.result"]._show(claimed, refused)

    def _claim(self):
        """Makes the present user the owner of each customer that may be claimed.

        The number of statements does not depend on the number of customers.

        :return: the new lines of the ledger; names and reasons of the others
        :raises AccessError: for people who own no customers
        """
        if not self.env.user.has_group("crm_policy.group_user"):
            raise AccessError(
                self.env._("Only salespeople of the customer policies claim customers.")
            )
        lines = self._get_lines_in_open_pools()
        accounts = {pool: self._get_account(pool, lines) for pool in lines.pool_id}
        for company in self._get_companies_with_room(accounts):
            self.env["crm.allocation.claim.counter"]._enter(company)
        rows, refused = self._lock_for_claim(lines)
        claimed = self.env["crm.ownership"].sudo()
        for pool, pool_rows in rows.grouped("pool_id").items():
            taken, left = pool_rows._claim_from(pool, *accounts[pool.sudo()])
            claimed += taken
            refused += left
        self.env["crm.allocation.pool.customer"].invalidate_model()
        return claimed, refused

    def _get_lines_in_open_pools(self):
        """The lines of the ledger behind the rows, in pools open to the user.

        Also those that are over, so that it can be said of them.
        """
        # sudo: the rows are masked; what is behind them is decided on, not shown
        lines = self.env["crm.ownership"].sudo().browse(self.ids).exists()
        open_pools = self.env["crm.allocation.pool"]._get_open_domain()
        pools = lines.pool_id.filtered_domain(open_pools)
        return lines.filtered(lambda line: line.pool_id in pools)

    @api.model
    def _get_account(self, pool, lines):
        """What the present user may still claim from a pool.

        :param lines: of what is to be claimed
        :return: the allocation card, the limits, and what the customers are for them
        """
        user, company = self.env.user, pool.company_id
        # sudo: one's own card, which decides how much one may claim
        card = self.env["crm.allocation.member"].sudo()
        card = card.search([("user_id", "=", user.id), ("company_id", "=", company.id)])
        used = self._get_used(pool)
        scopes = {}
        if pool.limit_ids._get_scopes():
            ids = {*lines.partner_id.ids, *used["held"]}
            scopes = self._get_scopes(pool, ids.union(*used["claimed"].values()))
        return card, pool._get_caps(card, used["claimed"], used["held"], scopes), scopes

    @api.model
    def _get_companies_with_room(self, accounts):
        """Where something may be claimed: who is full does not wait at the gate."""
        return self.env["res.company"].union(
            *(
                pool.company_id
                for pool, (_card, caps, _scopes) in accounts.items()
                if not any(cap.is_full() for cap in caps if cap.scope is None)
            )
        )

    def _lock_for_claim(self, lines):
        """The rows that this transaction decides on; names and reasons of the others.

        Which rows are there is asked after the lock, with what is then true.
        """
        partners = lines.partner_id.try_lock_for_update(allow_referencing=True)
        present = self.browse(
            line.id for line in lines if line.partner_id in partners
        )._filter_present()
        refused = []
        for line in lines - lines.browse(present.ids):
            if line.partner_id not in partners:
                reason = self.env._("somebody else is claiming it at this moment")
            elif not line.partner_id.active:
                reason = self.env._("it was archived")
            else:
                reason = self.env._("it is no longer in the pool; somebody was faster")
            refused.append((self._get_shown_name(line), reason))
        closed = len(set(self.ids)) - len(lines)
        if closed:
            refused.append(
                (
                    self.env._("%(count)s customers", count=closed),
                    self.env._("they are in no pool that is open to you"),
                )
            )
        return present, refused

    def _filter_present(self):
        """The rows that are still there and readable, in the order given."""
        present = self.search(Domain("id", "in", self.ids))
        return self.filtered(lambda row: row in present)

    @api.model
    def _get_shown_name(self, line):
        name = line.partner_id.name or ""
        return name if line.pool_id.is_name_shown else mask_name(name)

    def _claim_from(self, pool, card, caps, scopes):
        """Claims from one pool.

        :return: lines of the ledger; names and reasons of what was not claimed
        """
        reasons = self._get_claim_refusals(pool, card)
        taken, refused = self.browse(), []
        for row in self:
            reason = reasons.get(row)
            if not reason:
                cap = take(caps, scopes.get(row.sudo().partner_id.id))
                reason = cap and self._get_limit_sentence(cap)
            if reason:
                refused.append((row.name, reason))
            else:
                taken |= row
        return taken._take(pool), refused

    def _take(self, pool):
        """Writes the ledger, and the work that follows."""
        ledger = self.env["crm.ownership"]
        if not self:
            return ledger.sudo()
        # sudo: who may claim was decided above; the customer was not readable so far
        lines = ledger.sudo()._transfer(
            [
                {
                    "partner_id": partner.id,
                    "company_id": pool.company_id.id,
                    "user_id": self.env.uid,
                    "source": "claim",
                    "origin_model": pool._name,
                    "origin_id": pool.id,
                }
                for partner in self.sudo().partner_id
            ]
        )
        lines._schedule_first_contact()
        return lines

    def _get_claim_refusals(self, pool, card):
        """Why the present user may not claim, by row; nothing for limits.

        Addons add reasons: a reason that is there already stays.

        :param card: the user's allocation card, may be empty
        """
        company, ledger = pool.company_id, self.env["crm.ownership"]
        if pool.bars_suspended and card._get_suspension_exclusions(
            fields.Datetime.now()
        ):
            reason = self.env._("you are suspended from allocation")
            return dict.fromkeys(self, reason)
        waits = self._get_waits()
        reasons = {}
        for row in self:
            customer = row.sudo().partner_id  # sudo: compared, not shown
            allowed = card.class_ids if pool.respects_class else card.class_ids.browse()
            region = card.state_ids if pool.respects_territory else []
            reason = ledger._get_transfer_refusal(customer, company, self.env.user)
            if reason:
                # the reason names the customer, which is masked
                reason = self.env._(
                    "it cannot be claimed in %(company)s", company=company.name
                )
            elif row in waits:
                reason = waits[row][1]
            elif allowed and row.allocation_class_id not in allowed:
                reason = self.env._("your card does not allow customers of its class")
            elif region and row.state_id not in region:
                reason = self.env._("it is outside your territory")
            if reason:
                reasons[row] = reason
        return reasons

    @api.model
    def _get_used(self, pool):
        """Customers claimed from the pool by period, and those that the person has.

        :return: dict of `claimed`, by period, and `held`, ids of customers
        """
        company = pool.company_id
        today = company._policy_today()
        # sudo: the figures of the present user, whatever the ledger shows of them
        ledger = self.env["crm.ownership"].sudo()
        mine = Domain("user_id", "=", self.env.uid) & Domain(
            "company_id", "=", company.id
        )
        claims = ledger.search_fetch(
            mine
            & Domain("source", "=", "claim")
            & Domain("origin_model", "=", pool._name)
            & Domain("origin_id", "=", pool.id)
            & Domain("date_from", ">=", company._policy_moment(first_start(today))),
            ["partner_id", "date_from"],
        )
        starts = {
            period: company._policy_moment(period_start(period, today))
            for period in PERIODS
        }
        return {
            "claimed": {
                period: [
                    line.partner_id.id for line in claims if line.date_from >= start
                ]
                for period, start in starts.items()
            },
            "held": ledger.search_fetch(
                mine & Domain("date_to", "=", False), ["partner_id"]
            ).partner_id.ids,
        }

    @api.model
    def _get_scopes(self, pool, partner_ids):
        """What customers are, for limits by it; bridges know grades.

        :return: dict of scope by id of the customer
        """
        return {}

    @api.model
    def _get_limit_sentence(self, cap):
        """Which limit is reached."""
        limit = cap.limit
        if cap.code == "day":
            return self.env._(
                "you have claimed %(limit)s today, the limit", limit=limit
            )
        if cap.code == "week":
            return self.env._(
                "you have claimed %(limit)s this week, the limit", limit=limit
            )
        if cap.code == "month":
            return self.env._(
                "you have claimed %(limit)s this month, the limit", limit=limit
            )
        if cap.code == "held":
            return self.env._(
                "you have %(limit)s customers; this pool is for who has fewer",
                limit=limit,
            )
        return self.env._(
            "you have %(limit)s customers, as many as your card allows", limit=limit
        )
