# Copyright 2026 Customer Policy Suite contributors
# License AGPL-3.0 or later (https://www.gnu.org/licenses/agpl).

from odoo import fields, models


class CrmAllocationSimulationLine(models.Model):
    """What one person had then, and would have had by the rules."""

    _name = "crm.allocation.simulation.line"
    _inherit = ["crm.policy.xlsx.mixin"]
    _description = "Person of a Simulation"
    _order = "simulation_id desc, id"
    _rec_name = "user_id"

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
    user_id = fields.Many2one(
        "res.users",
        string="Person",
        readonly=True,
        ondelete="cascade",
        help="Empty: with nobody.",
    )
    before_count = fields.Integer(string="Then", readonly=True)
    after_count = fields.Integer(string="By the Rules", readonly=True)
    before_share = fields.Float(string="Share Then (%)", readonly=True, digits=(5, 2))
    after_share = fields.Float(
        string="Share by the Rules (%)", readonly=True, digits=(5, 2)
    )
