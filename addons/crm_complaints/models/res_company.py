# Copyright 2026 Customer Policy Suite contributors
# License AGPL-3.0 or later (https://www.gnu.org/licenses/agpl).

from odoo import fields, models


class ResCompany(models.Model):
    _inherit = "res.company"

    complaint_executive_id = fields.Many2one(
        "res.users",
        string="Executive for Complaints",
        domain="[('share', '=', False)]",
        help="Is told of grave complaints at once, and of those nobody settles.",
    )
    complaint_confirm_days = fields.Integer(
        string="Days to Confirm",
        default=7,
        help="Without an answer of the customer for so many calendar days, a manager "
        "may close a complaint as unconfirmed.",
    )
    complaint_confidant_ids = fields.Many2many(
        "res.users",
        "res_company_complaint_confidant_rel",
        string="See Leak Incidents",
        domain="[('share', '=', False)]",
        help="Added to each new incident; besides them only the people named in it "
        "see it.",
    )

    _complaint_confirm_days_positive = models.Constraint(
        "CHECK(complaint_confirm_days >= 0)", "The days to confirm cannot be negative."
    )

    def _get_policy_sequences(self):
        return {
            **super()._get_policy_sequences(),
            "crm.complaint": (
                self.env._("Complaints of %(company)s", company=self.name),
                "CMP/%(year)s/",
            ),
        }
