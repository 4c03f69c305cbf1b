# Copyright 2026 Customer Policy Suite contributors
# License AGPL-3.0 or later (https://www.gnu.org/licenses/agpl).

from odoo import api, fields, models
from odoo.fields import Domain
from odoo.tools import SQL

from .crm_grading_score_sheet_mixin import FIGURE_GROUPS


class ResPartner(models.Model):
    """The risk step on the customer, read from its record in the company (GRD-14)."""

    _inherit = "res.partner"

    customer_risk_step = fields.Selection(
        selection="_selection_customer_risk_step",
        string="Risk Step",
        compute="_compute_customer_risk",
        search="_search_customer_risk_step",
        groups="base.group_user",
        help="Where the customer stands on the way watch, limit, wind down, ended.",
    )
    customer_risk_limit = fields.Monetary(
        string="Limit on Open Amount",
        compute="_compute_customer_risk",
        search="_search_customer_risk_limit",
        currency_field="grading_currency_id",
        groups=FIGURE_GROUPS,
    )

    @api.model
    def _selection_customer_risk_step(self):
        return self.env["crm.grading.risk"]._selection_step()

    @api.model
    def _get_risk_columns(self):
        """Partner fields by the column of the risk record that they read."""
        return {"customer_risk_step": "state", "customer_risk_limit": "limit_amount"}

    @api.depends("commercial_partner_id")
    @api.depends_context("company")
    def _compute_customer_risk(self):
        # sudo: the step in effect is for everybody who sells to the customer
        risks = (
            self.env["crm.grading.risk"]
            .sudo()
            .search_fetch(
                [
                    ("partner_id", "in", self.commercial_partner_id.ids),
                    ("company_id", "=", self.env.company.root_id.id),
                ],
                ["partner_id", "state", "limit_amount"],
            )
            .grouped("partner_id")
        )
        empty = self.env["crm.grading.risk"]
        for partner in self:
            risk = risks.get(partner.commercial_partner_id, empty)
            partner.customer_risk_step = risk.state
            partner.customer_risk_limit = risk.limit_amount

    def _field_to_sql(self, alias, field_expr, query=None):
        column = self._get_risk_columns().get(field_expr)
        if column is None or query is None:
            return super()._field_to_sql(alias, field_expr, query)
        risk = query.make_alias(alias, "customer_risk")
        query.add_join(
            "LEFT JOIN",
            risk,
            "crm_grading_risk",
            SQL(
                "%s = %s AND %s = %s",
                SQL.identifier(risk, "partner_id"),
                SQL.identifier(alias, "commercial_partner_id"),
                SQL.identifier(risk, "company_id"),
                self.env.company.root_id.id,
            ),
        )
        return SQL.identifier(risk, column)

    def _search_customer_risk_step(self, operator, value):
        """No step also means: no risk record at all."""
        if operator != "in":
            return NotImplemented
        steps = {item for item in value if item}
        found = self._get_risk_domain([("state", "in", list(steps))])
        if not {False, "none"} & set(value):
            return found
        every = self._get_risk_domain(Domain.TRUE)
        return found | ~every

    def _search_customer_risk_limit(self, operator, value):
        if operator in Domain.NEGATIVE_OPERATORS:
            return NotImplemented
        return self._get_risk_domain([("limit_amount", operator, value)])

    @api.model
    def _get_risk_domain(self, domain):
        # sudo: as in the compute
        risks = self.env["crm.grading.risk"].sudo()
        company = Domain("company_id", "=", self.env.company.root_id.id)
        return Domain(
            "commercial_partner_id",
            "in",
            risks._search(company & Domain(domain)).subselect("partner_id"),
        )

    @api.model
    def _invalidate_risk(self):
        self.invalidate_model(list(self._get_risk_columns()))

    def action_open_risk(self):
        """The customer's risk record, made for those who may work on it."""
        self.ensure_one()
        # checks first: what follows may make the record
        self.check_access("read")
        risks = self.env["crm.grading.risk"]
        risks.check_access("write")
        return risks._get_risk(self, self.env.company)._get_records_action(context={})
