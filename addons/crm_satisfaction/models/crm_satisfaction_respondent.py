# Copyright 2026 Customer Policy Suite contributors
# License AGPL-3.0 or later (https://www.gnu.org/licenses/agpl).

from odoo import api, fields, models
from odoo.exceptions import UserError


class CrmSatisfactionRespondent(models.Model):
    """A person who is asked about an object, and as what (SAT-01)."""

    _name = "crm.satisfaction.respondent"
    _description = "Respondent"
    _order = "subject_id, role_id, id"
    _rec_name = "partner_id"

    subject_id = fields.Many2one(
        "crm.satisfaction.subject",
        string="Measured Object",
        required=True,
        index=True,
        ondelete="cascade",
    )
    company_id = fields.Many2one(related="subject_id.company_id", store=True)
    partner_id = fields.Many2one(
        "res.partner",
        string="Person",
        required=True,
        index=True,
        ondelete="restrict",
    )
    role_id = fields.Many2one(
        "crm.satisfaction.role", required=True, ondelete="restrict"
    )
    weight = fields.Float(
        compute="_compute_weight",
        store=True,
        readonly=False,
        precompute=True,
        help="How much this person's questionnaire counts beside the others.",
    )
    email = fields.Char(compute="_compute_contact_data")
    phone = fields.Char(compute="_compute_contact_data")
    lang = fields.Selection(related="partner_id.lang")
    active = fields.Boolean(default=True)

    _person_uniq = models.Constraint(
        "UNIQUE(subject_id, partner_id)", "This person is asked about it already."
    )
    _weight_check = models.Constraint(
        "CHECK(weight >= 0)", "The weight of a respondent cannot be negative."
    )

    @api.depends("partner_id.email", "partner_id.phone")
    @api.depends_context("uid", "allowed_company_ids")
    def _compute_contact_data(self):
        reachable = self.partner_id._get_reachable("email", "phone")
        for respondent in self:
            person = respondent.partner_id & reachable
            respondent.email = person.email
            respondent.phone = person.phone

    @api.depends("role_id")
    def _compute_weight(self):
        for respondent in self:
            respondent.weight = respondent.role_id.weight

    @api.model_create_multi
    def create(self, vals_list):
        if not self.env["res.users"]._acts_as("officer"):
            for vals in vals_list:
                # whatever was given: the role says how much a person counts
                vals.pop("weight", None)
        return super().create(vals_list)

    def write(self, vals):
        if "weight" in vals and not self.env["res.users"]._acts_as("officer"):
            if "role_id" in vals:
                # the form sends what the other role suggests
                return super().write({**vals, "weight": self._get_role_weight(vals)})
            raise UserError(
                self.env._(
                    "How much a person counts is said by the role; only officers "
                    "change it for one person."
                )
            )
        return super().write(vals)

    @api.model
    def _get_role_weight(self, vals):
        return self.role_id.browse(vals["role_id"]).weight
