# Copyright 2026 Customer Policy Suite contributors
# License AGPL-3.0 or later (https://www.gnu.org/licenses/agpl).

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
            scheme = pattern.copy({"name": pattern.name, "company_id": company.id})
            for lang, _name in self.env["res.lang"].get_installed():
                translated = pattern.with_context(lang=lang).name
                scheme.with_context(lang=lang).name = translated
            scheme.action_activate()

    def _prepare_fact_scope(self, date, **values):
        """Figures of this main company up to ``date``: its own and its branches'."""
        self.ensure_one()
        return spec.Scope(
            date=date,
            company_id=self.id,
            company_ids=self._get_branch_ids(),
            **values,
        )

    @tools.ormcache("self.id")
    def _get_branch_ids(self):
        """The company and its branches; a hierarchy stays as it was created."""
        # sudo: branches that the user may not open belong to the customer's figures
        branches = self.sudo().with_context(active_test=False)
        return tuple(branches.search([("id", "child_of", self.id)]).ids)
