# Copyright 2026 Customer Policy Suite contributors
# License AGPL-3.0 or later (https://www.gnu.org/licenses/agpl).

from datetime import timedelta

from odoo import api, fields, models
from odoo.exceptions import AccessError
from odoo.tools import plaintext2html

# How far the next opening is looked for
LOOK_AHEAD_DAYS = 30


class CrmAllocationRegistration(models.Model):
    """Calls and other intake: register entry and customer in one step (ALC-20)."""

    _inherit = "crm.allocation.registration"

    def action_take_in(self):
        """Enters what the agent was told; new customers wait for allocation.

        A call from a customer who has an owner goes to the owner.

        :raises AccessError: for who is neither an intake agent nor an officer
        """
        self._check_agent()
        self._lock("draft")
        self._check_contents()
        self._check_chosen()
        self._check_hits()
        self._take_keys()
        hits = self._get_hits()
        for registration in self.filtered(lambda record: not record.partner_id):
            # sudo: closed to editing where only the steps choose the customer
            registration.sudo().partner_id = registration._get_known(hits)
        new = self.filtered(lambda registration: not registration.partner_id)
        new._create_customers()
        (self - new)._link_contacts()
        passed_on = self.filtered(lambda record: record._get_owner())
        waiting = self - passed_on
        waiting._enter_customers()
        lines = waiting._hold_customers()
        passed_on._tell_owners()
        now = fields.Datetime.now()
        for registration in self:
            registration._decide(
                {
                    "state": "registered",
                    "submitted_on": now,
                    "is_late": now > registration.deadline,
                    "is_new_customer": registration in new,
                    "ownership_id": lines.get(registration, False),
                    **registration._prepare_hours(),
                }
            )
        for company, records in waiting.grouped("company_id").items():
            records.with_company(company)._after_intake(records.partner_id)

    def _after_intake(self, customers):
        """What follows when customers taken in wait: where the company says so, the
        rules allocate them at once (ALC-06).

        :param customers: of the active company, held by it
        """
        company = self.env.company
        # sudo: who takes calls need not be allowed to allocate; the setting decides
        if company.sudo().allocation_at_intake:
            decisions = self.env["crm.allocation.decision"].sudo()
            decisions._allocate(customers, company, kind="intake")

    @api.model
    def _is_agent(self, company):
        """Who judges calls: agents by their card, and sales administration"""
        if self.env["res.users"]._acts_as("officer"):
            return True
        # sudo: who may take calls is asked before anybody may read a card
        cards = self.env["crm.allocation.member"].sudo()
        return bool(
            cards.search_count(
                [
                    ("user_id", "=", self.env.uid),
                    ("company_id", "=", company.id),
                    ("is_intake", "=", True),
                ],
                limit=1,
            )
        )

    def _check_agent(self):
        for company in self.company_id:
            if not self._is_agent(company):
                raise AccessError(
                    self.env._(
                        "Intake agents and sales administration take calls in. Tick "
                        "“Intake Agent” on the card of the person."
                    )
                )

    def _get_known(self, hits):
        """The customer who called, when its name, number or address says so."""
        self.ensure_one()
        if self.cleared_by_id:
            return self.env["res.partner"]
        return next(
            (
                record
                for record, hit in hits.get(self, {}).items()
                if hit.is_exact and hit.status not in ("archived", "pending")
            ),
            self.env["res.partner"],
        )

    def _get_owner(self):
        """Whose customer called; nobody's when it is new, in a pool or waits"""
        self.ensure_one()
        return self.partner_id._get_open_ownership(self.company_id).user_id

    def _hold_customers(self):
        """The company holds the customers until they are allocated."""
        lines = self.env["crm.ownership"]._transfer(
            [
                {
                    "partner_id": customer.id,
                    "company_id": company.id,
                    "source": "intake",
                    "origin_model": self._name,
                    "origin_id": registrations[0].id,
                }
                for (customer, company), registrations in self.grouped(
                    lambda record: (record.partner_id, record.company_id)
                ).items()
            ]
        )
        by_customer = {(line.partner_id, line.company_id): line.id for line in lines}
        return {
            record: by_customer[record.partner_id, record.company_id] for record in self
        }

    def _tell_owners(self):
        for registration in self:
            owner = registration._get_owner()
            # sudo: the owner is told of the call, whoever took it
            record = registration.sudo().with_context(lang=owner.lang)
            record.activity_schedule(
                "mail.mail_activity_data_call",
                summary=record.env._(
                    "%(customer)s called: call back", customer=record.customer_name
                ),
                note=plaintext2html(record.demand or ""),
                user_id=owner.id,
            )

    def _prepare_hours(self):
        """Out of hours: registered now, contacted at the next opening."""
        self.ensure_one()
        now = fields.Datetime.now()
        end = now + timedelta(days=LOOK_AHEAD_DAYS)
        # sudo: whoever takes a call need not be able to read calendars
        company = self.company_id.sudo()
        worktime = company.resource_calendar_id._get_policy_worktime(company, now, end)
        return {
            "is_out_of_hours": not worktime.is_working(now),
            "contact_from": worktime.get_next_opening(now),
        }
