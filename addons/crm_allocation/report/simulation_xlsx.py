# Copyright 2026 Customer Policy Suite contributors
# License AGPL-3.0 or later (https://www.gnu.org/licenses/agpl).

from odoo import api, models

from odoo.addons.crm_policy.engine.xlsx import Column, Sheet


class SimulationXlsx(models.AbstractModel):
    """A simulation: each person then and by the rules, and the figures (ALC-06)."""

    _name = "report.crm_allocation.simulation_xlsx"
    _inherit = "report.crm_policy.xlsx"
    _description = "Simulation of Allocation"

    _xlsx_model = "crm.allocation.simulation.line"

    @api.model
    def _get_columns(self, data):
        return [
            self._get_column("simulation_id", width=30),
            self._get_column("user_id", width=20),
            self._get_column("before_count", "int", total=True),
            self._get_column("after_count", "int", total=True),
            self._get_column("before_share", "float"),
            self._get_column("after_share", "float"),
        ]

    @api.model
    def _get_sheets(self, docids, data):
        sheets = super()._get_sheets(docids, data)
        simulations = (
            self.env[self._xlsx_model]
            .search(self._get_domain(docids, data))
            .simulation_id
        )
        return [
            *sheets,
            Sheet(
                name=self.env._("Figures"),
                columns=[
                    Column(self.env._("Simulation"), field="simulation_id", width=30),
                    Column(self.env._("Figure"), field="code", width=36),
                    Column(self.env._("Then"), "float", field="before"),
                    Column(self.env._("By the Rules"), "float", field="after"),
                ],
                model="crm.allocation.simulation.figure",
                domain=[("simulation_id", "in", simulations.ids)],
            ),
        ]
