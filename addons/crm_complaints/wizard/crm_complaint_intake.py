# Copyright 2026 Customer Policy Suite contributors
# License AGPL-3.0 or later (https://www.gnu.org/licenses/agpl).

from odoo import Command, api, fields, models
from odoo.exceptions import UserError
from odoo.fields import Domain
from odoo.tools import plaintext2html

from odoo.addons.crm_policy.engine import duplicates

# As many earlier cases as one reads while somebody is on the phone
SHOWN_CASES = 10


class CrmComplaintIntake(models.TransientModel):
    """What somebody at the phone or counter takes down in under a minute (CMP-01).

    The customer's cases show at once: a second report of the same becomes part of the
    first.
    """

    _name = "crm.complaint.intake"
    _description = "Take a Complaint Down"

    company_id = fields.Many2one(
        "res.company", required=True, default=lambda self: self.env.company
    )
    desk_id = fields.Many2one(
        "crm.complaint.desk",
        required=True,
        default=lambda self: self._default_desk_id(),
        domain="[('company_id', '=', company_id)]",
    )
    kind = fields.Selection(
        [
            ("complaint", "Complaint"),
            ("opinion", "Opinion"),
            ("information", "Wrong Information"),
        ],
        required=True,
        default="complaint",
    )
    channel_id = fields.Many2one(
        "crm.complaint.channel",
        required=True,
        default=lambda self: self.env.ref(
            "crm_complaints.crm_complaint_channel_phone", raise_if_not_found=False
        ),
    )
    require_scan = fields.Boolean(related="channel_id.require_scan")
    attachment_ids = fields.Many2many(
        "ir.attachment",
        "crm_complaint_intake_attachment_rel",
        string="Scans and Photos",
    )
    phone = fields.Char()
    email_from = fields.Char(string="E-mail")
    contact_name = fields.Char(string="Who Calls")
    partner_id = fields.Many2one(
        "res.partner",
        string="Customer",
        compute="_compute_partner_id",
        # found among those that the reader may see
        compute_sudo=False,
        store=True,
        readonly=False,
        domain="[('parent_id', '=', False), ('company_id', 'in', (False, company_id))]",
        help="Found by phone or e-mail when it is known; may stay empty.",
    )
    # whom phone and e-mail found last: another number finds another customer
    found_id = fields.Many2one("res.partner", string="Customer Found")
    contact_id = fields.Many2one(
        "res.partner",
        compute="_compute_contact_id",
        compute_sudo=False,
        store=True,
        readonly=False,
        domain="[('commercial_partner_id', '=?', partner_id)]",
    )
    customer_note = fields.Text(compute="_compute_customer_note")
    category_id = fields.Many2one(
        "crm.complaint.category",
        domain="['|', ('company_id', '=', False), ('company_id', '=', company_id),"
        " ('for_kind', 'in', (False, kind))]",
    )
    severity = fields.Selection(
        selection=lambda self: self.env["crm.complaint"]
        ._fields["severity"]
        ._description_selection(self.env),
        compute="_compute_severity",
        store=True,
        readonly=False,
    )
    unit_id = fields.Many2one(
        "crm.policy.unit",
        string="Department",
        compute="_compute_unit_id",
        store=True,
        readonly=False,
        domain="[('company_id', '=', company_id)]",
    )
    subject_name = fields.Char(
        string="About Which",
        help="Product, order, project or person, as the customer names it.",
    )
    name = fields.Char(string="Subject", required=True)
    description = fields.Text(string="What Happened")
    wish = fields.Text(string="Customer Wants")
    case_ids = fields.Many2many(
        "crm.complaint", string="Cases of the Customer", compute="_compute_case_ids"
    )
    case_note = fields.Text(compute="_compute_case_ids")
    same_id = fields.Many2one(
        "crm.complaint",
        string="Same as",
        compute="_compute_same_id",
        compute_sudo=False,
        store=True,
        readonly=False,
        domain="[('id', 'in', case_ids), ('state', 'not in', ('closed', 'cancelled'))]",
        help="The open case that the customer reports again.",
    )

    @api.model
    def _default_desk_id(self):
        """A desk where one sits, else the company's default."""
        desks = self.env["crm.complaint.desk"]
        company = self.env.company
        own = desks.search(
            [("user_ids", "in", self.env.uid), ("company_id", "=", company.id)], limit=1
        )
        return own or desks._get_default(company)

    # -- the customer ------------------------------------------------------------------

    def _get_keys(self):
        country = self.company_id.country_id.code
        return duplicates.Keys(
            phone=duplicates.phone_key(self.phone, country),
            email=duplicates.email_key(self.email_from),
            name=duplicates.name_key(self.contact_name),
        )

    def _find_customers(self):
        """Customers that the reader may see, with what they have in common."""
        finder = self.env["crm.policy.duplicate.finder"]
        keys = {0: self._get_keys()}
        found = finder._find(keys)
        fitting = {
            partner: kinds
            for partner, kinds in found.get(0, {}).items()
            if partner.company_id.id in (False, self.company_id.id)
        }
        return fitting, finder._get_hidden_notes(keys, found).get(0)

    @api.depends("phone", "email_from")
    def _compute_partner_id(self):
        """The one customer with this phone or address; a choice made by hand stays."""
        for intake in self.filtered(
            lambda record: record.partner_id in (record.found_id, record.partner_id[:0])
        ):
            found, _hidden = intake._find_customers()
            certain = [
                partner
                for partner, kinds in found.items()
                if partner.active and {"phone", "email"} & set(kinds)
            ]
            intake.found_id = certain[0].id if len(certain) == 1 else False
            intake.partner_id = intake.found_id

    @api.depends("partner_id", "phone", "email_from")
    def _compute_contact_id(self):
        for intake in self:
            keys = intake._get_keys()
            customer = intake.partner_id._origin
            chosen = intake.contact_id.commercial_partner_id._origin
            if chosen and chosen == customer:
                continue
            same = Domain.OR(
                Domain(field, "=", value)
                for field, value in (
                    ("phone_sanitized", keys.phone),
                    ("email_normalized", keys.email),
                )
                if value
            )
            intake.contact_id = customer and self.env["res.partner"].search(
                Domain("commercial_partner_id", "=", customer.id)
                & Domain("id", "!=", customer.id)
                & same,
                limit=1,
            )

    @api.depends("partner_id", "phone", "email_from", "contact_name")
    def _compute_customer_note(self):
        """Whom it may be, while no customer is chosen."""
        finder = self.env["crm.policy.duplicate.finder"]
        for intake in self:
            if intake.partner_id:
                intake.customer_note = False
                continue
            found, hidden = intake._find_customers()
            notes = (finder._describe(found), hidden)
            intake.customer_note = "\n".join(filter(None, notes)) or False

    # -- the complaint -----------------------------------------------------------------

    @api.depends("category_id")
    def _compute_severity(self):
        for intake in self:
            category = intake.category_id
            suggested = category and category._get_default_severity()
            intake.severity = suggested or intake.severity or "ordinary"

    @api.depends("category_id", "desk_id")
    def _compute_unit_id(self):
        for intake in self:
            category = intake.category_id
            unit = (category and category._get_default_unit()) or intake.unit_id
            unit = unit or intake.desk_id.unit_id
            intake.unit_id = unit if unit.company_id == intake.company_id else False

    # -- reported before? --------------------------------------------------------------

    def _get_draft(self):
        """The complaint that would be made, not stored; to compare it."""
        return self.env["crm.complaint"].new(
            {
                "name": self.name or "",
                "kind": self.kind,
                "company_id": self.company_id.id,
                "partner_id": self.partner_id._origin.id,
                "email_from": self.email_from,
                "category_id": self.category_id._origin.id,
                "subject_name": self.subject_name,
                "received_on": fields.Datetime.now(),
            }
        )

    @api.depends("partner_id", "email_from", "company_id")
    def _compute_case_ids(self):
        """The customer's latest cases, open ones first; others are counted only."""
        complaints = self.env["crm.complaint"]
        for intake in self:
            customer = intake._get_draft()._get_customer_domain()
            intake.case_ids = intake.case_note = False
            if not customer:
                continue
            domain = customer & Domain("company_id", "=", intake.company_id.id)
            is_open = complaints._get_open_domain()
            cases = complaints.search(
                domain & is_open, limit=SHOWN_CASES, order="received_on desc"
            )
            cases |= complaints.search(
                domain & ~is_open, limit=SHOWN_CASES, order="received_on desc"
            )
            intake.case_ids = [Command.set(cases[:SHOWN_CASES].ids)]
            # sudo: that others handle something for the customer is said as a number
            others = complaints.sudo().search_count(
                domain & is_open & Domain("is_confidential", "=", False)
            ) - complaints.search_count(
                domain & is_open & Domain("is_confidential", "=", False)
            )
            if others:
                intake.case_note = self.env._(
                    "%(count)s more open cases of this customer are with colleagues. "
                    "An officer can say whether it is the same.",
                    count=others,
                )

    @api.depends("partner_id", "email_from", "category_id", "subject_name", "kind")
    def _compute_same_id(self):
        for intake in self:
            intake.same_id = (
                intake._get_draft()._find_same()[:1] if intake.category_id else False
            )

    # -- saving ------------------------------------------------------------------------

    def action_save(self):
        """Numbered, with its receipt; the case opens."""
        return self._create_complaint()._get_records_action(context={})

    def action_save_report(self):
        """Saved and reported to the superior at once (CMP-02)."""
        complaint = self._create_complaint()
        complaint.action_report()
        return complaint._get_records_action(context={})

    def action_save_new(self):
        """Saved; the next call."""
        self._create_complaint()
        return self.env["ir.actions.act_window"]._for_xml_id(
            "crm_complaints.crm_complaint_intake_action"
        )

    def action_join(self):
        """Saved as a further report of the chosen case (CMP-01)."""
        self.ensure_one()
        if not self.same_id:
            raise UserError(
                self.env._("Choose the case that the customer reports again.")
            )
        complaint = self._create_complaint(part_of=self.same_id)
        complaint._join(self.same_id)
        return self.same_id._get_records_action(context={})

    def _create_complaint(self, part_of=None):
        """The complaint, with what came along

        :param part_of: the case of which it becomes a part at once: it never counts as
            one more of the same, and the customer is told once, when it is joined
        """
        self.ensure_one()
        self._check_complete()
        complaints = (
            self.env["crm.complaint"]
            .with_company(self.company_id)
            .with_context(complaint_taken_later=True)
        )
        complaints.check_access("create")
        values = self._prepare_complaint_values()
        if part_of:
            # sudo: closed to editing; joining, which follows, checks the rights
            values["duplicate_of_id"] = part_of.id
            complaint = complaints.sudo().create(values)
        else:
            complaint = complaints.create(values)
        complaint = complaint.with_env(self.env)
        if self.attachment_ids:
            self.attachment_ids.write(
                {"res_model": complaint._name, "res_id": complaint.id}
            )
            complaint.message_post(
                body=self.env._("As it came in"),
                attachment_ids=self.attachment_ids.ids,
            )
        complaint._take_in()
        return complaint

    def _check_complete(self):
        """:raises UserError: naming what is missing"""
        if self.require_scan and not self.attachment_ids:
            raise UserError(
                self.env._(
                    "Attach a scan or photo: %(channel)s needs one.",
                    channel=self.channel_id.name,
                )
            )
        if not (self.partner_id or self.contact_name or self.phone or self.email_from):
            raise UserError(
                self.env._(
                    "Say who complains: a customer, a name, a phone number or an "
                    "address."
                )
            )
        if self.partner_id and not self.partner_id.active:
            raise UserError(
                self.env._(
                    "%(customer)s is archived. Restore it first.",
                    customer=self.partner_id.display_name,
                )
            )

    def _prepare_complaint_values(self):
        self.ensure_one()
        complaints = self.env["crm.complaint"]
        typed = {name: self[name] for name in ("contact_name", "email_from", "phone")}
        return {
            "name": self.name,
            "kind": self.kind,
            "company_id": self.company_id.id,
            "desk_id": self.desk_id.id,
            "channel_id": self.channel_id.id,
            "partner_id": self.partner_id.id,
            "contact_id": self.contact_id.id,
            "category_id": self.category_id.id,
            "severity": self.severity,
            "unit_id": self.unit_id.id,
            "subject_name": self.subject_name,
            "description": plaintext2html(self.description)
            if self.description
            else False,
            "wish": self.wish,
            **complaints._prepare_contact_values(
                self.contact_id or self.partner_id, typed
            ),
        }
