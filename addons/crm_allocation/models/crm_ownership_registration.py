# Copyright 2026 Customer Policy Suite contributors
# License AGPL-3.0 or later (https://www.gnu.org/licenses/agpl).

from datetime import timedelta

from odoo import api, fields, models
from odoo.fields import Domain
from odoo.tools import SQL
from odoo.tools.i18n import format_list


class CrmOwnership(models.Model):
    """Customers who got a salesperson on their form and were never registered.

    Within the time to register they are to be registered; after it they count for the
    department (ALC-01, ALC-13). The salesperson is told before.
    """

    _inherit = "crm.ownership"

    registration_id = fields.Many2one(
        "crm.allocation.registration",
        readonly=True,
        ondelete="set null",
        index="btree_not_null",
    )
    registration_deadline = fields.Datetime(
        string="Register Until",
        readonly=True,
        help="The salesperson was entered on the customer's form: until then the "
        "customer is to be registered.",
    )
    department_from = fields.Datetime(
        string="For the Department From",
        readonly=True,
        help="Invoices before this moment count for the salesperson. Empty: what the "
        "line says holds for all of its time.",
    )
    is_registration_told = fields.Boolean(readonly=True)
    is_unregistered = fields.Boolean(
        string="Not Registered",
        compute="_compute_is_unregistered",
        search="_search_is_unregistered",
    )

    _unregistered_idx = models.Index(
        "(registration_deadline) WHERE date_to IS NULL AND registration_id IS NULL"
        " AND registration_deadline IS NOT NULL"
    )

    @api.depends("registration_deadline", "registration_id")
    def _compute_is_unregistered(self):
        for line in self:
            line.is_unregistered = bool(
                line.registration_deadline and not line.registration_id
            )

    def _search_is_unregistered(self, operator, value):
        if operator != "in":
            return NotImplemented
        open_ones = Domain("registration_deadline", "!=", False) & Domain(
            "registration_id", "=", False
        )
        return Domain.OR(open_ones if wanted else ~open_ones for wanted in value)

    def _after_transfer(self, former):
        """A new customer with a salesperson from the form is to be registered."""
        result = super()._after_transfer(former)
        if self.env.user._is_superuser() or self.env.user.has_group(
            "crm_policy.group_officer"
        ):
            return result
        entered = self.filtered(
            lambda line: line.source == "form"
            and line.holder == "person"
            and (line.partner_id, line.company_id) not in former
        )
        for company, lines in entered.grouped("company_id").items():
            lines.registration_deadline = fields.Datetime.now() + timedelta(
                hours=company.sudo().allocation_registration_hours  # sudo: a setting
            )
        return result

    def _set_registered(self, registration):
        # sudo: the ledger is written by steps only
        self.sudo().registration_id = registration

    @api.model
    def _cron_registration(self):
        """Who owns customers that were never registered is told; later they count for
        the department."""
        now = fields.Datetime.now()
        self._tell_unregistered(now)
        self.flush_model()
        companies = self.env["res.company"].search(Domain.TRUE)
        # raw SQL: one statement for any number of customers
        self.env.cr.execute(
            SQL(
                """
                UPDATE crm_ownership line
                   SET attribution = 'department', attribution_reason = said.reason,
                       department_from = line.registration_deadline
                  FROM unnest(%s, %s) AS said(company_id, reason)
                 WHERE line.company_id = said.company_id
                   AND line.date_to IS NULL AND line.registration_id IS NULL
                   AND line.registration_deadline < %s AND line.is_registration_told
                   AND line.attribution = 'person'
                """,
                companies.ids,
                [company._get_unregistered_reason() for company in companies],
                now,
            )
        )
        self.invalidate_model(["attribution", "attribution_reason", "department_from"])

    @api.model
    def _tell_unregistered(self, now):
        """One message a person, naming what is to be registered, once a customer."""
        companies = self.env["res.company"].search(Domain.TRUE)
        due = Domain.OR(
            Domain("company_id", "=", company.id)
            & Domain(
                "registration_deadline",
                "<=",
                now + timedelta(hours=company.allocation_registration_remind),
            )
            for company in companies
        )
        lines = self.search(
            due
            & Domain("is_unregistered", "=", True)
            & Domain("date_to", "=", False)
            & Domain("is_registration_told", "=", False)
        )
        for user, theirs in lines.grouped("user_id").items():
            records = theirs.with_context(lang=user.lang)
            self.env["mail.thread"].message_notify(
                partner_ids=user.partner_id.ids,
                subject=records.env._("Customers to be registered"),
                body=records.env._(
                    "Register these customers with sales administration, else they "
                    "count for the department: %(names)s",
                    names=format_list(self.env, records.partner_id.mapped("name")),
                ),
            )
        lines.is_registration_told = True

    def action_register(self):
        """A registration of this customer, with what is known of it."""
        self.ensure_one()
        customer = self.partner_id
        return {
            "type": "ir.actions.act_window",
            "res_model": "crm.allocation.registration",
            "views": [(False, "form")],
            "context": {
                "default_partner_id": customer.id,
                "default_customer_name": customer.name,
                "default_is_company": customer.is_company,
                "default_user_id": self.user_id.id,
                "default_developed_on": self.date_from,
                "default_phone": customer.phone,
                "default_email": customer.email,
                "default_website": customer.website,
                "default_vat": customer.vat,
                "default_street": customer.street,
                "default_city": customer.city,
                "default_state_id": customer.state_id.id,
                "default_country_id": customer.country_id.id,
                "default_industry_id": customer.industry_id.id,
                "default_customer_source_id": customer.customer_source_id.id,
            },
        }

    def action_hold(self):
        """Found unreported: the company takes the customer and allocates it (ALC-20).

        :raises AccessError: for all but the director and delegates
        """
        self.company_id._check_may_allocate()
        self._transfer(
            [
                {
                    "partner_id": line.partner_id.id,
                    "company_id": line.company_id.id,
                    "source": "intake",
                    "reason": self.env._("Found unreported"),
                    "approved_by_id": self.env.uid,
                }
                for line in self
            ]
        )
        registrations = self.env["crm.allocation.registration"]
        for company, lines in self.grouped("company_id").items():
            registrations.with_company(company)._after_intake(lines.partner_id)
