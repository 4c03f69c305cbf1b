# Copyright 2026 Customer Policy Suite contributors
# License AGPL-3.0 or later (https://www.gnu.org/licenses/agpl).

from odoo import api, models
from odoo.fields import Domain

from odoo.addons.crm_policy.engine.xlsx import Column, Sheet


class PenaltyXlsx(models.AbstractModel):
    """Penalties for payroll: a row each, and totals by person (ALC-11)."""

    _name = "report.crm_allocation.penalty_xlsx"
    _inherit = "report.crm_policy.xlsx"
    _description = "Penalties"

    _xlsx_model = "crm.allocation.penalty"

    @api.model
    def _get_sheets(self, docids, data):
        return [
            *super()._get_sheets(docids, data),
            Sheet(
                name=self.env._("Totals by Person"),
                columns=self._get_total_columns(),
                rows=self._get_totals(self._get_domain(docids, data)),
            ),
        ]

    @api.model
    def _get_columns(self, data):
        return [
            self._get_column("name", width=16),
            self._get_column("user_id", width=20),
            self._get_column("team_id", width=18),
            self._get_column("date", "date"),
            self._get_column("type_id", width=28),
            self._get_column("rule", width=24),
            self._get_column("evidence", width=48),
            self._get_column("amount", "money"),
            self._get_column("currency_id", width=10),
            self._get_column("state", width=12),
            self._get_column("appealed_on", "date"),
            self._get_column("is_upheld", "bool"),
            self._get_column("decision_reason", width=32),
            Column(self.env._("Settled Month"), "date", field="settlement_id.month"),
            self._get_column("company_id", width=20),
        ]

    @api.model
    def _get_total_columns(self):
        return [
            Column(self.env._("Person"), width=20),
            Column(self.env._("Department"), width=18),
            Column(self.env._("Penalties"), "int", total=True),
            Column(self.env._("Settled or Confirmed"), "money"),
            Column(self.env._("Proposed or Appealed"), "money"),
            Column(self.env._("Waived"), "money"),
            Column(self.env._("Currency"), width=10),
        ]

    @api.model
    def _get_totals(self, domain):
        """Never added up over currencies."""
        states = {
            "settled": 0,
            "confirmed": 0,
            "proposed": 1,
            "appealed": 1,
            "waived": 2,
        }
        rows = {}
        for user, team, currency, state, count, amount in self.env[
            self._xlsx_model
        ]._read_group(
            Domain(domain),
            ["user_id", "team_id", "currency_id", "state"],
            ["__count", "amount:sum"],
        ):
            row = rows.setdefault((user, team, currency), [0, [0, 0, 0]])
            row[0] += count
            row[1][states[state]] += amount
        # sudo: names are shown with the penalty, as in any view
        return [
            (user.sudo().name, team.sudo().name or "", count, *sums, currency.name)
            for (user, team, currency), (count, sums) in rows.items()
        ]

    @api.model
    def _get_parameters(self, docids, data):
        parameters = super()._get_parameters(docids, data)
        if data.get("month"):
            parameters.append((self.env._("Month"), data["month"]))
        return [
            *parameters,
            (
                self.env._("Note"),
                self.env._("Nothing is deducted by itself. Payroll decides."),
            ),
        ]
