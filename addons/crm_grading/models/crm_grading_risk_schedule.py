# Copyright 2026 Customer Policy Suite contributors
# License AGPL-3.0 or later (https://www.gnu.org/licenses/agpl).

from odoo import api, models

from odoo.addons.crm_policy.engine.periods import period_of

from ..engine import fact_search, risk, risk_sql

# Customers a transaction; a killed run goes on with the next ones
BATCH = 500


class CrmGradingRisk(models.Model):
    """What the scheduled action does with customers at risk (GRD-14)."""

    _inherit = "crm.grading.risk"

    @api.model
    def _cron_review(self):
        """Records for new customers at risk, proposals, reminders of reviews.

        Each step does what is left to do, and nothing twice: the action can be killed
        and started again at any moment.
        """
        companies = self.env["res.company"].search(
            [("parent_id", "=", False), ("grading_risk_cadence", "!=", "none")]
        )
        progress = self.env["ir.cron"]._commit_progress
        progress(remaining=len(companies))
        for company in companies:
            self._enter_path(company)
            progress()
            while self._look_at_batch(company):
                if not progress():
                    return
            while self._remind_batch(company):
                if not progress():
                    return
            if not progress(1):
                return

    @api.model
    def _enter_path(self, company):
        """One statement for all customers who have, or no longer have, a risk grade."""
        self.env.flush_all()
        period = period_of(company._policy_today(), company.grading_risk_cadence)
        # raw SQL: a record for each of many customers, without reading one
        self.env.cr.execute(risk_sql.enter_path(company.id, self.env.uid, period.end))
        if self.env.cr.rowcount:
            # raw SQL: what follows is planned for the rows that were just added
            self.env.cr.execute("ANALYZE crm_grading_risk")
        # raw SQL: the other half of the same step
        self.env.cr.execute(risk_sql.leave_path(company.id))
        self.invalidate_model()

    @api.model
    def _look_at_batch(self, company):
        """Takes the figures of customers not looked at since the last round, and makes
        the proposals that they speak for; False when nobody is left."""
        scheme = self.env["crm.grading.scheme"]._find_leading(company).root_id
        current = self.env["crm.grading.round"].search(
            [("scheme_root_id", "=", scheme.id), ("state", "=", "effective")],
            order="date desc, id desc",
            limit=1,
        )
        self.env.flush_all()
        # raw SQL: locks a batch, skipping what another run works on
        found = self.env.execute_query(
            risk_sql.select_unseen(company.id, current.id or None, BATCH)
        )
        if not found:
            return False
        ids, partner_ids = zip(*found, strict=True)
        today = company._policy_today()
        # raw SQL: figures of the whole batch in one statement
        rows = self.env.execute_query_dict(
            risk_sql.update_figures(
                ids,
                scheme.id or None,
                self._get_payment_codes(),
                current.id or None,
                fact_search.select_figure(
                    self.env["crm.grading.scheme"]._get_fact_registry(),
                    company._prepare_fact_scope(today, partner_ids=partner_ids),
                    "overdue_amount",
                    fact_search.EVER,
                ),
                today,
            )
        )
        self.invalidate_model()
        self._propose_from(company, current, rows)
        return True

    @api.model
    def _get_payment_codes(self):
        indicators = self.env["crm.grading.indicator"].with_context(active_test=False)
        return indicators.search([("fact", "=", "paid_in_time")]).mapped("code")

    @api.model
    def _propose_from(self, company, current, rows):
        policy = company._get_risk_policy()
        proposals = {}
        for row in rows:
            proposal = risk.propose(self._prepare_figures(row), policy)
            if proposal:
                proposals[row["id"]] = proposal
        known = self._get_known_proposals(current, proposals)
        decisions = self.env["crm.grading.risk.decision"].create(
            [
                {
                    "risk_id": risk_id,
                    "to_step": proposal.step,
                    "reason": self._get_reason_text(
                        proposal.reasons, company.currency_id
                    ),
                    "round_id": current.id,
                    "is_automatic": True,
                }
                for risk_id, proposal in proposals.items()
                if (risk_id, proposal.step) not in known
            ]
        )
        decisions._tell_managers_of_round()

    @api.model
    def _get_known_proposals(self, current, proposals):
        """What was proposed after this round already, or is still open otherwise."""
        decisions = self.env["crm.grading.risk.decision"].search_fetch(
            [
                ("risk_id", "in", list(proposals)),
                "|",
                ("state", "=", "proposed"),
                "&",
                ("is_automatic", "=", True),
                ("round_id", "=", current.id),
            ],
            ["risk_id", "to_step", "state"],
        )
        waiting = decisions.filtered(lambda decision: decision.state == "proposed")
        return {(decision.risk_id.id, decision.to_step) for decision in decisions} | {
            (decision.risk_id.id, proposals[decision.risk_id.id].step)
            for decision in waiting
        }

    @api.model
    def _remind_batch(self, company):
        """Activities for reviews of the running period; False when all are told."""
        due = period_of(company._policy_today(), company.grading_risk_cadence).end
        records = self.search(
            [
                ("company_id", "=", company.id),
                ("review_date", "<=", due),
                ("is_reminded", "=", False),
                ("partner_id.active", "=", True),
            ],
            limit=BATCH,
        )
        activity_type = self.env.ref("crm_grading.mail_activity_type_risk_review")
        model_id = self.env["ir.model"]._get_id(self._name)
        # one mail a customer would be a flood: the list of activities tells it
        self.env["mail.activity"].with_context(mail_activity_quick_update=True).create(
            [
                {
                    "activity_type_id": activity_type.id,
                    "res_model_id": model_id,
                    "res_id": record.id,
                    "user_id": record.responsible_id.id,
                    "automated": True,
                    "date_deadline": record.review_date,
                }
                for record in records
                if record.responsible_id
            ]
        )
        records._decide({"is_reminded": True})
        return len(records) == BATCH
