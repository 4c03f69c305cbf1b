# Copyright 2026 Customer Policy Suite contributors
# License AGPL-3.0 or later (https://www.gnu.org/licenses/agpl).

from datetime import timedelta

from odoo import api, fields, models
from odoo.fields import Domain

from ..engine import idle_sql

BATCH = 1000


class CrmAllocationIdleRule(models.Model):
    """Warning owners and proposing to the director, in one statement each (ALC-04)."""

    _inherit = "crm.allocation.idle.rule"

    @api.model
    def _cron_review(self):
        """Every night, company by company; may end at any moment and begin again."""
        rules = self.search(Domain("company_id.active", "=", True))
        self.env["ir.cron"]._commit_progress(remaining=len(rules))
        for rule in rules:
            if rule._review(commit=True)["interrupted"]:
                # not counted as done: the job is called again soon
                break
            if not self.env["ir.cron"]._commit_progress(1):
                break

    def _review(self, commit):
        """Ends what is over, proposes what is due, warns of what comes.

        :param bool commit: after each batch, so that nothing is done twice when the job
            is killed
        :return: numbers of customers: warned, proposed, withdrawn; and "interrupted":
            whether the time was over before all were warned
        """
        self.ensure_one()
        if not self.try_lock_for_update():
            # another node reviews this company
            return self._get_counts()
        idle = self.env["crm.allocation.idle"]
        idle.flush_model()
        self.env.flush_all()
        withdrawn = self._withdraw()
        proposed = self._propose()
        warned = idle.browse()
        while batch := self._warn():
            warned |= batch
            if len(batch) < BATCH:
                break
            if commit and not self.env["ir.cron"]._commit_progress(0):
                return self._get_counts(warned, proposed, withdrawn, interrupted=True)
            # the commit has given the lock up
            if not self.try_lock_for_update():
                return self._get_counts(warned, proposed, withdrawn)
        if self.is_automatic:
            self._take_back_proposed()
        self._tell_deciders()
        return self._get_counts(warned, proposed, withdrawn)

    @api.model
    def _get_counts(self, warned=(), proposed=(), withdrawn=(), interrupted=False):
        return {
            "warned": len(warned),
            "proposed": len(proposed),
            "withdrawn": len(withdrawn),
            "interrupted": interrupted,
        }

    def _withdraw(self):
        """Customers with a new action, another holder or an exemption."""
        open_ones = self.env["crm.allocation.idle"].search(
            Domain("company_id", "=", self.company_id.id)
            & Domain("state", "in", ("warned", "proposed"))
        )
        if not open_ones:
            return open_ones
        question = self._get_question(open_ones.partner_id)
        # raw SQL: one statement for any number of customers
        withdrawn = self._execute(idle_sql.withdraw(question, self.env.uid))
        withdrawn._end_warnings()
        return withdrawn

    def _propose(self):
        """Customers whose notice is over."""
        company = self.company_id
        # raw SQL: one statement for any number of customers
        return self._execute(
            idle_sql.propose(
                company.id, company._policy_today(), fields.Datetime.now(), self.env.uid
            )
        )

    def _execute(self, statement):
        self.env.cr.execute(statement)
        changed = self.env["crm.allocation.idle"].browse(
            row[0] for row in self.env.cr.fetchall()
        )
        changed.invalidate_recordset()
        return changed

    def _warn(self):
        """A warning for a batch of customers, with work and a letter for the owners."""
        # raw SQL: one statement finds the customers of the batch
        self.env.cr.execute(
            idle_sql.find_due(self._get_question(), self.notice_days, BATCH)
        )
        rows = self.env.cr.dictfetchall()
        if not rows:
            return self.env["crm.allocation.idle"]
        today = self.company_id._policy_today()
        notice_ends = today + timedelta(days=self.notice_days)
        actions = self.env["crm.allocation.action"].with_context(active_test=False)
        by_code = {action.code: action.id for action in actions.search(Domain.TRUE)}
        idles = self.env["crm.allocation.idle"].create(
            [
                {
                    "partner_id": row["partner_id"],
                    "company_id": self.company_id.id,
                    "ownership_id": row["line_id"],
                    "user_id": row["user_id"],
                    "team_id": row["team_id"],
                    "rule_id": self.id,
                    "rule_text": self._get_rule_text(),
                    "last_action_on": row["happened_at"],
                    "last_action_id": by_code.get(row["code"]),
                    "last_model": row["model"],
                    "last_res_id": row["id"],
                    "started_on": row["started_at"],
                    "idle_on": row["idle_on"],
                    "warned_on": today,
                    "due_on": max(row["idle_on"], notice_ends),
                }
                for row in rows
            ]
        )
        idles._warn_owners()
        return idles

    def _get_rule_text(self):
        units = dict(self._fields["unit"]._description_selection(self.env))
        return self.env._(
            "%(rule)s: %(number)s %(unit)s, notice of %(notice)s days",
            rule=self.name,
            number=self.number,
            unit=units[self.unit],
            notice=self.notice_days,
        )

    def _take_back_proposed(self):
        """Without the director, where the settings say so."""
        idles = self.env["crm.allocation.idle"].search(
            Domain("rule_id", "=", self.id) & Domain("state", "=", "proposed")
        )
        pools = self._get_pools(idles.partner_id)
        ready = idles.filtered(lambda idle: pools[idle.partner_id])
        if ready:
            ready._decide_outcome("taken", self._get_rule_text(), pools)

    def _get_pools(self, partners):
        """Where customers go that are taken back."""
        if self.pool_id:
            return dict.fromkeys(partners, self.pool_id)
        return self.env["crm.allocation.pool"]._get_for_customers(
            partners, self.company_id
        )

    def _tell_deciders(self):
        """One piece of work for each manager while proposals wait."""
        todo = "mail.mail_activity_data_todo"
        waiting = self.env["crm.allocation.idle"].search_count(
            Domain("rule_id", "=", self.id) & Domain("state", "=", "proposed"), limit=1
        )
        if not waiting:
            self.activity_unlink([todo])
            return
        managers = self.env["crm.policy.decision.mixin"]._get_managers(self.company_id)
        deciders = managers | self.company_id.allocation_delegate_ids
        for user in deciders - self.activity_ids.user_id:
            rule = self.with_context(lang=user.lang)
            rule.activity_schedule(
                todo,
                summary=rule.env._("Decide on idle customers"),
                user_id=user.id,
            )
