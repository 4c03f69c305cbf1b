# Copyright 2026 Customer Policy Suite contributors
# License AGPL-3.0 or later (https://www.gnu.org/licenses/agpl).

from odoo import fields, models
from odoo.exceptions import UserError
from odoo.tools import format_date
from odoo.tools.i18n import format_list

from ..engine.registration import get_missing


class CrmAllocationRegistration(models.Model):
    """From the salesperson's draft to the owner in the ledger (ALC-01, ALC-02)."""

    _inherit = "crm.allocation.registration"

    def action_submit(self):
        """Hands the registration to the clerk; from now on nobody else may register
        this customer."""
        self._lock("draft")
        self._check_contents()
        self._check_chosen()
        self._check_hits()
        self._take_keys()
        now = fields.Datetime.now()
        for registration in self:
            # returned for correction: it was with the clerk when it first came
            submitted_on = registration.submitted_on or now
            registration._decide(
                {
                    "state": "submitted",
                    "submitted_on": submitted_on,
                    "is_late": submitted_on > registration.deadline,
                    **registration._prepare_hours(),
                }
            )
            registration._ask_clerks()

    def action_check(self):
        """The clerk found it right: the customer is who registered it's (ALC-01)."""
        self._check_clerk()
        self._lock("submitted")
        self._check_chosen()
        self._check_hits()
        new = self.filtered(lambda registration: not registration.partner_id)
        new._create_customers()
        (self - new)._link_contacts()
        self._enter_customers()
        lines = self._transfer_customers()
        now = fields.Datetime.now()
        for registration, line in zip(self, lines, strict=True):
            line._set_registered(registration)
            registration._decide(
                {
                    "state": "registered",
                    "checked_by_id": self.env.uid,
                    "checked_on": now,
                    "is_new_customer": registration in new,
                    "ownership_id": line.id,
                }
            )
            registration._close_request()
            told = registration._for_registrant()
            told._notify_registrant(told._get_registered_sentence(line))

    def action_refuse(self):
        return self._ask_reason("refuse")

    def action_return(self):
        return self._ask_reason("return")

    def action_cancel(self):
        return self._ask_reason("cancel")

    def action_clear(self):
        return self._ask_reason("clear")

    def _get_reasoned_steps(self):
        return {
            "refuse": (self._refuse, self.env._("Refuse Registration")),
            "return": (self._return, self.env._("Return for Correction")),
            "cancel": (self._cancel, self.env._("Cancel Registration")),
            "clear": (self._clear, self.env._("Let It Be Registered")),
        }

    def _refuse(self, reason):
        """No customer comes of it; who registered is told why."""
        self._check_clerk()
        self._close("submitted", "refused", reason)
        for registration in self:
            told = registration._for_registrant()
            told._notify_registrant(told.env._("Refused: %(reason)s", reason=reason))

    def _return(self, reason):
        """Something is to be corrected; the customer stays free meanwhile."""
        self._check_clerk()
        self._close("submitted", "draft", reason)
        for registration in self:
            told = registration._for_registrant()
            told._notify_registrant(
                told.env._("To be corrected: %(reason)s", reason=reason)
            )

    def _cancel(self, reason):
        self._close("draft", "cancelled", reason)

    def _clear(self, reason):
        """The company lets it be registered beside what it was taken for (ALC-01).

        :raises AccessError: for all but the director and delegates
        """
        self.company_id._check_may_allocate()
        self._lock("draft", "submitted")
        self._decide({"cleared_by_id": self.env.uid, "clearance_reason": reason})
        for registration in self:
            told = registration._for_registrant()
            told._notify_registrant(
                told.env._("It may be registered: %(reason)s", reason=reason)
            )

    def _close(self, state, new_state, reason):
        self._lock(state)
        self._decide({"state": new_state, "closing_note": reason})
        self._release_keys()
        self._close_request()

    # Checks

    def _check_clerk(self):
        """Sales administration checks, and nobody what one registered oneself."""
        self.browse().check_access("write")
        for registration in self:
            if registration.user_id == self.env.user and not (
                registration.company_id._may_allocate()
            ):
                raise UserError(
                    self.env._(
                        "%(registration)s is your own: somebody else checks it.",
                        registration=registration.display_name,
                    )
                )
        if not self.env["res.users"]._acts_as("officer"):
            raise UserError(
                self.env._("Sales administration checks registrations, nobody else.")
            )

    def _check_contents(self):
        """All that the form asks, and nothing impossible (ALC-02)."""
        now = fields.Datetime.now()
        for registration in self:
            missing = get_missing(
                {name: bool(registration[name]) for name in self._get_asked_names()},
                registration.is_intake,
            )
            if missing:
                raise UserError(
                    self.env._(
                        "%(registration)s lacks: %(fields)s.",
                        registration=registration.display_name,
                        fields=format_list(self.env, registration._get_labels(missing)),
                    )
                )
            registration._check_numbers()
            if registration.developed_on > now:
                raise UserError(
                    self.env._("The customer cannot have been found later than now.")
                )
            found = registration.company_id._get_policy_date(registration.developed_on)
            if registration.demand_date and registration.demand_date < found:
                raise UserError(
                    self.env._("The demand is dated before the customer was found.")
                )
            if (
                registration.suggested_class_id
                and registration.class_id != registration.suggested_class_id
                and not (registration.class_reason or "").strip()
            ):
                raise UserError(
                    self.env._(
                        "The expected price reaches class %(suggested)s. Say why it is "
                        "%(class)s.",
                        suggested=registration.suggested_class_id.code,
                        **{"class": registration.class_id.code or "–"},
                    )
                )

    def _get_asked_names(self):
        return (
            "channel_id",
            "customer_source_id",
            "industry_id",
            "city",
            "demand",
            "demand_date",
            "contact_name",
            "expected_amount",
            "class_id",
            "is_company",
            "phone",
            "mobile",
            "email",
        )

    def _get_labels(self, names):
        return [
            self.env._("phone, mobile or e-mail")
            if name == "phone"
            else self._fields[name]._description_string(self.env)
            for name in names
        ]

    def _check_numbers(self):
        """What is no phone number or address at all is no contact data."""
        self.ensure_one()
        for name, key in (
            ("phone", "phone_key"),
            ("mobile", "mobile_key"),
            ("email", "email_key"),
        ):
            if self[name] and not self[key]:
                raise UserError(
                    self.env._(
                        "“%(value)s” cannot be right. Correct the field %(field)s.",
                        value=self[name],
                        field=self._fields[name]._description_string(self.env),
                    )
                )

    def _check_chosen(self):
        """The known customer that was chosen is free for who registers."""
        self._check_customer()
        lines = {
            (line.partner_id, company): line
            for company, theirs in self.grouped("company_id").items()
            for line in theirs.partner_id._get_open_ownership(company)
        }
        for registration in self.filtered("partner_id"):
            customer = registration.partner_id
            company = registration.company_id
            reason = self.env["crm.ownership"]._get_transfer_refusal(
                customer.sudo(),  # sudo: its name and company, for the message
                company,
                registration.user_id.sudo(),  # sudo: whether the person is active
            )
            if reason:
                raise UserError(reason)
            line = lines.get((customer, company), self.env["crm.ownership"])
            if registration.is_intake or registration._get_status(customer, line) in (
                "free",
                "unregistered",
            ):
                continue
            if line.user_id == registration.user_id:
                raise UserError(
                    self.env._(
                        "%(customer)s is yours and registered already.",
                        customer=customer.display_name,
                    )
                )
            raise UserError(
                self.env._(
                    "%(customer)s has an owner, is in a pool or waits for allocation. "
                    "The director or a delegate decides: %(people)s.",
                    customer=customer.display_name,
                    people=registration._get_deciders(),
                )
            )

    # What follows

    def _take_keys(self):
        """From now on these names and numbers are this registration's (ALC-01)."""
        keys = self.env["crm.allocation.registration.key"]
        for registration in self:
            held = keys._take(registration, registration._get_claims())
            if held and not registration.cleared_by_id:
                registration.invalidate_recordset(["duplicate_note", "is_blocked"])
                registration._check_hits()
                raise UserError(
                    self.env._(
                        "%(name)s is being registered by somebody else just now.",
                        name=registration.customer_name,
                    )
                )

    def _release_keys(self):
        # sudo: keys are written by the steps only
        keys = self.env["crm.allocation.registration.key"].sudo()
        keys.search([("registration_id", "in", self.ids)]).unlink()

    def _prepare_customer_vals(self):
        return {
            **super()._prepare_customer_vals(),
            "website": self.website,
            "industry_id": self.industry_id.id,
            "phone": self.phone or (not self._has_contact() and self.mobile),
            "allocation_class_id": self.class_id.id,
        }

    def _prepare_contact_vals(self, customer):
        return {
            **super()._prepare_contact_vals(customer),
            "phone": self.mobile or self.phone,
        }

    def _enter_customers(self):
        """The class judged and what was not known yet, on the customers."""
        for registration in self:
            # sudo: who takes a call may not edit the customer
            customer = registration.partner_id.sudo()
            vals = {"allocation_class_id": registration.class_id.id}
            for name in ("industry_id", "customer_source_id", "website"):
                if not customer[name] and registration[name]:
                    vals[name] = registration._fields[name].convert_to_write(
                        registration[name], registration
                    )
            customer.write(vals)

    def _transfer_customers(self):
        """Into the ledger, protected from today on (ALC-03)."""
        return self.env["crm.ownership"]._transfer(
            [
                {
                    "partner_id": registration.partner_id.id,
                    "company_id": registration.company_id.id,
                    "user_id": registration.user_id.id,
                    "source": "registration",
                    "team_id": registration.team_id.id,
                    "approved_by_id": self.env.uid,
                    "protected_until": registration.company_id._get_protection_end(),
                    "origin_model": registration._name,
                    "origin_id": registration.id,
                }
                for registration in self
            ]
        )

    def _get_registered_sentence(self, line):
        return self.env._(
            "%(customer)s is registered and yours, protected until %(date)s.",
            customer=self.customer_name,
            date=format_date(self.env, line.protected_until),
        )

    def _for_registrant(self):
        """In the language of who registered.

        sudo: who decides tells, whatever the person told may read.
        """
        self.ensure_one()
        return self.sudo().with_context(lang=self.user_id.sudo().lang)

    def _notify_registrant(self, text):
        self.message_notify(
            partner_ids=self.user_id.partner_id.ids,
            subject=self.display_name,
            body=text,
        )

    # Who is asked

    def _get_clerks(self):
        """Sales administration of the company: officers, who are no managers."""
        self.ensure_one()
        return self._get_clerks_of(self.company_id)

    def _get_clerks_of(self, company):
        # sudo: who registers need not be able to read who has which role
        officers = self.env.ref("crm_policy.group_officer").sudo().all_user_ids
        officers = officers.filtered(
            lambda user: company in user.company_ids
            and not user.share
            and not user._is_superuser()
        )
        managers = self._get_managers(company)
        return (officers - managers) or managers

    def _ask_clerks(self):
        for user in self._get_clerks() - self.user_id:
            # sudo: who registers asks the clerk
            record = self.sudo().with_context(lang=user.lang)
            record.activity_schedule(
                "crm_allocation.mail_activity_type_registration",
                summary=record._get_request_summary(),
                user_id=user.id,
            )

    def _get_request_summary(self):
        return self.env._(
            "Check the registration of %(customer)s", customer=self.customer_name
        )

    def _close_request(self):
        # sudo: the activities of all clerks end, not only one's own
        self.sudo().activity_unlink(["crm_allocation.mail_activity_type_registration"])
