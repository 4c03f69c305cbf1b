# Copyright 2026 Customer Policy Suite contributors
# License AGPL-3.0 or later (https://www.gnu.org/licenses/agpl).

from decimal import Decimal

from odoo import api, fields, models, tools

from ..engine import spec


class ResCompany(models.Model):
    _inherit = "res.company"

    grading_near_next = fields.Float(
        string="Near the Next Grade (points)",
        default=5,
        digits=(5, 2),
        min_display_digits=0,
        help="Customers that lack no more points than this are worth an effort first.",
    )
    grading_near_loss = fields.Float(
        string="Grade Endangered (points)",
        default=3,
        digits=(5, 2),
        min_display_digits=0,
        help="Customers with no more points than this above their bound are warned of.",
    )

    _grading_near_positive = models.Constraint(
        "CHECK(grading_near_next >= 0 AND grading_near_loss >= 0)",
        "The distance that counts as near cannot be negative.",
    )

    grading_cooperation_unit = fields.Selection(
        [
            ("contract", "Each contract or order that was invoiced"),
            ("invoice", "Each customer invoice"),
        ],
        string="A Cooperation is",
        required=True,
        default="contract",
        help="What rules count as a past cooperation with a customer.",
    )
    grading_cooperation_months = fields.Integer(
        string="Cooperations of the last (months)", default=36
    )
    grading_cooperation_minimum = fields.Monetary(
        string="Smallest Cooperation",
        help="Untaxed amount from which a cooperation counts.",
    )
    grading_near_months = fields.Integer(
        string="Near-term Projects within (months)", default=6
    )

    _grading_cooperation_months_positive = models.Constraint(
        "CHECK(grading_cooperation_months > 0 AND grading_near_months > 0)",
        "Cooperations and near-term projects need a period of one month or more.",
    )

    @api.model_create_multi
    def create(self, vals_list):
        companies = super().create(vals_list)
        # sudo: whoever may create a company need not be a policy manager
        companies.sudo()._install_grading_scheme()
        return companies

    def _install_grading_scheme(self):
        """Gives each main company without a scheme a copy of the pattern (GRD-01)."""
        schemes = self.env["crm.grading.scheme"]
        pattern = self.env.ref("crm_grading.crm_grading_scheme_default", False)
        if not pattern:
            return
        for company in self.filtered(lambda company: not company.parent_id):
            if schemes.search_count([("company_id", "=", company.id)], limit=1):
                continue
            pattern._copy_for_company(company).action_activate()

    def _prepare_fact_scope(self, date, **values):
        """Figures of this main company up to ``date``: its own and its branches'."""
        self.ensure_one()
        return spec.Scope(
            date=date,
            company_id=self.id,
            company_ids=self._get_branch_ids(),
            cooperation=spec.Cooperation(
                unit=self.grading_cooperation_unit,
                months=self.grading_cooperation_months,
                minimum=Decimal(str(self.grading_cooperation_minimum)),
            ),
            near_months=self.grading_near_months,
            **values,
        )

    @tools.ormcache("self.id")
    def _get_branch_ids(self):
        """The company and its branches; a hierarchy stays as it was created."""
        # sudo: branches that the user may not open belong to the customer's figures
        branches = self.sudo().with_context(active_test=False)
        return tuple(branches.search([("id", "child_of", self.id)]).ids)
