# Copyright 2026 Customer Policy Suite contributors
# License AGPL-3.0 or later (https://www.gnu.org/licenses/agpl).

from odoo import api, fields, models


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
    # read as the reader may read the person
    email = fields.Char(related="partner_id.email", related_sudo=False)
    phone = fields.Char(related="partner_id.phone", related_sudo=False)
    lang = fields.Selection(related="partner_id.lang")
    active = fields.Boolean(default=True)

    _person_uniq = models.Constraint(
        "UNIQUE(subject_id, partner_id)", "This person is asked about it already."
    )
    _weight_check = models.Constraint(
        "CHECK(weight >= 0)", "The weight of a respondent cannot be negative."
    )

    @api.depends("role_id")
    def _compute_weight(self):
        for respondent in self:
            respondent.weight = respondent.role_id.weight
