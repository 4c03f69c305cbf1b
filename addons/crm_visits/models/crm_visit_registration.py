# Copyright 2026 Customer Policy Suite contributors
# License AGPL-3.0 or later (https://www.gnu.org/licenses/agpl).

from collections import defaultdict
from datetime import timedelta

import pytz

from odoo import api, fields, models
from odoo.exceptions import AccessError, UserError
from odoo.fields import Domain
from odoo.tools import split_every
from odoo.tools.i18n import format_list

from ..engine.registration import LOOK_AHEAD_DAYS, registration_deadline

REMIND_BATCH = 100


class CrmVisitRegistration(models.Model):
    """New-customer registration form 新顾客登记表 of a walk-in customer (VIS-08).

    The person on duty is first responsible and has it filled; the branch accountant
    makes the customer's record the same day before the hour, else it counts as late.
    """

    _name = "crm.visit.registration"
    _inherit = [
        "crm.policy.decision.mixin",
        "crm.policy.reason.mixin",
        "crm.policy.upload.mixin",
        "crm.visit.intake.mixin",
    ]
    _description = "Walk-in Registration"
    _order = "received_at desc, id desc"
    _rec_names_search = ["name", "customer_name", "phone"]
    _check_company_auto = True
    _first_state = "registered"
    _upload_field = "scan_ids"
    _source_code = "walk_in"

    name = fields.Char(string="Number", readonly=True, copy=False)
    customer_name = fields.Char(required=True, tracking=True)
    team_id = fields.Many2one(
        "crm.team",
        string="Branch",
        check_company=True,
        index="btree_not_null",
        tracking=True,
        default=lambda self: self.env.user.sale_team_id,
    )
    user_id = fields.Many2one(
        "res.users",
        string="Person on Duty",
        required=True,
        check_company=True,
        index=True,
        tracking=True,
        domain=[("share", "=", False)],
        default=lambda self: self.env.user,
        help="Received the customer and is first responsible.",
    )
    received_at = fields.Datetime(
        string="Received on",
        required=True,
        default=fields.Datetime.now,
        index=True,
        tracking=True,
    )
    needs = fields.Text(help="What the customer looks for.")
    product_ids = fields.Many2many("product.template", string="Products of Interest")
    signature = fields.Binary(
        string="Customer's Signature", attachment=True, copy=False
    )
    is_filled_by_customer = fields.Boolean(string="Filled by the Customer")
    scan_ids = fields.Many2many("ir.attachment", string="Scans of the Form", copy=False)
    deadline = fields.Datetime(
        string="Record due by",
        readonly=True,
        copy=False,
        index=True,
        help="The same day before the hour of the settings; who comes later or on a "
        "day off counts for the next working day of the branch.",
    )
    recorded_at = fields.Datetime(string="Recorded on", readonly=True, copy=False)
    recorded_by_id = fields.Many2one("res.users", readonly=True, copy=False)
    is_new_customer = fields.Boolean(string="New Customer", readonly=True, copy=False)
    is_late = fields.Boolean(
        string="Recorded Late", readonly=True, copy=False, index=True
    )
    is_waiting_late = fields.Boolean(
        string="Record Overdue",
        compute="_compute_is_waiting_late",
        search="_search_is_waiting_late",
    )
    is_reminded = fields.Boolean(readonly=True, copy=False)
    may_record = fields.Boolean(compute="_compute_may_record")
    recorder_names = fields.Char(
        string="Makes the Record", compute="_compute_recorder_names"
    )
    closing_note = fields.Text(
        string="Reason", readonly=True, copy=False, tracking=True
    )
    state = fields.Selection(
        [
            ("registered", "Registered"),
            ("recorded", "Customer Recorded"),
            ("duplicate", "Duplicate"),
            ("cancelled", "Cancelled"),
        ],
        required=True,
        readonly=True,
        default="registered",
        copy=False,
        index=True,
        tracking=True,
        group_expand=True,
    )

    _number_uniq = models.UniqueIndex(
        "(company_id, name)", "This number is used already in this company."
    )
    _waiting_idx = models.Index("(deadline) WHERE state = 'registered'")

    # Compute

    @api.depends("name", "customer_name")
    def _compute_display_name(self):
        for registration in self:
            parts = filter(None, (registration.name, registration.customer_name))
            registration.display_name = " ".join(parts)

    @api.depends("state", "deadline")
    def _compute_is_waiting_late(self):
        now = fields.Datetime.now()
        for registration in self:
            registration.is_waiting_late = bool(
                registration.state == "registered"
                and registration.deadline
                and registration.deadline <= now
            )

    def _search_is_waiting_late(self, operator, value):
        if operator != "in":
            return NotImplemented
        late = Domain("state", "=", "registered") & Domain(
            "deadline", "<=", fields.Datetime.now()
        )
        return Domain.OR(late if wanted else ~late for wanted in value)

    @api.depends("team_id", "company_id")
    @api.depends_context("uid")
    def _compute_may_record(self):
        for registration in self:
            registration.may_record = registration._is_recorder()

    @api.depends("team_id", "company_id")
    def _compute_recorder_names(self):
        for registration in self:
            people = registration._get_recorders()
            registration.recorder_names = format_list(self.env, people.mapped("name"))

    # CRUD

    @api.model_create_multi
    def create(self, vals_list):
        registrations = super().create(vals_list)
        registrations._check_received()
        # sudo: the number is closed to everybody else (see write)
        for registration in registrations.sudo():
            registration.name = registration.company_id._next_policy_number(
                "crm.visit.registration"
            )
        registrations._set_deadlines()
        registrations._ask_recorders()
        return registrations

    def write(self, vals):
        self._check_open(vals)
        res = super().write(vals)
        if vals.keys() & {"received_at", "team_id"}:
            self._check_received()
            self._set_deadlines()
            self._close_request()
            self._ask_recorders()
        return res

    @api.ondelete(at_uninstall=False)
    def _unlink_except_numbered(self):
        if self:
            raise UserError(
                self.env._("A registration has a number and is cancelled, not deleted.")
            )

    def _get_decision_fields(self):
        return super()._get_decision_fields() | {
            "name",
            "deadline",
            "recorded_at",
            "recorded_by_id",
            "is_new_customer",
            "is_late",
            "is_reminded",
            "closing_note",
        }

    def _check_received(self):
        """Nobody gets more time by a date that is still to come."""
        now = fields.Datetime.now()
        if any(registration.received_at > now for registration in self):
            raise UserError(self.env._("The customer cannot have come later than now."))

    def _set_deadlines(self):
        """One look at the working calendar for each company."""
        for company, registrations in self.grouped("company_id").items():
            days = registrations.mapped(lambda record: record.received_at.date())
            # a day more on each side: the branch may live in another time zone
            working = company._get_visit_working_dates(
                min(days) - timedelta(days=1),
                max(days) + timedelta(days=LOOK_AHEAD_DAYS + 1),
            )
            for registration in registrations:
                deadline = registration_deadline(
                    registration.received_at,
                    company.visit_registration_hour,
                    registration._get_tz(),
                    working.__contains__,
                )
                registration._decide({"deadline": deadline, "is_reminded": False})

    def _get_tz(self):
        self.ensure_one()
        return self.team_id._get_visit_tz(self.company_id)

    # Who makes the record

    def _get_recorders(self):
        """The people of the branch; where it has none, the managers."""
        self.ensure_one()
        people = self.team_id._get_visit_recorders(self.company_id)
        return people or self._get_deciding_managers()

    def _is_recorder(self):
        self.ensure_one()
        return self.env.user.has_group("crm_policy.group_officer") or (
            self.env.user in self._get_recorders()
        )

    def _check_recorder(self):
        if not all(registration._is_recorder() for registration in self):
            raise AccessError(
                self.env._(
                    "The customer's record is made by the branch accountant or by "
                    "sales administration."
                )
            )

    def _ask_recorders(self):
        """An activity for each of those who make the record, due on the day."""
        for registration in self:
            day = pytz.utc.localize(registration.deadline).astimezone(
                pytz.timezone(registration._get_tz())
            )
            for user in registration._get_recorders():
                # sudo: the counter asks the accountant, whoever stands there
                record = registration.sudo().with_context(lang=user.lang)
                record.activity_schedule(
                    "crm_visits.mail_activity_type_registration",
                    date_deadline=day.date(),
                    summary=record._get_request_summary(),
                    user_id=user.id,
                )

    def _get_request_summary(self):
        return self.env._(
            "Make the customer record of %(customer)s", customer=self.customer_name
        )

    def _close_request(self):
        # sudo: the activities of all who were asked end, not only one's own
        self.sudo().activity_unlink(["crm_visits.mail_activity_type_registration"])

    # Steps

    def action_create_customer(self):
        """Makes the customer's record from the form."""
        self._check_recorder()
        self._lock("registered")
        for registration in self:
            if registration.partner_id:
                raise UserError(
                    self.env._(
                        "%(registration)s names a known customer: link it instead.",
                        registration=registration.display_name,
                    )
                )
        self._check_not_known()
        self._create_customers()
        self._close_recorded(is_new=True)

    def action_link_customer(self):
        """The customer is in the books already, or was made elsewhere."""
        self._check_recorder()
        self._lock("registered")
        self._check_linked()
        self._close_recorded(is_new=False)

    def action_duplicate(self):
        """The customer was registered before, or is known for long."""
        self._check_recorder()
        self._lock("registered")
        self._check_linked()
        self._decide(
            {
                "state": "duplicate",
                "recorded_at": fields.Datetime.now(),
                "recorded_by_id": self.env.uid,
            }
        )
        self._close_request()

    def _check_linked(self):
        for registration in self:
            if not registration.partner_id:
                raise UserError(
                    self.env._(
                        "Choose the known customer of %(registration)s first.",
                        registration=registration.display_name,
                    )
                )
        self._check_customer()

    def _close_recorded(self, is_new):
        now = fields.Datetime.now()
        for registration in self:
            registration._decide(
                {
                    "state": "recorded",
                    "recorded_at": now,
                    "recorded_by_id": self.env.uid,
                    "is_new_customer": is_new,
                    "is_late": now >= registration.deadline,
                }
            )
        self._close_request()

    def action_cancel(self):
        """Asks for the reason."""
        return self._ask_reason("cancel")

    def _get_reasoned_steps(self):
        return {"cancel": (self._cancel, self.env._("Cancel Registration"))}

    def _cancel(self, reason):
        """:param str reason: why no customer comes of it"""
        self._lock("registered")
        self._decide({"state": "cancelled", "closing_note": reason})
        self._close_request()

    # Reminder

    @api.model
    def _cron_remind(self):
        """Reminds those who make the records shortly before the hour, once."""
        now = fields.Datetime.now()
        companies = self.env["res.company"].search(
            [("visit_registration_remind", ">", 0)]
        )
        due = Domain.OR(
            Domain("company_id", "=", company.id)
            & Domain(
                "deadline",
                "<=",
                now + timedelta(hours=company.visit_registration_remind),
            )
            for company in companies
        )
        due &= Domain("state", "=", "registered") & Domain("is_reminded", "=", False)
        waiting = self.search(due, order="deadline, id")
        self.env["ir.cron"]._commit_progress(remaining=len(waiting))
        for ids in split_every(REMIND_BATCH, waiting.ids):
            self.browse(ids).try_lock_for_update()._remind()
            if not self.env["ir.cron"]._commit_progress(len(ids)):
                break

    def _remind(self):
        """One message a person, naming what waits.

        Where nobody could be asked, the next run tries again.
        """
        by_user = defaultdict(self.browse)
        for registration in self:
            for user in registration._get_recorders():
                by_user[user] |= registration
        for user, registrations in by_user.items():
            records = registrations.with_context(lang=user.lang)
            body = records.env._(
                "Make the records of these new customers before the hour: %(names)s",
                names=format_list(self.env, records.mapped("display_name")),
            )
            records[:1].message_notify(
                partner_ids=user.partner_id.ids,
                subject=records.env._("New customers wait for their record"),
                body=body,
            )
        reminded = self.browse().union(*by_user.values())
        reminded._decide({"is_reminded": True})
