# Copyright 2026 Customer Policy Suite contributors
# License AGPL-3.0 or later (https://www.gnu.org/licenses/agpl).

from odoo import api, fields, models
from odoo.fields import Domain

from .crm_complaint_category import SEVERITIES

CLOSED_STATES = ("closed", "cancelled")
# Models that a complaint may be about, where they are installed
SUBJECT_MODELS = (
    "product.template",
    "sale.order",
    "stock.picking",
    "project.project",
    "crm.policy.unit",
    "res.users",
)


class CrmComplaint(models.Model):
    """A complaint from its number to the customer's confirmation (CMP-01 to CMP-04)."""

    _name = "crm.complaint"
    _inherit = [
        "portal.mixin",
        "crm.policy.decision.mixin",
        "crm.policy.reason.mixin",
        "crm.policy.xlsx.mixin",
    ]
    _description = "Complaint"
    _order = "received_on desc, id desc"
    _check_company_auto = True
    _rec_names_search = ["reference", "name"]
    # whoever sits in the panel may say something
    _mail_post_access = "read"
    _first_state = "new"

    name = fields.Char(string="Subject", required=True, tracking=True)
    reference = fields.Char(string="Number", readonly=True, copy=False)
    company_id = fields.Many2one(
        "res.company",
        required=True,
        readonly=True,
        index=True,
        default=lambda self: self.env.company,
    )
    currency_id = fields.Many2one(related="company_id.currency_id")
    kind = fields.Selection(
        [
            ("complaint", "Complaint"),
            ("opinion", "Opinion"),
            ("information", "Wrong Information"),
            ("leak", "Leak of Information"),
        ],
        required=True,
        default="complaint",
        index=True,
        tracking=True,
    )
    partner_id = fields.Many2one(
        "res.partner",
        string="Customer",
        check_company=True,
        ondelete="restrict",
        index="btree_not_null",
        tracking=True,
    )
    contact_id = fields.Many2one(
        "res.partner",
        check_company=True,
        ondelete="restrict",
        index="btree_not_null",
        domain="[('commercial_partner_id', '=?', partner_id)]",
        help="Who complained; receipt, reply and the request to confirm go there.",
    )
    contact_name = fields.Char(
        compute="_compute_contact", store=True, readonly=False, string="Name of Contact"
    )
    email_from = fields.Char(
        string="E-mail", compute="_compute_contact", store=True, readonly=False
    )
    phone = fields.Char(compute="_compute_contact", store=True, readonly=False)
    channel_id = fields.Many2one(
        "crm.complaint.channel",
        ondelete="restrict",
        index="btree_not_null",
        tracking=True,
    )
    category_id = fields.Many2one(
        "crm.complaint.category",
        check_company=True,
        ondelete="restrict",
        index="btree_not_null",
        tracking=True,
    )
    severity = fields.Selection(
        SEVERITIES,
        compute="_compute_severity",
        store=True,
        readonly=False,
        precompute=True,
        required=True,
        tracking=True,
    )
    subject_kind = fields.Selection(
        [
            ("product", "Product"),
            ("order", "Order"),
            ("project", "Project"),
            ("person", "Person"),
            ("unit", "Department"),
            ("service", "Service"),
            ("other", "Other"),
        ],
        string="About",
        tracking=True,
    )
    subject_name = fields.Char(
        string="About Which",
        tracking=True,
        help="Product, order, project or person in words, as the customer names it.",
    )
    subject_ref = fields.Reference(
        selection="_selection_subject_ref",
        string="Record Concerned",
        index="btree_not_null",
        tracking=True,
    )
    description = fields.Html(sanitize=True, sanitize_style=True)
    wish = fields.Text(string="Customer Wants", tracking=True)
    received_on = fields.Datetime(
        required=True,
        default=lambda self: fields.Datetime.now(),
        index=True,
        tracking=True,
    )
    received_by_id = fields.Many2one(
        "res.users",
        readonly=True,
        index="btree_not_null",
        default=lambda self: self.env.user,
    )
    unit_id = fields.Many2one(
        "crm.policy.unit",
        string="Department",
        compute="_compute_unit_id",
        store=True,
        readonly=False,
        precompute=True,
        check_company=True,
        ondelete="restrict",
        index="btree_not_null",
        tracking=True,
        help="Answers for the complaint until it is closed.",
    )
    user_id = fields.Many2one(
        "res.users",
        string="Handler",
        default=lambda self: self._default_user_id(),
        check_company=True,
        domain="[('share', '=', False)]",
        index="btree_not_null",
        tracking=True,
    )
    state = fields.Selection(
        [
            ("new", "New"),
            ("reported", "Reported"),
            ("investigating", "Investigating"),
            ("replied", "Replied"),
            ("executing", "Executing"),
            ("awaiting", "Awaiting Confirmation"),
            ("closed", "Closed"),
            ("cancelled", "Cancelled"),
        ],
        required=True,
        readonly=True,
        default="new",
        copy=False,
        index=True,
        tracking=True,
        group_expand=True,
    )
    acknowledged_on = fields.Datetime(
        string="Receipt Confirmed", readonly=True, copy=False
    )
    reported_to_id = fields.Many2one("res.users", readonly=True, copy=False)
    reported_on = fields.Datetime(readonly=True, copy=False)
    replied_on = fields.Datetime(readonly=True, copy=False)
    executed_on = fields.Datetime(readonly=True, copy=False)
    asked_on = fields.Datetime(
        string="Asked to Confirm", readonly=True, copy=False, index="btree_not_null"
    )
    closed_on = fields.Datetime(readonly=True, copy=False, index="btree_not_null")
    closed_by_id = fields.Many2one("res.users", readonly=True, copy=False)
    close_kind = fields.Selection(
        [
            ("confirmed", "Confirmed by Customer"),
            ("unconfirmed", "Unconfirmed"),
            ("withdrawn", "Withdrawn by Customer"),
            ("merged", "Part of Another"),
            ("answered", "Answered"),
            ("cancelled", "Cancelled"),
        ],
        string="Ending",
        readonly=True,
        copy=False,
        tracking=True,
    )
    close_reason = fields.Text(readonly=True, copy=False, tracking=True)
    is_waiting = fields.Boolean(
        string="Waiting for Customer", readonly=True, copy=False, tracking=True
    )
    waiting_since = fields.Datetime(readonly=True, copy=False)
    reopen_count = fields.Integer(string="Times Reopened", readonly=True, copy=False)
    reopen_reason = fields.Text(readonly=True, copy=False)
    duplicate_of_id = fields.Many2one(
        "crm.complaint",
        string="Part of",
        readonly=True,
        copy=False,
        index="btree_not_null",
        ondelete="restrict",
    )
    duplicate_ids = fields.One2many(
        "crm.complaint", "duplicate_of_id", string="Further Reports"
    )
    is_confidential = fields.Boolean(
        string="Confidential", compute="_compute_is_confidential", store=True
    )
    confidant_ids = fields.Many2many(
        "res.users",
        "crm_complaint_confidant_rel",
        "complaint_id",
        "user_id",
        string="Seen by",
        check_company=True,
        copy=False,
        domain="[('share', '=', False)]",
        help="A confidential case is seen by these people and by nobody else.",
    )
    event_ids = fields.One2many("crm.complaint.event", "complaint_id")
    may_close_unconfirmed = fields.Boolean(compute="_compute_may_close_unconfirmed")
    color = fields.Integer()

    _reference_uniq = models.UniqueIndex("(company_id, reference)")
    _open_idx = models.Index(
        "(partner_id, category_id) WHERE state NOT IN ('closed', 'cancelled')"
    )

    # -- defaults and computations -----------------------------------------------------

    @api.model
    def _default_user_id(self):
        """Who takes it down handles it until it is given to somebody."""
        user = self.env.user
        return not user.share and user.id != self.env.ref("base.user_root").id and user

    @api.model
    def _selection_subject_ref(self):
        """What a complaint can be linked to: whatever of it is installed."""
        names = [name for name in self._get_subject_models() if name in self.env]
        # sudo: the names of models are no secret
        models_ = self.env["ir.model"].sudo()
        return [(name, models_._get(name).name) for name in names]

    @api.model
    def _get_subject_models(self):
        return SUBJECT_MODELS

    @api.depends("reference", "name")
    def _compute_display_name(self):
        for complaint in self:
            parts = (complaint.reference, complaint.name)
            complaint.display_name = " · ".join(filter(None, parts))

    @api.depends("contact_id", "partner_id")
    def _compute_contact(self):
        """From the contact while one is chosen; typed in for those not known yet."""
        for complaint in self:
            contact = complaint.contact_id or complaint.partner_id
            if contact:
                complaint.contact_name = contact.name
                complaint.email_from = contact.email
                complaint.phone = contact.phone

    @api.depends("category_id")
    def _compute_severity(self):
        for complaint in self:
            suggested = (
                complaint.category_id and complaint.category_id._get_default_severity()
            )
            complaint.severity = suggested or complaint.severity or "ordinary"

    @api.depends("category_id")
    def _compute_unit_id(self):
        for complaint in self:
            unit = (
                complaint.category_id and complaint.category_id._get_default_unit()
            ) or complaint.unit_id
            fits = unit and unit.company_id == complaint.company_id
            complaint.unit_id = unit if fits else complaint.unit_id

    @api.depends("kind")
    def _compute_is_confidential(self):
        for complaint in self:
            complaint.is_confidential = complaint.kind == "leak"

    @api.depends("state", "asked_on", "company_id")
    def _compute_may_close_unconfirmed(self):
        for complaint in self:
            complaint.may_close_unconfirmed = (
                complaint.state == "awaiting"
                and fields.Datetime.now() >= complaint._get_unconfirmed_from()
            )

    # -- guards ------------------------------------------------------------------------

    def _get_decision_fields(self):
        return super()._get_decision_fields() | {
            "reference",
            "is_confidential",
            "acknowledged_on",
            "reported_to_id",
            "reported_on",
            "replied_on",
            "executed_on",
            "asked_on",
            "closed_on",
            "closed_by_id",
            "close_kind",
            "close_reason",
            "is_waiting",
            "waiting_since",
            "reopen_count",
            "reopen_reason",
            "duplicate_of_id",
        }

    @api.model_create_multi
    def create(self, vals_list):
        for vals in vals_list:
            self._complete_values(vals)
        complaints = super().create(vals_list)
        complaints._number()
        complaints._log("received")
        return complaints

    def write(self, vals):
        vals = dict(vals)
        self._complete_values(vals)
        return super().write(vals)

    @api.model
    def _complete_values(self, vals):
        """Customers are whole companies; the person chosen is the contact."""
        if vals.get("partner_id"):
            # sudo: who takes a complaint down need not be able to read the customer
            partner = self.env["res.partner"].sudo().browse(vals["partner_id"])
            customer = partner.commercial_partner_id
            if customer != partner:
                vals.setdefault("contact_id", partner.id)
            vals["partner_id"] = customer.id
        elif vals.get("contact_id") and "partner_id" not in vals and not self:
            # sudo: as above
            contact = self.env["res.partner"].sudo().browse(vals["contact_id"])
            vals["partner_id"] = contact.commercial_partner_id.id
        if vals.get("kind") == "leak" and not self:
            company = self.env["res.company"].browse(
                vals.get("company_id") or self.env.company.id
            )
            vals["confidant_ids"] = [
                *(vals.get("confidant_ids") or []),
                *(
                    fields.Command.link(user.id)
                    for user in company._get_complaint_confidants()
                ),
            ]

    def _number(self):
        # sudo: the number is closed to everybody else (see write)
        for complaint in self.sudo():
            company = complaint.company_id
            complaint.reference = company._next_policy_number("crm.complaint")

    # -- who is asked ------------------------------------------------------------------

    @api.model
    def _get_open_domain(self):
        return Domain("state", "not in", CLOSED_STATES)

    def _get_heads_above(self):
        """The heads from the department up, without the handler; perhaps none."""
        self.ensure_one()
        # sudo: departments are read whoever works on the case
        return self.unit_id.sudo()._get_heads_up() - self.user_id

    def _get_superior(self):
        """The head above the handler, who hears of it first (CMP-02)

        :return: the nearest head above the handler, else the first manager of the
            company, else its executive; nobody where there is none of them
        """
        self.ensure_one()
        # sudo: settings of the company
        executive = self.company_id.sudo().complaint_executive_id
        others = (self._get_deciding_managers() | executive) - self.user_id
        return (self._get_heads_above() or others)[:1]

    def _get_unconfirmed_from(self):
        """From when on a manager may close without an answer, in UTC (CMP-04)."""
        self.ensure_one()
        asked = self.asked_on or fields.Datetime.now()
        # sudo: settings of the company
        days = self.company_id.sudo().complaint_confirm_days
        return fields.Datetime.add(asked, days=days)

    def _get_request_summary(self):
        return self.env._("%(complaint)s waits for you", complaint=self.display_name)
