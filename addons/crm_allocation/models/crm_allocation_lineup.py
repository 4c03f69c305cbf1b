# Copyright 2026 Customer Policy Suite contributors
# License AGPL-3.0 or later (https://www.gnu.org/licenses/agpl).

from odoo import fields, models


class CrmAllocationLineup(models.Model):
    """How people stood in the line of a rule when a run formed it (ALC-06).

    Kept once for all customers of the run that share rule, class and region; the rule
    stands in it as it was (law 3).
    """

    _name = "crm.allocation.lineup"
    _description = "Line of an Allocation Rule"
    _order = "id"
    _rec_name = "rule_name"

    run_id = fields.Many2one(
        "crm.allocation.run",
        required=True,
        readonly=True,
        index=True,
        ondelete="cascade",
    )
    company_id = fields.Many2one(
        "res.company", required=True, readonly=True, ondelete="restrict"
    )
    rule_id = fields.Many2one(
        "crm.allocation.rule",
        readonly=True,
        index="btree_not_null",
        ondelete="set null",
    )
    rule_name = fields.Char(string="Rule Then", readonly=True)
    rule_version = fields.Integer(string="Version", readonly=True)
    rule_values = fields.Json(readonly=True, help="The rule as it was.")
    class_id = fields.Many2one(
        "crm.allocation.class", readonly=True, ondelete="restrict"
    )
    state_id = fields.Many2one("res.country.state", readonly=True, ondelete="restrict")
    position = fields.Integer(
        readonly=True, help="Decisions of the run before the line was formed."
    )
    total = fields.Integer(
        readonly=True, help="Customers that counted for the shares then."
    )
    receivers = fields.Integer(readonly=True, help="People who received at all.")
    moment = fields.Datetime(readonly=True)
    places = fields.Json(readonly=True, help="How everybody stood.")
