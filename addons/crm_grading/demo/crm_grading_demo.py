# Copyright 2026 Customer Policy Suite contributors
# License AGPL-3.0 or later (https://www.gnu.org/licenses/agpl).

from datetime import datetime, time, timedelta

from odoo import api, models

from odoo.addons.crm_policy.engine.periods import last_complete

from .decisions import Decisions
from .evidence import Evidence
from .measures import Measures
from .methods import OtherMethods
from .outlook import Outlook
from .risks import Risks
from .story import QUARTERS, orders, read_customers
from .trade import Trade

# Quarters whose grades are in effect; the latest one waits for its review
ROUNDS_IN_EFFECT = 4

# Days after the end of a quarter
PUBLISHED_AFTER = timedelta(days=5)

GOODS = ("precision", "machines", "consumables", "commodity")


class CrmGradingDemo(models.AbstractModel):
    """Two years of a distributor's business, told quarter by quarter.

    Everything comes about as in real life: business first, then the round of the
    quarter, so that a customer who is new today has no grade in an old round.
    """

    _name = "crm.grading.demo"
    _description = "Demo of Customer Grading"

    @api.model
    def _install(self):
        company = self.env.ref("base.main_company")
        self._prepare_accounting(company)
        # demo data comes before translations, which copies of patterns take along
        modules = self.env["ir.module.module"]
        modules.search([("name", "=", "crm_grading")])._update_translations()
        # and before the hook that does this for every company
        company._install_grading_scheme()
        today = company._policy_today()
        quarters = self._get_quarters(today)
        partners = [
            (customer, self._get_partner(customer)) for customer in read_customers()
        ]
        Evidence(self.env, quarters[:-1], partners).record()
        trade = Trade(self.env, today, self._get_products(company))
        rounds = []
        for index, quarter in enumerate(quarters):
            if index == QUARTERS - 1:
                self._ask_for_overrides()
                self._archive(partners)
            self._trade(trade, partners, quarters, index, today)
            if index >= QUARTERS - 1 - ROUNDS_IN_EFFECT and index < QUARTERS:
                record = self._submit_round(company, quarter)
                if index < QUARTERS - 1:
                    contested = index == QUARTERS - 2
                    rounds.append(self._put_into_effect(record, contested))
        self._decide_on_rounds(rounds, record, today)
        self._try_another_scheme(company)
        latest = quarters[QUARTERS - 2]
        for scheme in OtherMethods(self.env, company, latest, partners).record():
            self._put_into_effect(self._submit_round(company, latest, scheme))
        Measures(self.env, company, latest).record()
        Risks(self.env, company).record()
        self.env["crm.grading.assessment"].action_prepare()
        Outlook(self.env, company, partners).record()

    # -- ground ------------------------------------------------------------------------

    def _prepare_accounting(self, company):
        """A chart of accounts for company and branches; payments get entries."""
        charts = self.env["account.chart.template"]
        if not company.chart_template:
            charts.try_loading("generic_coa", company, install_demo=False)
        # branches wait for the end of the transaction to get theirs
        self.env.cr.flush()
        receipts = charts.with_company(company).ref(
            "account_journal_payment_debit_account_id"
        )
        banks = self.env["account.journal"].search(
            [("type", "=", "bank"), ("company_id", "=", company.id)]
        )
        lines = banks.inbound_payment_method_line_ids
        lines.filtered(lambda line: not line.payment_account_id).write(
            {"payment_account_id": receipts.id}
        )

    def _get_quarters(self, today):
        """The complete quarters of two years, oldest first, and the running one."""
        latest = last_complete(today, "quarter")
        quarters = [latest.next(), latest]
        while len(quarters) <= QUARTERS:
            quarters.append(quarters[-1].previous())
        return quarters[::-1]

    def _get_products(self, company):
        """The goods by kind. Each branch has costs of its own."""
        goods = {
            kind: self.env["product.product"].search(
                [("default_code", "=like", f"{kind[:3].upper()}-%")],
                order="default_code",
            )
            for kind in GOODS
        }
        for branch in company.child_ids:
            for product in sum(goods.values(), self.env["product.product"]):
                product.with_company(branch).standard_price = product.standard_price
        return goods

    # -- customers ---------------------------------------------------------------------

    def _get_partner(self, customer):
        partner = self.env.ref(f"crm_policy.demo_customer_{customer['key']}")
        if customer["pattern"] == "none":
            # everybody else becomes a customer with the first invoice
            partner.customer_rank = 1
        return partner

    def _archive(self, partners):
        for customer, partner in partners:
            if customer["pattern"] == "archived":
                partner.active = False

    def _trade(self, trade, partners, quarters, index, today):
        deals = {}
        for customer, partner in partners:
            company = self.env.ref(
                "base.main_company"
                if customer["branch"] == "main"
                else f"crm_policy.demo_branch_{customer['branch']}"
            )
            deals.setdefault(company, []).extend(
                (customer, partner, order)
                for order in orders(customer, quarters)
                if order.quarter == index and order.date <= today
            )
        for company, company_deals in deals.items():
            trade.run(company, company_deals, quarters[index].end)

    # -- grades ------------------------------------------------------------------------

    def _submit_round(self, company, quarter, scheme=None):
        officer = self.env.ref("crm_policy.demo_user_officer")
        scheme = scheme or self.env["crm.grading.scheme"]._get_active(company)
        record = (
            self.env["crm.grading.round"]
            .with_user(officer)
            .create({"scheme_id": scheme.id, "date": quarter.end})
        )
        record.action_compute()
        record.action_submit()
        return record.sudo(False)

    def _put_into_effect(self, record, contested=False):
        """Approves a round and lets its appeal period pass in the past.

        :param bool contested: whether people appeal against it
        """
        manager = self.env.ref("crm_policy.demo_user_manager")
        known = record.message_ids
        record.with_user(manager).action_approve()
        record = record.with_env(self.env)
        published = record.date + PUBLISHED_AFTER
        # the letter names the appeal period, which is told anew below
        (record.message_ids - known).filtered("partner_ids").unlink()
        if contested:
            Decisions(self.env).appeal(record, published)
        until = published + timedelta(days=record.scheme_id.appeal_days)
        effective = until + timedelta(days=1)
        record.write({"published_on": published, "appeal_until": until})
        record.with_user(manager)._notify_publication()
        record.action_apply()
        record.write(
            {
                "computed_at": datetime.combine(record.date, time(20)),
                "effective_on": effective,
            }
        )
        self._date_back(record, published, effective)
        return record

    def _date_back(self, record, published, effective):
        """Puts what the round left behind on the days of the story."""
        today = record.company_id._policy_today()
        self.env["crm.grading.standing"].search(
            [("company_id", "=", record.company_id.id), ("date", "=", today)]
        ).write({"date": effective})
        messages = record.message_ids
        messages.write({"date": datetime.combine(published, time(9))})
        messages.notification_ids.is_read = True

    def _decide_on_rounds(self, rounds, waiting, today):
        """Meetings and audits on the rounds in effect and on the one in review."""
        decisions = Decisions(self.env)
        decisions.meet(rounds[-1])
        decisions.prepare_meeting(waiting, today)
        decisions.audit(rounds[-2], rounds[-1])

    def _ask_for_overrides(self):
        """One override that the manager has approved, one that waits."""
        approved = self._ask_for_override(
            "pacific", "A", "Framework agreement under negotiation (框架协议谈判中)"
        )
        approved.with_user(
            self.env.ref("crm_policy.demo_user_manager")
        ).action_approve()
        self._ask_for_override(
            "qilin", "A", "Second plant ordered for next year (明年将订购第二工厂设备)"
        )

    def _ask_for_override(self, key, code, reason):
        partner = self.env.ref(f"crm_policy.demo_customer_{key}")
        wizard = (
            self.env["crm.grading.override.request"]
            .with_user(partner.user_id)
            .create(
                {
                    "partner_id": partner.id,
                    "grade_id": self.env.ref(f"crm_grading.grade_{code.lower()}").id,
                    "reason": reason,
                }
            )
        )
        action = wizard.action_request()
        return self.env["crm.grading.override"].browse(action["res_id"])

    def _try_another_scheme(self, company):
        """A draft version in which paying on time counts more, and its what-if."""
        manager = self.env.ref("crm_policy.demo_user_manager")
        scheme = self.env["crm.grading.scheme"].with_user(manager)._get_active(company)
        draft = scheme.browse(scheme.action_new_version()["res_id"])
        for line in draft.line_ids:
            if line.code == "purchase_amount":
                line.weight -= 10
            elif line.code == "payment_record":
                line.weight += 10
        draft.action_what_if()
