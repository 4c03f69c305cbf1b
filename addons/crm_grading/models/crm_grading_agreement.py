# Copyright 2026 Customer Policy Suite contributors
# License AGPL-3.0 or later (https://www.gnu.org/licenses/agpl).

from odoo import api, fields, models
from odoo.exceptions import ValidationError


class CrmGradingAgreement(models.Model):
    """A signed strategic agreement with a customer (GRD-06)."""

    _name = "crm.grading.agreement"
    _inherit = ["crm.grading.evidence.mixin"]
    _description = "Strategic Agreement"
    _order = "partner_id, signed_on desc, id desc"

    name = fields.Char(string="Subject", required=True)
    signed_on = fields.Date(
        required=True, default=lambda self: self.env.company._policy_today()
    )
    valid_until = fields.Date(required=True, help="Last day of the agreement.")
    signatory = fields.Char(help="Who signed for the customer.")
    is_in_force = fields.Boolean(
        string="In Force", compute="_compute_is_in_force", search="_search_is_in_force"
    )

    _validity_order = models.Constraint(
        "CHECK(valid_until >= signed_on)",
        "An agreement cannot end before it was signed.",
    )

    @api.depends("signed_on", "valid_until", "active")
    def _compute_is_in_force(self):
        today = self.env.company._policy_today()
        for agreement in self:
            agreement.is_in_force = bool(
                agreement.active
                and agreement.signed_on
                and agreement.valid_until
                and agreement.signed_on <= today <= agreement.valid_until
            )

    @api.model
    def _search_is_in_force(self, operator, value):
        if operator != "in":
            return NotImplemented
        today = self.env.company._policy_today()
        return [("signed_on", "<=", today), ("valid_until", ">=", today)]

    @api.constrains("evidence_ids")
    def _check_evidence(self):
        """An agreement that nobody can show does not make a strategic customer."""
        for agreement in self:
            if not agreement.evidence_ids:
                raise ValidationError(
                    self.env._(
                        "Attach the signed agreement with %(customer)s as a file.",
                        customer=agreement.partner_id.display_name,
                    )
                )

    @api.model_create_multi
    def create(self, vals_list):
        agreements = super().create(vals_list)
        # a record without the field in its values is not checked by itself
        agreements._check_evidence()
        return agreements
