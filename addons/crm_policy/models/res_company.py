# Copyright 2026 Customer Policy Suite contributors
# License AGPL-3.0 or later (https://www.gnu.org/licenses/agpl).

from datetime import datetime, time

import pytz

from odoo import api, fields, models
from odoo.fields import Domain

from odoo.addons.base.models.res_partner import _tz_get


class ResCompany(models.Model):
    _inherit = "res.company"

    policy_tz = fields.Selection(
        _tz_get,
        string="Policy Time Zone",
        compute="_compute_policy_tz",
        store=True,
        precompute=True,
        readonly=False,
        required=True,
        help="Periods and deadlines of the customer policies begin and end at midnight "
        "in this time zone.",
    )

    policy_name_similarity = fields.Float(
        string="Similarity of Names",
        digits=(3, 2),
        default=0.6,
        help="From which similarity on (0.01 to 1) two names may mean the same "
        "customer. Needs the extension pg_trgm of the database.",
    )

    _policy_name_similarity_check = models.Constraint(
        "CHECK(policy_name_similarity > 0 AND policy_name_similarity <= 1)",
        "The similarity of names is between 0.01 and 1.",
    )

    @api.depends("partner_id")
    def _compute_policy_tz(self):
        """Suggest a zone once; later moves of the partner or user do not shift it."""
        for company in self:
            company.policy_tz = (
                company.policy_tz or company.partner_id.tz or self.env.user.tz or "UTC"
            )

    @api.model_create_multi
    def create(self, vals_list):
        companies = super().create(vals_list)
        companies._create_policy_sequences()
        return companies

    @api.model
    def _get_open_policy_values(self):
        """Settings of a company in which nobody's records are closed to others.

        Areas that close records add theirs.
        """
        return {}

    def _get_policy_sequences(self):
        """What each company numbers by itself: names and prefixes by code."""
        self.ensure_one()
        return {
            "crm.improvement": (
                self.env._("Improvement of %(company)s", company=self.name),
                "IMP/%(year)s/",
            )
        }

    def _create_policy_sequences(self):
        # sudo: who may create a company need not be able to create sequences
        sequence_model = self.env["ir.sequence"].sudo()
        numbered = {
            (sequence.company_id, sequence.code)
            for sequence in sequence_model.search([("company_id", "in", self.ids)])
        }
        sequence_model.create(
            [
                {
                    "name": name,
                    "code": code,
                    "company_id": company.id,
                    "prefix": prefix,
                    "padding": 4,
                }
                for company in self
                for code, (name, prefix) in company._get_policy_sequences().items()
                if (company, code) not in numbered
            ]
        )

    def _next_policy_number(self, code):
        """The next number of this company, its year that of the company's day.

        :param str code: one of :meth:`_get_policy_sequences`
        """
        # sudo: numbering must not depend on who begins what is numbered
        company = self.sudo()
        sequences = company.env["ir.sequence"].with_company(company)
        return sequences.with_context(
            ir_sequence_date=company._policy_today()
        ).next_by_code(code)

    @api.model
    def _create_missing_policy_sequences(self):
        """For the companies that were there before an addon that numbers something."""
        self.search(Domain.TRUE)._create_policy_sequences()

    def _in_policy_lang(self, records):
        """Records whose texts come as the company writes: what is kept for many readers

        Scheduled actions have no language of their own.
        """
        self.ensure_one()
        return records.with_context(lang=self.partner_id.lang or self.env.lang)

    def _policy_now(self):
        """The current time, aware, in the policy time zone"""
        return self._get_policy_time(fields.Datetime.now())

    def _policy_today(self):
        """Today's date in the policy time zone"""
        return self._policy_now().date()

    def _get_policy_time(self, moment):
        """A moment in UTC, as fields hold it, in the policy time zone; aware"""
        self.ensure_one()
        return pytz.utc.localize(moment).astimezone(pytz.timezone(self.policy_tz))

    def _get_policy_date(self, moment):
        """The day of a moment in the policy time zone, or ``False`` without one."""
        return bool(moment) and self._get_policy_time(moment).date()

    @api.model
    def _get_domain_by_day(self, get_condition):
        """A condition on today, which each company has by its own clock

        :param get_condition: the condition for records of a company, as Domain
        """
        return Domain.OR(
            Domain("company_id", "=", company.id) & get_condition(company)
            for company in self.search(Domain.TRUE)
        )

    @api.model
    def _get_before_today_domain(self, name):
        """Records whose day is over, each by the day of its company

        :param str name: a date field
        """
        return self._get_domain_by_day(
            lambda company: Domain(name, "<", company._policy_today())
        )

    def _policy_moment(self, day, at=time.min):
        """A day and time of the clock in the policy time zone, as fields hold it

        :return: naive, in UTC
        """
        self.ensure_one()
        local = pytz.timezone(self.policy_tz).localize(datetime.combine(day, at))
        return local.astimezone(pytz.utc).replace(tzinfo=None)
