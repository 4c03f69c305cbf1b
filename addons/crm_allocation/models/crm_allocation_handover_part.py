# Copyright 2026 Customer Policy Suite contributors
# License AGPL-3.0 or later (https://www.gnu.org/licenses/agpl).

from odoo import api, fields, models

from ..engine.handover import CUSTOMERS


class CrmAllocationHandoverPart(models.Model):
    """How much of one kind a hand-over moves (ALC-14)."""

    _name = "crm.allocation.handover.part"
    _description = "Part of a Hand-Over"
    _order = "handover_id, id"
    _rec_name = "code"

    handover_id = fields.Many2one(
        "crm.allocation.handover",
        required=True,
        readonly=True,
        index=True,
        ondelete="cascade",
    )
    code = fields.Char(required=True, readonly=True)
    label = fields.Char(string="What", compute="_compute_label")
    how = fields.Selection(
        [("moves", "Moves"), ("follows", "Follows its customer"), ("stays", "Stays")],
        string="What Happens",
        required=True,
        readonly=True,
        help="Stays: decide yourself what becomes of it.",
    )
    count = fields.Integer(string="Records", readonly=True)
    moved_count = fields.Integer(string="Moved", compute="_compute_moved_count")
    skipped_count = fields.Integer(string="Not Moved", compute="_compute_moved_count")
    undone_count = fields.Integer(string="Moved Back", compute="_compute_moved_count")

    @api.depends("code")
    @api.depends_context("lang")
    def _compute_label(self):
        work = self.env["crm.allocation.handover.item"]._selection_part()
        labels = {**dict(work), CUSTOMERS: self.env._("Customers")}
        for part in self:
            part.label = labels.get(part.code)

    @api.depends("handover_id.item_ids.state", "handover_id.customer_ids.state")
    def _compute_moved_count(self):
        counts = {}
        domain = [("handover_id", "in", self.handover_id.ids)]
        # sudo: numbers of all, beside the number of all; a successor reads the own
        customers = self.env["crm.allocation.handover.customer"].sudo()
        items = self.env["crm.allocation.handover.item"].sudo()
        for handover, state, count in customers._read_group(
            domain, ["handover_id", "state"], ["__count"]
        ):
            counts[handover, CUSTOMERS, state] = count
        for handover, part, state, count in items._read_group(
            domain, ["handover_id", "part", "state"], ["__count"]
        ):
            counts[handover, part, state] = count
        for part in self:
            key = part.handover_id._origin, part.code
            part.moved_count = counts.get((*key, "moved"), 0)
            part.skipped_count = counts.get((*key, "skipped"), 0)
            part.undone_count = counts.get((*key, "undone"), 0)

    def action_open(self):
        """The records of this part."""
        self.ensure_one()
        handover = self.handover_id
        if self.code == CUSTOMERS:
            return handover.action_open_customers()
        if self.how == "follows":
            return self._open_following()
        return {
            **handover.action_open_items(),
            "name": self.label,
            "domain": [("handover_id", "=", handover.id), ("part", "=", self.code)],
            "context": {},
        }

    def _open_following(self):
        handover = self.handover_id
        part = handover._get_following_parts()[self.code]
        return {
            "type": "ir.actions.act_window",
            "name": self.label,
            "res_model": part.model,
            "view_mode": "list,form",
            "domain": list(part.domain),
        }
