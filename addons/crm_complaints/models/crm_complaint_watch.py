# Copyright 2026 Customer Policy Suite contributors
# License AGPL-3.0 or later (https://www.gnu.org/licenses/agpl).

from odoo import api, fields, models
from odoo.exceptions import UserError
from odoo.fields import Domain

# From the first talks to the last payment
PHASES = [
    ("talks", "Talks"),
    ("contract", "Contract"),
    ("performance", "Performance"),
    ("collection", "Collection"),
]


class CrmComplaintWatch(models.Model):
    """The course of a project or contract of a customer (CMP-15).

    Talks, contract, performance and collection with their dates, and what departments
    remark on the way; a remark on schedule or quality becomes a complaint.
    """

    _name = "crm.complaint.watch"
    _inherit = [
        "crm.policy.customer.mixin",
        "mail.thread",
        "mail.activity.mixin",
        "crm.policy.xlsx.mixin",
    ]
    _description = "Project Watch"
    _order = "id desc"
    _rec_names_search = ["reference", "name", "contract_number"]
    _check_company_auto = True

    name = fields.Char(string="Project", required=True, tracking=True)
    reference = fields.Char(string="Number", readonly=True, copy=False)
    company_id = fields.Many2one(
        "res.company",
        required=True,
        readonly=True,
        index=True,
        default=lambda self: self.env.company,
    )
    currency_id = fields.Many2one(related="company_id.currency_id")
    partner_id = fields.Many2one(
        "res.partner",
        string="Customer",
        required=True,
        check_company=True,
        ondelete="restrict",
        index=True,
        tracking=True,
    )
    contract_number = fields.Char(tracking=True)
    contract_amount = fields.Monetary(tracking=True)
    collected_amount = fields.Monetary(
        compute="_compute_collected_amount",
        store=True,
        help="What the customer has paid, of the phases that are done.",
    )
    project_ref = fields.Reference(
        selection="_selection_project_ref",
        string="Project or Order",
        help="Where the project is kept, if it is kept here.",
    )
    user_id = fields.Many2one(
        "res.users",
        string="Responsible",
        required=True,
        check_company=True,
        default=lambda self: self.env.user,
        domain="[('share', '=', False)]",
        index=True,
        tracking=True,
    )
    unit_id = fields.Many2one(
        "crm.policy.unit",
        string="Department",
        check_company=True,
        ondelete="restrict",
        index="btree_not_null",
        tracking=True,
    )
    phase = fields.Selection(
        [*PHASES, ("over", "Over")],
        string="Stage",
        compute="_compute_phase",
        store=True,
        index=True,
        help="The first phase that is not done.",
    )
    phase_ids = fields.One2many(
        "crm.complaint.watch.phase",
        "watch_id",
        string="Phases",
        default=lambda self: self._default_phases(),
        copy=False,
    )
    remark_ids = fields.One2many(
        "crm.complaint.watch.remark", "watch_id", string="Remarks", copy=False
    )
    complaint_ids = fields.One2many(
        "crm.complaint", "watch_id", string="Complaints", copy=False
    )
    remark_count = fields.Integer(compute="_compute_counts")
    complaint_count = fields.Integer(compute="_compute_counts")
    is_overdue = fields.Boolean(
        string="Overdue",
        compute="_compute_is_overdue",
        search="_search_is_overdue",
        help="A phase is not done by its planned day.",
    )
    note = fields.Text()
    active = fields.Boolean(default=True)

    _reference_uniq = models.UniqueIndex(
        "(company_id, reference) WHERE reference IS NOT NULL"
    )

    # -- defaults and selections -------------------------------------------------------

    @api.model
    def _default_phases(self):
        return [
            fields.Command.create({"phase": phase, "sequence": sequence})
            for sequence, (phase, _label) in enumerate(PHASES)
        ]

    @api.model
    def _selection_project_ref(self):
        """What is installed of where projects and contracts are kept."""
        models_ = self.env["ir.model"]
        return [
            # sudo: the name of a model is no secret
            (name, models_.sudo()._get(name).name)
            for name in ("project.project", "sale.order")
            if name in self.env
        ]

    # -- compute -----------------------------------------------------------------------

    @api.depends("reference", "name")
    def _compute_display_name(self):
        for watch in self:
            watch.display_name = " ".join(filter(None, (watch.reference, watch.name)))

    @api.depends("phase_ids.done_on", "phase_ids.sequence")
    def _compute_phase(self):
        for watch in self:
            undone = watch.phase_ids.filtered(lambda line: not line.done_on)
            first = undone.sorted("sequence")[:1]
            watch.phase = first.phase if first else "over"

    @api.depends("phase_ids.amount", "phase_ids.done_on", "phase_ids.phase")
    def _compute_collected_amount(self):
        for watch in self:
            collected = watch.phase_ids.filtered(
                lambda line: line.phase == "collection" and line.done_on
            )
            watch.collected_amount = sum(collected.mapped("amount"))

    @api.depends("remark_ids", "complaint_ids")
    @api.depends_context("uid", "allowed_company_ids")
    def _compute_counts(self):
        remarks = dict(
            self.env["crm.complaint.watch.remark"]._read_group(
                [("watch_id", "in", self.ids)], ["watch_id"], ["__count"]
            )
        )
        complaints = dict(
            self.env["crm.complaint"]._read_group(
                [("watch_id", "in", self.ids)], ["watch_id"], ["__count"]
            )
        )
        for watch in self:
            watch.remark_count = remarks.get(watch, 0)
            watch.complaint_count = complaints.get(watch, 0)

    @api.depends("phase_ids.planned_on", "phase_ids.done_on", "company_id")
    def _compute_is_overdue(self):
        for watch in self:
            today = watch.company_id._policy_today()
            watch.is_overdue = any(
                not line.done_on and line.planned_on and line.planned_on < today
                for line in watch.phase_ids
            )

    def _search_is_overdue(self, operator, value):
        if operator != "in":
            return NotImplemented
        phases = self.env["crm.complaint.watch.phase"]
        overdue = Domain("phase_ids", "any", phases._get_overdue_domain())
        return Domain.OR(overdue if wanted else ~overdue for wanted in value)

    # -- guards ------------------------------------------------------------------------

    @api.model_create_multi
    def create(self, vals_list):
        for vals in vals_list:
            company = self.env["res.company"].browse(
                vals.get("company_id") or self.env.company.id
            )
            vals["reference"] = company._next_policy_number("crm.complaint.watch")
        return super().create(vals_list)

    @api.ondelete(at_uninstall=False)
    def _unlink_if_no_complaint(self):
        # sudo: complaints that one may not see count as well
        if self.sudo().complaint_ids:
            raise UserError(
                self.env._("Complaints came of this project; archive it instead.")
            )

    # -- actions -----------------------------------------------------------------------

    def action_open_complaints(self):
        """The complaints that came of remarks on this project."""
        self.ensure_one()
        action = self.env["ir.actions.act_window"]._for_xml_id(
            "crm_complaints.crm_complaint_action"
        )
        return {
            **action,
            "domain": [("watch_id", "=", self.id)],
            "context": {
                "default_watch_id": self.id,
                "default_partner_id": self.partner_id.id,
            },
        }

    @api.readonly
    def action_export_xlsx(self):
        """The selected projects, or all that the list shows."""
        return self._print_xlsx("crm_complaints.watch_xlsx")
