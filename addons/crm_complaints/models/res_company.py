# Copyright 2026 Customer Policy Suite contributors
# License AGPL-3.0 or later (https://www.gnu.org/licenses/agpl).

from odoo import api, fields, models
from odoo.exceptions import ValidationError


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

    @api.constrains("complaint_confidant_ids")
    def _check_complaint_confidants(self):
        for company in self:
            strangers = company.complaint_confidant_ids - company._get_members(
                company.complaint_confidant_ids
            )
            if strangers:
                raise ValidationError(
                    self.env._(
                        "%(people)s cannot see the leak incidents of %(company)s: "
                        "allow the company first.",
                        people=", ".join(strangers.mapped("name")),
                        company=company.name,
                    )
                )

    def _get_members(self, users):
        """Those of some users who work here now; settings may outlive that."""
        self.ensure_one()
        return users.filtered(
            lambda user: user.active and not user.share and self in user.company_ids
        )

    def _get_complaint_confidants(self):
        """Who sees a leak that is reported now: never nobody (CMP-10)

        The people of the settings and who reports it; where none of them works here,
        as with a customer's report, the executive, else the managers.
        """
        self.ensure_one()
        # sudo: who reports need not be able to read settings, people and roles
        company = self.sudo()
        named = company._get_members(company.complaint_confidant_ids | self.env.user)
        if not named:
            named = company._get_members(company.complaint_executive_id)
        if not named:
            named = self.env["crm.complaint"]._get_managers(company)
        if company in self.env.user.company_ids:
            # a customer with an own report goes on seeing it
            named |= self.env.user
        return named

    def _get_policy_sequences(self):
        return {
            **super()._get_policy_sequences(),
            "crm.complaint": (
                self.env._("Complaints of %(company)s", company=self.name),
                "CMP/%(year)s/",
            ),
        }
