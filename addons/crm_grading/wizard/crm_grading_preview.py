# Copyright 2026 Customer Policy Suite contributors
# License AGPL-3.0 or later (https://www.gnu.org/licenses/agpl).

from odoo import api, fields, models
from odoo.exceptions import UserError


class CrmGradingPreview(models.TransientModel):
    """What a customer would be graded with today's figures; nothing is changed."""

    _name = "crm.grading.preview"
    _inherit = ["crm.grading.score.sheet.mixin"]
    _description = "Grade with Today's Figures"

    partner_id = fields.Many2one("res.partner", string="Customer", required=True)
    date = fields.Date(required=True, readonly=True)
    current_grade_id = fields.Many2one(
        related="partner_id.customer_grade_id", string="Grade in Effect"
    )
    current_grade_color = fields.Integer(
        related="current_grade_id.color", string="Colour of the Grade in Effect"
    )

    @api.model
    def _open_for(self, partner):
        """Computes the preview of one customer and shows it (GRD-11).

        :raises UserError: when the customer is none that the scheme grades
        """
        partner = partner.commercial_partner_id
        scheme = self.env["crm.grading.scheme"]._get_active(self.env.company)
        date = self.env.company._policy_today()
        # sudo: figures come from documents that a salesperson need not be able to open;
        # the customer itself was checked by the caller
        rows = scheme.sudo()._preview_results(partner, date)
        if not rows:
            raise UserError(
                self.env._(
                    "%(customer)s is not among the customers that %(scheme)s grades.",
                    customer=partner.display_name,
                    scheme=scheme.display_name,
                )
            )
        preview = self.create(
            {
                "partner_id": partner.id,
                "date": date,
                "scheme_id": scheme.id,
                "company_id": scheme.company_id.id,
                **{fname: rows[0][fname] for fname in self._get_row_fields()},
            }
        )
        return {
            "type": "ir.actions.act_window",
            "name": self.env._("Grade with Today's Figures"),
            "res_model": self._name,
            "res_id": preview.id,
            "view_mode": "form",
            "target": "new",
        }

    @api.model
    def _get_row_fields(self):
        return ("status", "reason", "score", "coverage", "grade_id", "breakdown")
