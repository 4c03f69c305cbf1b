# Copyright 2026 Customer Policy Suite contributors
# License AGPL-3.0 or later (https://www.gnu.org/licenses/agpl).

import logging
from collections import Counter
from datetime import datetime, timezone

import psycopg2

from odoo import api, fields, models
from odoo.fields import Domain
from odoo.tools import mute_logger, split_every

from ..engine import decision_sql, explaining, routing

_logger = logging.getLogger(__name__)

# So many customers are decided in one run: what a run keeps in memory.
BATCH = 10_000


class CrmAllocationDecision(models.Model):
    """Allocating customers that wait: facts, engine, decisions, ledger (ALC-06)."""

    _inherit = "crm.allocation.decision"

    @api.model
    def _allocate(self, partners, company, kind="manual"):
        """Allocates customers that wait, by the rules of a company.

        Who may is checked by the caller. A constant number of statements for every
        ten thousand customers.

        :param partners: customers; those who have an owner, lie in a pool, are
            archived, or belong to another company are left alone
        :param str kind: how it was started, see ``crm.allocation.run``
        :return: the decisions of today about the customers; those that still wait for
            the same reason have the decision they had
        """
        decisions = self.browse()
        # at once, wherever the records come from
        # sudo: who allocates, or takes a call, need not be able to read customers
        partners.sudo().fetch(["commercial_partner_id"])
        for ids in split_every(BATCH, partners.commercial_partner_id.ids):
            decisions |= self._allocate_batch(
                self.env["res.partner"].browse(ids), company, kind
            )
        return decisions

    @api.model
    def _allocate_batch(self, partners, company, kind):
        # raw SQL: cards of people; a second run waits here, or begins anew
        self.env.cr.execute(decision_sql.lock_cards(company.id))
        partners, held_since = self._get_allocatable(partners, company)
        if not partners:
            return self.browse()
        now = fields.Datetime.now()
        members = self._get_members(company)
        people, total = self._prepare_people(members, now)
        rules = self._get_rules_at(self._get_rules(company), company, now)
        customers = self._prepare_customers(
            partners, self._match(rules, partners, company)
        )
        router = routing.Router(
            people,
            [rule._to_engine() for rule in rules],
            total,
            now.replace(tzinfo=timezone.utc).timestamp(),
            self._get_owed(company),
        )
        outcomes = list(router.route(customers))
        router.settle()
        decisions = self._store_outcomes(
            outcomes, router, company, kind, held_since, partners
        )
        self._store_turns(members, router)
        return decisions

    @api.model
    def _get_allocatable(self, partners, company):
        """Those of the customers that wait, longest first, and since when each does."""
        # sudo: what is decided about need not be read by who decides
        partners = partners.sudo().with_context(active_test=False)
        lines = partners._get_open_ownership(company)
        taken = lines.filtered(lambda line: line.holder != "company").partner_id
        held_since = {line.partner_id.id: line.date_from for line in lines}
        waiting = (partners - taken).filtered(
            lambda partner: (
                partner.active
                and partner == partner.commercial_partner_id
                and partner.company_id in (company, company.browse())
            )
        )
        return (
            waiting.sorted(
                lambda partner: (
                    held_since.get(partner.id) or partner.create_date,
                    partner.id,
                )
            ),
            held_since,
        )

    # -- what is kept ------------------------------------------------------------------

    @api.model
    def _store_outcomes(self, outcomes, router, company, kind, held_since, partners):
        """Keeps a run with its lines and decisions, and hands the customers over."""
        open_decisions = self._get_open_decisions(partners, company)
        unchanged, new = [], []
        for outcome in outcomes:
            before = open_decisions.get(outcome.customer_id)
            waits_on = before and not outcome.person_id and before.code == outcome.code
            # a turn that was lost is told by a decision of its own
            if waits_on and not outcome.lost:
                unchanged.append(before.id)
            else:
                new.append(outcome)
        now = fields.Datetime.now()
        if unchanged:
            # raw SQL: one statement for all that wait on
            self.env.cr.execute(decision_sql.try_again(unchanged, now))
            self.browse(unchanged).invalidate_recordset(["attempts", "tried_on"])
        if not new:
            return self.browse(unchanged)
        self._supersede([outcome.customer_id for outcome in new], company)
        run = self.env["crm.allocation.run"]._start(company, kind)
        run.flush_recordset()
        decisions = self._insert_outcomes(new, router, run, held_since, partners)
        self._note_lost_turns(decisions, new, company)
        received = Counter(outcome.person_id for outcome in new if outcome.person_id)
        run._end(received, len(new) - sum(received.values()))
        return decisions | self.browse(unchanged)

    @api.model
    def _get_open_decisions(self, partners, company):
        """Why customers still wait, by id of the customer."""
        # sudo: what is decided about need not be read by who decides
        decisions = self.sudo().search_fetch(
            Domain("partner_id", "in", partners.ids)
            & Domain("company_id", "=", company.id)
            & Domain("state", "=", "unassigned"),
            ["partner_id", "code"],
        )
        return {decision.partner_id.id: decision for decision in decisions}

    @api.model
    def _supersede(self, partner_ids, company):
        """Customers that wait no longer, or for another reason."""
        self._supersede_pairs([(partner_id, company.id) for partner_id in partner_ids])

    @api.model
    def _supersede_pairs(self, pairs):
        """:param pairs: ids of customer and company"""
        if not pairs:
            return
        self.flush_model(["state", "partner_id", "company_id"])
        partner_ids, company_ids = map(list, zip(*pairs, strict=True))
        # raw SQL: one statement for all customers
        rows = self.env.execute_query(
            decision_sql.supersede(
                partner_ids,
                company_ids,
                fields.Datetime.now(),
                self.env.uid,
            )
        )
        if rows:
            self.browse(row[0] for row in rows).invalidate_recordset(["state"])
            # sudo: the managers need not be asked any more, whoever found an owner
            runs = self.env["crm.allocation.run"].sudo()
            runs.browse({row[1] for row in rows})._close_if_done()

    @api.model
    def _insert_outcomes(self, outcomes, router, run, held_since, partners):
        """Decisions of a run with their lines; the ledger follows them."""
        lines = list(
            {
                id(line): line
                for outcome in outcomes
                for line in (*outcome.passed, outcome.line)
                if line
            }.values()
        )
        lineup_ids = self._insert_lineups(lines, router, run)
        # sudo: the reason names the rule, whoever may read it
        rules = self.env["crm.allocation.rule"].sudo().browse(router.rules)
        names = {rule.id: rule.name for rule in rules}
        # sudo: the class is kept with the decision, whoever may read the customer
        classes = {
            partner.id: partner.allocation_class_id.id or None
            for partner in partners.sudo()
        }
        # by itself and at intake nobody approves: the settings say so
        approver_id = self.env.uid if run.kind == "manual" else None
        rows = []
        for outcome in outcomes:
            since = held_since.get(outcome.customer_id)
            rows.append(
                {
                    "run_id": run.id,
                    "company_id": run.company_id.id,
                    "partner_id": outcome.customer_id,
                    "class_id": classes[outcome.customer_id],
                    "rule_id": outcome.line.rule.id if outcome.line else None,
                    "lineup_id": lineup_ids[id(outcome.line)] if outcome.line else None,
                    "position": outcome.position,
                    "user_id": outcome.person_id,
                    "team_id": router.people[outcome.person_id].team_id or None
                    if outcome.person_id
                    else None,
                    "state": "decided" if outcome.person_id else "unassigned",
                    "code": outcome.code,
                    "facts": self._prepare_facts(outcome, lineup_ids),
                    "held_since": since,
                    "waited_hours": self._get_waited_hours(since, run.started_on)
                    if outcome.person_id
                    else None,
                    "approved_by_id": approver_id,
                    "rule_name": outcome.line and names[outcome.line.rule.id],
                }
            )
        return self._insert(rows, run)

    @api.model
    def _prepare_facts(self, outcome, lineup_ids):
        facts = {"count": outcome.count}
        if outcome.is_owed:
            facts["owed"] = True
        if outcome.lost:
            facts["lost"] = outcome.lost
        if outcome.passed:
            facts["passed"] = [lineup_ids[id(line)] for line in outcome.passed]
        return facts

    @api.model
    def _get_waited_hours(self, since, until):
        return (until - since).total_seconds() / 3600 if since else 0.0

    @api.model
    def _insert(self, rows, run):
        """Decisions as they are, in the order of the rows; the ledger follows them."""
        more = {
            name: self._fields[name].column_type[0]
            for name in self._add_facts(rows, run.company_id)
        }
        # raw SQL: any number of decisions
        found = self.env.execute_query(
            decision_sql.insert_decisions(
                rows, fields.Datetime.now(), self.env.uid, more
            )
        )
        ids = {partner_id: decision_id for decision_id, partner_id in found}
        # sudo: who allocated is told what came of it
        decisions = self.sudo().browse(ids[row["partner_id"]] for row in rows)
        self._hand_over(decisions, rows, run)
        return decisions

    @api.model
    def _add_facts(self, rows, company):
        """Adds to the decisions what addons keep with them.

        :param rows: values of the decisions, by name
        :return: the names that were added
        """
        return []

    @api.model
    def _insert_lineups(self, lines, router, run):
        """Keeps how people stood; ids of the rows by identity of the line."""
        if not lines:
            return {}
        # sudo: the rules as they are now are kept, whoever may read them
        rules = self.env["crm.allocation.rule"].sudo()
        rules = rules.browse({line.rule.id for line in lines})
        snapshots = {rule.id: rule._get_snapshot() for rule in rules}
        rows = [
            {
                "run_id": run.id,
                "company_id": run.company_id.id,
                "rule_id": line.rule.id,
                "rule_name": rules.browse(line.rule.id).name,
                "rule_version": rules.browse(line.rule.id).version,
                "rule_values": snapshots[line.rule.id],
                "class_id": line.class_id,
                "state_id": line.territory_id,
                "position": line.position,
                "total": line.total,
                "receivers": router.receivers,
                "places": explaining.pack(line.places),
            }
            for line in lines
        ]
        # raw SQL: any number of lines
        found = self.env.execute_query(
            decision_sql.insert_lineups(rows, run.started_on, self.env.uid)
        )
        return {id(line): row[0] for line, row in zip(lines, found, strict=True)}

    @api.model
    def _hand_over(self, decisions, rows, run):
        """The ledger follows the decisions; each names what decided."""
        given = [
            (decision, row)
            for decision, row in zip(decisions, rows, strict=True)
            if row["user_id"]
        ]
        source = "reassignment" if run.kind == "direct" else "allocation"
        # the decision tells more than a line in the history of each customer
        ledger = self.env["crm.ownership"].with_context(tracking_disable=True)
        ledger._transfer(
            [
                {
                    "partner_id": row["partner_id"],
                    "company_id": row["company_id"],
                    "user_id": row["user_id"],
                    "team_id": row["team_id"],
                    "source": source,
                    "reason": row.get("reason") or row.get("rule_name"),
                    "approved_by_id": row["approved_by_id"],
                    "origin_model": self._name,
                    "origin_id": decision.id,
                }
                for decision, row in given
            ]
        )
        decisions.browse(decision.id for decision, _row in given)._after_allocation(run)

    def _after_allocation(self, run):
        """What follows when people have received customers; addons add to it."""
        self.env["crm.allocation.target"]._warn_of_limits(run.company_id)

    @api.model
    def _store_turns(self, members, router):
        rows = []
        for member in members:
            person = router.people[member.user_id.id]
            last = None
            if person.position:
                last = datetime.fromtimestamp(person.last, timezone.utc)
                last = last.replace(tzinfo=None)
            if last or person.turns != member.turns:
                rows.append({"id": member.id, "turns": person.turns, "last": last})
        if rows:
            # raw SQL: all people in one statement
            self.env.cr.execute(decision_sql.store_turns(rows))
            members.invalidate_recordset(["turns", "last_allocated_on"])

    @api.model
    def _note_lost_turns(self, decisions, outcomes, company):
        by_user = {}
        for decision, outcome in zip(decisions, outcomes, strict=True):
            for user_id in outcome.lost:
                by_user.setdefault(user_id, []).append(decision.id)
        if by_user:
            members = self._get_members(company)
            self._consume_turns(
                {
                    member: self.browse(by_user[member.user_id.id])
                    for member in members
                    if member.user_id.id in by_user
                }
            )

    # -- who starts it -----------------------------------------------------------------

    @api.model
    def _get_waiting(self, company, limit=None):
        """Customers that the company holds, longest first."""
        # sudo: customers that nobody reads yet
        lines = self.env["crm.ownership"].sudo()
        return lines.search(
            Domain("company_id", "=", company.id)
            & Domain("date_to", "=", False)
            & Domain("holder", "=", "company")
            & Domain("partner_id.active", "=", True),
            order="date_from, id",
            limit=limit,
        ).partner_id

    @api.model
    def _get_waiting_in_turn(self, company):
        """Customers that wait, those first whose last try is longest ago.

        Where the time is over before all were tried, the next call goes on with the
        others: customers that cannot be placed do not keep them waiting.
        """
        partners = self._get_waiting(company)
        decisions = self._get_open_decisions(partners, company)
        never = datetime.min
        return partners.sorted(
            lambda partner: (
                decisions[partner.id].tried_on or never
                if partner.id in decisions
                else never
            )
        )

    @api.model
    def _cron_allocate(self):
        """Allocates what waits in every company that wants it, ten thousand at a time.

        Killed, it begins again with what still waits. Of two at the same moment the
        later one leaves the company to the first.
        """
        companies = self.env["res.company"].search(
            Domain("allocation_is_automatic", "=", True)
        )
        self.env["ir.cron"]._commit_progress(remaining=len(companies))
        for company in companies:
            partners = self._get_waiting_in_turn(company)
            for ids in split_every(BATCH, partners.ids):
                self._allocate_alone(self.env["res.partner"].browse(ids), company)
                if not self.env["ir.cron"]._commit_progress():
                    return
            self.env["ir.cron"]._commit_progress(1)

    @api.model
    def _allocate_alone(self, partners, company):
        """A batch of the scheduled action; a failure leaves the other ones alone."""
        try:
            with mute_logger("odoo.sql_db"), self.env.cr.savepoint():
                self._allocate(partners, company, "automatic")
        except psycopg2.errors.SerializationFailure:
            _logger.info("%s: allocated by another run", company.name)
        except Exception:
            # whatever it is, other companies are served; it is told in the log
            _logger.exception("%s: customers could not be allocated", company.name)

    @api.model
    def action_allocate_waiting(self):
        """Allocates all that wait in the active companies; says what was done.

        :raises AccessError: for all but the director and delegates
        """
        companies = self.env.companies
        companies._check_may_allocate()
        decisions = self.browse()
        for company in companies:
            decisions |= self._allocate(self._get_waiting(company), company)
        return decisions._show_result()

    def _show_result(self):
        """What was decided, as a message."""
        given = len(self.filtered("user_id"))
        left = len(self) - given
        return {
            "type": "ir.actions.client",
            "tag": "display_notification",
            "params": {
                "type": "warning" if left or not given else "success",
                "title": self.env._("Allocated"),
                "message": self.env._(
                    "Allocated: %(given)s. Still waiting: %(left)s.",
                    given=given,
                    left=left,
                ),
                "next": {"type": "ir.actions.client", "tag": "soft_reload"},
            },
        }
