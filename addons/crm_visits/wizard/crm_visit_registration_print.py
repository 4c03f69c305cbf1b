# Copyright 2026 Customer Policy Suite contributors
# License AGPL-3.0 or later (https://www.gnu.org/licenses/agpl).

from odoo import fields, models


class CrmVisitRegistrationPrint(models.TransientModel):
    """Asks for how many blank registration forms, and of which branch (VIS-04)."""

    _name = "crm.visit.registration.print"
    _description = "Print Blank Registration Forms"

    company_id = fields.Many2one(
        "res.company", required=True, default=lambda self: self.env.company
    )
    team_id = fields.Many2one(
        "crm.team", string="Branch", default=lambda self: self.env.user.sale_team_id
    )
    copies = fields.Integer(default=20, required=True)

    _copies_of_one_print = models.Constraint(
        "CHECK(copies BETWEEN 1 AND 500)", "Print between 1 and 500 forms at once."
    )

    def action_print(self):
        return self.env.ref("crm_visits.registration_blank_report").report_action(
            self, config=False
        )
