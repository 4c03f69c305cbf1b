# Copyright 2026 Customer Policy Suite contributors
# License AGPL-3.0 or later (https://www.gnu.org/licenses/agpl).

from odoo import api, fields, models
from odoo.exceptions import UserError

from ..engine import routing


class CrmAllocationDecision(models.Model):
    """Who received a customer, or why nobody did (ALC-06).

    Written by allocating only. Facts stand in it and in the line of its rule; sentence
    and table are read from them, in the language of the reader.
    """

    _name = "crm.allocation.decision"
    _inherit = ["crm.policy.xlsx.mixin"]
    _description = "Allocation Decision"
    _order = "decided_on desc, id desc"
    _rec_name = "partner_id"

    run_id = fields.Many2one(
        "crm.allocation.run",
        required=True,
        readonly=True,
        index=True,
        ondelete="restrict",
    )
    kind = fields.Selection(related="run_id.kind", string="How")
    company_id = fields.Many2one(
        "res.company", required=True, readonly=True, ondelete="restrict"
    )
    partner_id = fields.Many2one(
        "res.partner",
        string="Customer",
        required=True,
        readonly=True,
        index=True,
        ondelete="cascade",
    )
    class_id = fields.Many2one(
        "crm.allocation.class",
        string="Class Then",
        readonly=True,
        index="btree_not_null",
        ondelete="restrict",
        help="The class of the customer when it was decided.",
    )
    rule_id = fields.Many2one(
        "crm.allocation.rule",
        readonly=True,
        index="btree_not_null",
        ondelete="set null",
    )
    lineup_id = fields.Many2one(
        "crm.allocation.lineup",
        readonly=True,
        index="btree_not_null",
        ondelete="restrict",
    )
    rule_name = fields.Char(related="lineup_id.rule_name", string="Rule Then")
    rule_version = fields.Integer(related="lineup_id.rule_version")
    position = fields.Integer(readonly=True, help="Number in its run.")
    user_id = fields.Many2one(
        "res.users", string="Person", readonly=True, ondelete="restrict"
    )
    team_id = fields.Many2one(
        "crm.team", readonly=True, index="btree_not_null", ondelete="set null"
    )
    state = fields.Selection(
        [
            ("decided", "Allocated"),
            ("unassigned", "Waits"),
            ("superseded", "Waited"),
        ],
        string="Status",
        required=True,
        readonly=True,
        help="Waited: found its owner later.",
    )
    code = fields.Selection(
        selection="_selection_code", string="Why Nobody", readonly=True
    )
    facts = fields.Json(readonly=True)
    reason = fields.Text(readonly=True, help="Given with a direct assignment.")
    held_since = fields.Datetime(string="Waited Since", readonly=True)
    waited_hours = fields.Float(
        string="Waiting Time (hours)",
        readonly=True,
        aggregator="avg",
        digits=(10, 2),
        help="From when the company held the customer until somebody received it.",
    )
    decided_on = fields.Datetime(readonly=True)
    tried_on = fields.Datetime(string="Last Tried", readonly=True)
    attempts = fields.Integer(
        readonly=True, aggregator="sum", help="How often the rules were asked."
    )
    approved_by_id = fields.Many2one(
        "res.users", string="Decided By", readonly=True, ondelete="restrict"
    )

    _user_idx = models.Index("(user_id, company_id, decided_on)")
    _waiting_uniq = models.UniqueIndex(
        "(partner_id, company_id) WHERE state = 'unassigned'"
    )

    def _selection_code(self):
        return [
            (routing.NO_RULE, self.env._("No rule matches")),
            (routing.EMPTY, self.env._("Nobody stands in the line")),
            (routing.MIXED, self.env._("Several reasons")),
            *self._selection_verdict(),
        ]

    def _selection_verdict(self):
        """Why somebody who stands in a line receives nothing."""
        return [
            (routing.INACTIVE, self.env._("Not active")),
            (routing.PAUSED, self.env._("Does not receive")),
            (routing.WEIGHTLESS, self.env._("Weight 0")),
            (routing.SUSPENDED, self.env._("Suspended")),
            (routing.LEAVE, self.env._("On leave")),
            (routing.HOURS, self.env._("Out of hours")),
            (routing.CLASS, self.env._("Class not allowed")),
            (routing.TERRITORY, self.env._("Other territory")),
            (routing.FULL, self.env._("Full")),
            (routing.SHARE, self.env._("Too large a share")),
            (routing.SKIPPED, self.env._("Turn lost")),
        ]

    @api.ondelete(at_uninstall=False)
    def _unlink_never(self):
        """What was decided is kept; it goes only with the customer itself."""
        raise UserError(self.env._("Decisions are kept, with their reasons."))

    def action_open_customer(self):
        self.ensure_one()
        return self.partner_id._get_records_action(context={})

    @api.readonly
    def action_export_list(self):
        """The workbook of the selected decisions, or of all that the list shows."""
        return self._print_xlsx("crm_allocation.decision_xlsx")
