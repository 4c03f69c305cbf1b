# Copyright 2026 Customer Policy Suite contributors
# License AGPL-3.0 or later (https://www.gnu.org/licenses/agpl).

from odoo import api, fields, models
from odoo.exceptions import ValidationError


class CrmSatisfactionSubject(models.Model):
    """What is measured: a project, a building, a contract, a customer relation."""

    _name = "crm.satisfaction.subject"
    _description = "Measured Object"
    _inherit = [
        "crm.policy.customer.mixin",
        "mail.thread",
        "mail.activity.mixin",
        "crm.policy.xlsx.mixin",
    ]
    _order = "name, id"
    _rec_names_search = ["reference", "name"]
    _check_company_auto = True

    name = fields.Char(string="Object", required=True, tracking=True)
    reference = fields.Char(string="Number", readonly=True, copy=False)
    subject_type = fields.Selection(
        [
            ("project", "Project"),
            ("building", "Building"),
            ("contract", "Contract"),
            ("relation", "Customer Relation"),
        ],
        string="Type",
        default="project",
        required=True,
    )
    kind_id = fields.Many2one(
        "crm.satisfaction.kind",
        string="Business",
        required=True,
        index=True,
        ondelete="restrict",
        tracking=True,
    )
    company_id = fields.Many2one(
        "res.company",
        required=True,
        readonly=True,
        index=True,
        default=lambda self: self.env.company,
    )
    currency_id = fields.Many2one(related="company_id.currency_id")
    unit_id = fields.Many2one(
        "crm.policy.unit",
        string="Department",
        required=True,
        check_company=True,
        ondelete="restrict",
        index=True,
        tracking=True,
        help="Answers for the object; its score counts there.",
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
    partner_id = fields.Many2one(
        "res.partner",
        string="Customer",
        required=True,
        check_company=True,
        ondelete="restrict",
        index=True,
        tracking=True,
    )
    respondent_ids = fields.One2many(
        "crm.satisfaction.respondent", "subject_id", string="Respondents"
    )
    amount = fields.Monetary(tracking=True)
    date_start = fields.Date(string="Start", tracking=True)
    date_handover = fields.Date(string="Handover", tracking=True)
    date_deeds = fields.Date(
        string="Title Deeds", tracking=True, help="When the last title deed was done."
    )
    date_completion = fields.Date(string="Completion", tracking=True)
    date_settlement = fields.Date(string="Final Settlement", tracking=True)
    date_warranty_end = fields.Date(string="End of Warranty", tracking=True)
    set_id = fields.Many2one(
        "crm.satisfaction.set",
        string="Own Factor Set",
        domain="[('state', '=', 'approved'), ('kind_id', '=', kind_id)]",
        check_company=True,
        ondelete="restrict",
        help="Empty: the approved set of the department, or of the company.",
    )
    measurement_ids = fields.One2many(
        "crm.satisfaction.measurement", "subject_id", string="Measurements", copy=False
    )
    measurement_count = fields.Integer(compute="_compute_measurement_count")
    note = fields.Text()
    active = fields.Boolean(default=True, tracking=True)

    _reference_uniq = models.UniqueIndex(
        "(company_id, reference) WHERE reference IS NOT NULL"
    )

    # -- compute -----------------------------------------------------------------------

    @api.depends("measurement_ids")
    @api.depends_context("uid", "allowed_company_ids")
    def _compute_measurement_count(self):
        counts = dict(
            self.env["crm.satisfaction.measurement"]._read_group(
                [("subject_id", "in", self.ids)], ["subject_id"], ["__count"]
            )
        )
        for subject in self:
            subject.measurement_count = counts.get(subject, 0)

    @api.constrains("date_start", "date_completion", "date_handover", "date_deeds")
    def _check_dates(self):
        for subject in self:
            for first, last in (
                ("date_start", "date_completion"),
                ("date_handover", "date_deeds"),
            ):
                if subject[first] and subject[last] and subject[last] < subject[first]:
                    raise ValidationError(
                        self.env._(
                            "%(last)s of %(subject)s lies before %(first)s.",
                            subject=subject.name,
                            first=self._fields[first]._description_string(self.env),
                            last=self._fields[last]._description_string(self.env),
                        )
                    )

    # -- guards ------------------------------------------------------------------------

    @api.model_create_multi
    def create(self, vals_list):
        for vals in vals_list:
            company = self.env["res.company"].browse(
                vals.get("company_id") or self.env.company.id
            )
            vals["reference"] = company._next_policy_number("crm.satisfaction.subject")
        return super().create(vals_list)

    # -- business ----------------------------------------------------------------------

    def _get_set(self):
        """The factor set by which the object is measured now; may be empty (SAT-04)"""
        self.ensure_one()
        own = self.set_id.filtered(lambda one: one.state == "approved")
        sets = self.env["crm.satisfaction.set"]
        return own or sets._find_set(self.kind_id, self.unit_id, self.company_id)

    def action_measure(self):
        """A measurement that no schedule asks for."""
        self.ensure_one()
        return {
            "type": "ir.actions.act_window",
            "res_model": "crm.satisfaction.measurement",
            "views": [(False, "form")],
            "context": {"default_subject_id": self.id},
        }

    def action_open_measurements(self):
        """The measurements of the object, the latest first."""
        self.ensure_one()
        action = self.env["ir.actions.act_window"]._for_xml_id(
            "crm_satisfaction.crm_satisfaction_measurement_action"
        )
        return {
            **action,
            "domain": [("subject_id", "=", self.id)],
            "context": {"default_subject_id": self.id},
        }
