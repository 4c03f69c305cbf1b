# Copyright 2026 Customer Policy Suite contributors
# License AGPL-3.0 or later (https://www.gnu.org/licenses/agpl).

from odoo import fields, models


class CrmVisitDevelopmentCustomer(models.Model):
    """Opportunities of a developed customer; what they win is its result (VIS-16)."""

    _name = "crm.visit.development.customer"
    _inherit = ["crm.visit.development.customer", "crm.visit.lead.source.mixin"]

    _lead_field = "visit_development_id"

    visit_lead_ids = fields.One2many(
        "crm.lead",
        "visit_development_id",
        string="Opportunities of the Development",
        groups="sales_team.group_sale_salesman",
    )

    def action_create_lead(self):
        return self._create_lead()

    def _prepare_lead(self):
        return {
            **super()._prepare_lead(),
            "visit_origin": "development",
            "name": f"{self.plan_id.name}: {self.partner_id.name}",
            "expected_revenue": self.amount,
        }

    def _take_won_amounts(self):
        """Sales are the won opportunities; the first of them is the conversion."""
        for line in self.filtered(lambda line: line.plan_id.state != "closed"):
            # what was won stays won when the opportunity is archived
            won = line.with_context(active_test=False).visit_lead_ids._filter_won()
            if not won and line.step != "conversion":
                continue
            vals = {"amount": sum(line._convert_revenue(lead) for lead in won)}
            if won and line.step != "conversion":
                vals["step"] = "conversion"
            line.write(vals)

    def _convert_revenue(self, lead):
        """What an opportunity brings, in the currency of the plan."""
        return lead.company_currency._convert(
            lead.expected_revenue,
            self.currency_id,
            self.company_id,
            lead.date_closed or fields.Date.today(),
        )
