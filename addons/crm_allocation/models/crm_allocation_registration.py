# Copyright 2026 Customer Policy Suite contributors
# License AGPL-3.0 or later (https://www.gnu.org/licenses/agpl).

from datetime import timedelta

from odoo import api, fields, models
from odoo.exceptions import UserError
from odoo.fields import Domain

from odoo.addons.crm_policy.engine.duplicates import phone_key


class CrmAllocationRegistration(models.Model):
    """A customer registered with sales administration 客户资源信息登记 (ALC-01, 02).

    Who registers first owns, from the day on which the clerk has checked it; customers
    who call are taken in on the same form and wait for allocation (ALC-20).
    """

    _name = "crm.allocation.registration"
    _inherit = [
        "crm.policy.decision.mixin",
        "crm.policy.reason.mixin",
        "crm.policy.intake.mixin",
        "crm.policy.xlsx.mixin",
    ]
    _description = "Customer Registration"
    _order = "developed_on desc, id desc"
    _rec_names_search = ["name", "customer_name"]
    _check_company_auto = True

    name = fields.Char(string="Number", readonly=True, copy=False)
    kind = fields.Selection(
        [
            ("own", "Own Development"),
            ("call", "Call"),
            ("online", "Online"),
            ("other", "Other Intake"),
        ],
        required=True,
        default="own",
        tracking=True,
        help="Who developed a customer owns it; who calls is allocated by the company.",
    )
    is_intake = fields.Boolean(compute="_compute_is_intake")
    channel_id = fields.Many2one(
        "crm.allocation.intake.channel",
        string="Reached Us By",
        ondelete="restrict",
        index="btree_not_null",
        tracking=True,
    )
    customer_name = fields.Char(required=True, tracking=True)
    user_id = fields.Many2one(
        "res.users",
        string="Registered By",
        required=True,
        check_company=True,
        index=True,
        tracking=True,
        domain=[("share", "=", False)],
        default=lambda self: self.env.user,
        help="The salesperson who found the customer, or the agent who took the call.",
    )
    team_id = fields.Many2one(
        "crm.team",
        check_company=True,
        index="btree_not_null",
        default=lambda self: self.env.user.sale_team_id,
    )
    developed_on = fields.Datetime(
        string="Found On",
        required=True,
        index=True,
        tracking=True,
        default=fields.Datetime.now,
        help="When the customer was found, or called: the time to register runs from "
        "then.",
    )
    industry_id = fields.Many2one("res.partner.industry", ondelete="restrict")
    mobile = fields.Char()
    mobile_key = fields.Char(
        string="Mobile to Compare", compute="_compute_mobile_key", store=True
    )
    website = fields.Char()
    demand = fields.Text(help="What the customer needs, how much, for what.")
    demand_date = fields.Date(
        string="Needed By", help="When the customer needs it, as far as is known."
    )
    currency_id = fields.Many2one(
        "res.currency",
        required=True,
        ondelete="restrict",
        default=lambda self: self.env.company.currency_id,
    )
    expected_amount = fields.Monetary(string="Expected Price", tracking=True)
    expected_payment = fields.Char(
        help="How and when the customer will pay, as far as is known."
    )
    suggested_class_id = fields.Many2one(
        "crm.allocation.class",
        string="Class by Amount",
        compute="_compute_suggested_class_id",
        help="The class that the expected price reaches.",
    )
    class_id = fields.Many2one(
        "crm.allocation.class",
        compute="_compute_class_id",
        store=True,
        precompute=True,
        readonly=False,
        index="btree_not_null",
        ondelete="restrict",
        tracking=True,
        help="What the customer is judged to be worth.",
    )
    class_reason = fields.Char(
        string="Why Another Class",
        tracking=True,
        help="Why the class is not the one that the expected price reaches.",
    )
    class_guide = fields.Text(string="How to Judge", compute="_compute_class_guide")

    deadline = fields.Datetime(
        string="Register Until", compute="_compute_deadline", store=True, index=True
    )
    submitted_on = fields.Datetime(
        readonly=True,
        copy=False,
        index=True,
        help="When it was first submitted; being returned for correction does not "
        "change it.",
    )
    is_late = fields.Boolean(
        string="Submitted Late", readonly=True, copy=False, index=True
    )
    is_overdue = fields.Boolean(
        string="Overdue",
        compute="_compute_is_overdue",
        search="_search_is_overdue",
    )
    is_out_of_hours = fields.Boolean(
        string="Out of Hours",
        readonly=True,
        copy=False,
        help="Came when the company was closed: registered first, contacted at the "
        "next opening.",
    )
    contact_from = fields.Datetime(
        string="To Be Contacted From", readonly=True, copy=False
    )
    checked_by_id = fields.Many2one("res.users", readonly=True, copy=False)
    checked_on = fields.Datetime(readonly=True, copy=False)
    is_new_customer = fields.Boolean(string="New Customer", readonly=True, copy=False)
    ownership_id = fields.Many2one(
        "crm.ownership",
        string="In the Ledger",
        readonly=True,
        copy=False,
        index="btree_not_null",
    )
    protected_until = fields.Date(related="ownership_id.protected_until")
    closing_note = fields.Text(
        string="Reason", readonly=True, copy=False, tracking=True
    )
    state = fields.Selection(
        [
            ("draft", "Draft"),
            ("submitted", "To Check"),
            ("registered", "Registered"),
            ("refused", "Refused"),
            ("cancelled", "Cancelled"),
        ],
        required=True,
        readonly=True,
        default="draft",
        copy=False,
        index=True,
        tracking=True,
        group_expand=True,
    )

    _number_uniq = models.UniqueIndex(
        "(company_id, name)", "This number is used already in this company."
    )
    _amount_not_negative = models.Constraint(
        "CHECK(expected_amount >= 0)", "An expected price cannot be negative."
    )

    # Compute

    @api.depends("name", "customer_name")
    def _compute_display_name(self):
        for registration in self:
            parts = filter(None, (registration.name, registration.customer_name))
            registration.display_name = " ".join(parts)

    @api.depends("kind")
    def _compute_is_intake(self):
        for registration in self:
            registration.is_intake = registration.kind != "own"

    @api.depends("mobile", "country_id", "company_id")
    def _compute_mobile_key(self):
        for registration in self:
            country = registration.country_id or registration.company_id.country_id
            registration.mobile_key = phone_key(registration.mobile, country.code)

    @api.depends("expected_amount", "currency_id", "company_id", "developed_on")
    def _compute_suggested_class_id(self):
        classes = self.env["crm.allocation.class"]
        for registration in self:
            company = registration.company_id
            amount = registration.expected_amount
            if amount and registration.currency_id != company.currency_id:
                amount = registration.currency_id._convert(
                    amount,
                    company.currency_id,
                    company,
                    company._get_policy_date(
                        registration.developed_on or fields.Datetime.now()
                    ),
                )
            registration.suggested_class_id = amount and classes._get_class(amount)

    @api.depends("expected_amount", "currency_id")
    def _compute_class_id(self):
        """As suggested, until somebody judges otherwise."""
        for registration in self:
            registration.class_id = (
                registration.suggested_class_id or registration.class_id
            )

    @api.depends_context("lang")
    def _compute_class_guide(self):
        """来电客户判定标准: how the person at the telephone tells the classes apart."""
        guide = "\n".join(
            f"{class_.display_name}: {class_.standard}"
            for class_ in self.env["crm.allocation.class"].search(Domain.TRUE)
            if class_.standard
        )
        self.class_guide = guide or False

    @api.depends("developed_on")
    def _compute_deadline(self):
        for registration in self:
            hours = registration.company_id.allocation_registration_hours
            registration.deadline = registration.developed_on and (
                registration.developed_on + timedelta(hours=hours)
            )

    @api.depends("state", "deadline", "submitted_on", "is_late")
    def _compute_is_overdue(self):
        now = fields.Datetime.now()
        for registration in self:
            registration.is_overdue = bool(
                registration.state == "draft"
                and registration.deadline
                and registration.deadline < now
                and (not registration.submitted_on or registration.is_late)
            )

    def _search_is_overdue(self, operator, value):
        if operator != "in":
            return NotImplemented
        overdue = (
            Domain("state", "=", "draft")
            & Domain("deadline", "<", fields.Datetime.now())
            & (Domain("submitted_on", "=", False) | Domain("is_late", "=", True))
        )
        return Domain.OR(overdue if wanted else ~overdue for wanted in value)

    # CRUD

    @api.model_create_multi
    def create(self, vals_list):
        registrations = super().create(vals_list)
        # sudo: numbers are nobody's to write
        for registration in registrations.sudo():
            company = registration.company_id
            registration.name = company._next_policy_number(self._name)
        return registrations

    def write(self, vals):
        self._check_open(vals)
        return super().write(vals)

    @api.ondelete(at_uninstall=False)
    def _unlink_except_numbered(self):
        if self:
            raise UserError(
                self.env._("A registration has a number and is cancelled, not deleted.")
            )

    def _get_decision_fields(self):
        return super()._get_decision_fields() | {
            "name",
            "submitted_on",
            "is_late",
            "is_out_of_hours",
            "contact_from",
            "checked_by_id",
            "checked_on",
            "is_new_customer",
            "ownership_id",
            "closing_note",
            "cleared_by_id",
            "clearance_reason",
        }

    def action_print_xlsx(self):
        """The register 客户资源信息登记表 as a workbook."""
        return self._print_xlsx("crm_allocation.registration_xlsx")

    def action_set_developed(self):
        self.ensure_one()
        return self.ownership_id.action_set_developed()

    def action_open_customer(self):
        self.ensure_one()
        return self.partner_id._get_records_action(context={})
