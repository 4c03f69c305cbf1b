# Copyright 2026 Customer Policy Suite contributors
# License AGPL-3.0 or later (https://www.gnu.org/licenses/agpl).

from odoo import fields, models


class CrmAllocationSimulationFigure(models.Model):
    """A figure of a simulation: then, and by the rules."""

    _name = "crm.allocation.simulation.figure"
    _description = "Figure of a Simulation"
    _order = "id"
    _rec_name = "code"

    simulation_id = fields.Many2one(
        "crm.allocation.simulation",
        required=True,
        readonly=True,
        index=True,
        ondelete="cascade",
    )
    company_id = fields.Many2one(
        related="simulation_id.company_id", store=True, index=True
    )
    code = fields.Selection(
        [
            ("served", "Customers with somebody"),
            ("unserved", "Customers with nobody"),
            ("largest", "Share of the largest (%)"),
            ("index", "Herfindahl index (10 000: one has all)"),
            ("mean", "Mean wait (hours)"),
            ("longest", "Longest wait (hours)"),
        ],
        string="Figure",
        required=True,
        readonly=True,
    )
    before = fields.Float(string="Then", readonly=True, digits=(16, 2))
    after = fields.Float(string="By the Rules", readonly=True, digits=(16, 2))
    difference = fields.Float(compute="_compute_difference", digits=(16, 2))

    def _compute_difference(self):
        for figure in self:
            figure.difference = figure.after - figure.before
