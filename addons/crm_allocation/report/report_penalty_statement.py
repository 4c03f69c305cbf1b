# Copyright 2026 Customer Policy Suite contributors
# License AGPL-3.0 or later (https://www.gnu.org/licenses/agpl).

from odoo import api, models
from odoo.exceptions import UserError

COUNTED = ("confirmed", "settled")


class ReportPenaltyStatement(models.AbstractModel):
    """The monthly statement of penalties, a page a person (ALC-11)."""

    _name = "report.crm_allocation.report_penalty_statement"
    _description = "Monthly Statement of Penalties"

    @api.model
    def _get_report_values(self, docids, data=None):
        wizards = self.env["crm.allocation.payroll"].browse(docids)
        statements = [
            statement for wizard in wizards for statement in self._get_pages(wizard)
        ]
        if not statements:
            raise UserError(self.env._("There are no penalties in this month."))
        return {
            "doc_ids": docids,
            "doc_model": wizards._name,
            "docs": wizards,
            "statements": statements,
        }

    @api.model
    def _get_pages(self, wizard):
        """One dict a person: the penalties, and totals by currency."""
        pages = []
        for user, penalties in wizard.penalty_ids.grouped("user_id").items():
            totals = {}
            for penalty in penalties.filtered(lambda one: one.state in COUNTED):
                currency = penalty.currency_id
                totals[currency] = totals.get(currency, 0) + penalty.amount
            pages.append(
                {
                    # sudo: name and language of the person, whoever prints it
                    "user": user.sudo(),
                    "lang": user.sudo().lang,
                    "company": wizard.company_id,
                    "month": f"{wizard._get_first():%Y-%m}",
                    "settlement": wizard.settlement_id,
                    "penalties": penalties.with_context(lang=user.sudo().lang),
                    "totals": totals,
                }
            )
        return pages
