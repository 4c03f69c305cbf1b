# Copyright 2026 Customer Policy Suite contributors
# License AGPL-3.0 or later (https://www.gnu.org/licenses/agpl).

from ast import literal_eval

from odoo import api, fields, models
from odoo.exceptions import ValidationError
from odoo.fields import Domain


class CrmGradingRule(models.Model):
    """A condition on customers and the grade it gives; the first that holds wins.

    Serves GRD-06.
    """

    _name = "crm.grading.rule"
    _inherit = ["crm.grading.frozen.mixin"]
    _description = "Rule of a Grading Scheme"
    _order = "scheme_id, sequence, id"

    scheme_id = fields.Many2one(
        "crm.grading.scheme", required=True, ondelete="cascade", index=True
    )
    sequence = fields.Integer(default=10, help="Rules are tried in this order.")
    name = fields.Char(required=True, translate=True)
    grade_id = fields.Many2one("crm.grading.grade", required=True, ondelete="restrict")
    grade_color = fields.Integer(related="grade_id.color", string="Grade Colour")
    domain = fields.Char(
        string="Condition",
        required=True,
        default="[]",
        help="Customers who meet it. Figures are those of the day of the round.",
    )
    is_frozen = fields.Boolean(related="scheme_id.is_frozen")

    def _get_schemes(self):
        return self.scheme_id

    @api.constrains("domain")
    def _check_domain(self):
        for rule in self:
            try:
                self.env["res.partner"].sudo()._search(rule._get_domain())
            except (ValueError, SyntaxError, TypeError) as error:
                raise ValidationError(
                    self.env._(
                        "The condition of %(rule)s cannot be read: %(error)s",
                        rule=rule.name,
                        error=error,
                    )
                ) from error

    def _get_domain(self):
        self.ensure_one()
        return Domain(literal_eval(self.domain))

    def action_open_customers(self):
        """Who meets the condition today, whatever the rules before it say."""
        self.ensure_one()
        company = self.scheme_id.company_id or self.env.company
        return {
            "type": "ir.actions.act_window",
            "name": self.env._("Today: %(rule)s", rule=self.name),
            "res_model": "res.partner",
            "view_mode": "list,form",
            "domain": [
                ("commercial_partner_id.id", "in", self._get_customer_ids(company))
            ],
        }

    def _get_customer_ids(self, company):
        """Commercial customers who meet the condition today, as the round counts."""
        scheme = self.scheme_id
        # sudo: the condition may rest on figures that the user may not see one by one
        partners = self.env["res.partner"].sudo().with_company(company)
        return partners.search(
            self._get_domain()
            & Domain(literal_eval(scheme.domain))
            & Domain("parent_id", "=", False)
        ).ids
