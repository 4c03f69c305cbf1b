# Copyright 2026 Customer Policy Suite contributors
# License AGPL-3.0 or later (https://www.gnu.org/licenses/agpl).

from dateutil.relativedelta import relativedelta

from odoo import api, models
from odoo.fields import Domain


class CrmAllocationRegistration(models.Model):
    """Banned agents take no hotline calls, late entries are fined (ALC-09, ALC-11)."""

    _inherit = "crm.allocation.registration"

    def _check_agent(self):
        result = super()._check_agent()
        hotline = self.filtered("channel_id.is_hotline")
        for (company, channel), calls in hotline.grouped(
            lambda call: (call.company_id, call.channel_id)
        ).items():
            # sudo: whether somebody is banned is asked before the call is taken
            cards = self.env["crm.allocation.member"].sudo()
            cards.search(
                Domain("company_id", "=", company.id)
                & Domain("user_id", "in", (calls.user_id | self.env.user).ids)
            )._check_intake_duty(channel)
        return result

    @api.model
    def _get_late_entries(self, company):
        """Entered late, entered or checked this month or last month, without a penalty
        proposed for it.
        """
        first = company._policy_today().replace(day=1) - relativedelta(months=1)
        moment = company._policy_moment(first)
        penalties = self.env["crm.allocation.penalty"]._search(
            Domain("origin_model", "=", self._name)
        )
        return self.search(
            Domain("company_id", "=", company.id)
            & Domain("is_late", "=", True)
            & Domain("state", "=", "registered")
            & (
                Domain("submitted_on", ">=", moment)
                | Domain("checked_on", ">=", moment)
            )
            & Domain("id", "not in", penalties.subselect("origin_id"))
        )

    def _prepare_late_entry(self):
        """What the penalty of a late entry says."""
        self.ensure_one()
        # read by many: in the language of the company
        told = self.company_id._in_policy_lang(self)
        company = told.company_id
        return {
            "user_id": self.user_id.id,
            "company_id": company.id,
            "date": company._get_policy_date(self.submitted_on),
            "evidence": told.env._(
                "%(number)s, %(customer)s: due %(due)s, entered %(entered)s",
                number=self.name,
                customer=self.customer_name,
                due=company._format_allocation_time(self.deadline),
                entered=company._format_allocation_time(self.submitted_on),
            ),
            "origin_model": self._name,
            "origin_id": self.id,
        }
