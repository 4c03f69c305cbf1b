# Copyright 2026 Customer Policy Suite contributors
# License AGPL-3.0 or later (https://www.gnu.org/licenses/agpl).

from ast import literal_eval

from odoo import api, fields, models
from odoo.exceptions import ValidationError
from odoo.fields import Domain


class ResCompany(models.Model):
    """How far a company plans visits, and who is contacted twice (VIS-05, VIS-14)."""

    _inherit = "res.company"

    visit_planning_days = fields.Integer(
        string="Plan Visits Ahead (days)",
        default=30,
        help="Periods that begin within so many days are planned.",
    )
    visit_second_months = fields.Integer(
        string="New Customers of the Last (months)",
        default=3,
        help="So long after it was entered or first contacted a customer is new.",
    )
    visit_second_people = fields.Integer(
        string="Contacted by at Least (employees)",
        default=2,
        help="So many employees contact an important new customer.",
    )
    visit_promising_domain = fields.Char(
        string="Important New Customers",
        help="Beside those that are marked on the customer.",
    )

    _visit_planning_days_positive = models.Constraint(
        "CHECK(visit_planning_days >= 0)", "Visits cannot be planned into the past."
    )
    _visit_second_positive = models.Constraint(
        "CHECK(visit_second_months > 0 AND visit_second_people > 0)",
        "New customers need a time of one month or more, and one employee or more.",
    )

    @api.constrains("visit_promising_domain")
    def _check_visit_promising_domain(self):
        for company in self.filtered("visit_promising_domain"):
            try:
                self.env["res.partner"]._search(company._get_promising_domain())
            except (ValueError, SyntaxError, TypeError) as error:
                raise ValidationError(
                    self.env._(
                        "The condition of important new customers cannot be read: "
                        "%(error)s",
                        error=error,
                    )
                ) from error

    @api.model_create_multi
    def create(self, vals_list):
        companies = super().create(vals_list)
        # sudo: whoever may create a company need not be a policy manager
        companies.sudo()._install_visit_classes()
        return companies

    def _install_visit_classes(self):
        """Each main company starts with the classes of the written policy (VIS-06)."""
        for company in self.filtered(lambda company: not company.parent_id):
            self.env["crm.visit.class"]._copy_for_company(company)

    @api.model
    def _install_missing_visit_classes(self):
        """For the companies that were there before the addon."""
        self.search(Domain.TRUE)._install_visit_classes()

    def _get_promising_domain(self):
        """Who is an important customer with a future (VIS-14)."""
        self.ensure_one()
        marked = Domain("visit_is_promising", "=", True)
        rules = literal_eval(self.visit_promising_domain or "[]")
        return marked | Domain(rules) if rules else marked

    def _get_visit_companies(self):
        """The main company and its branches, as records."""
        # sudo: branches that the user may not open belong to the customer's figures
        branches = self.sudo().with_context(active_test=False)
        return branches.search([("id", "child_of", self.root_id.id)])
