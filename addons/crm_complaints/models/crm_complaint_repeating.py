# Copyright 2026 Customer Policy Suite contributors
# License AGPL-3.0 or later (https://www.gnu.org/licenses/agpl).

from odoo import api, fields, models

# What decides to which repeat a complaint belongs.
KEY_FIELDS = frozenset(
    {
        "company_id",
        "kind",
        "state",
        "category_id",
        "subject_name",
        "subject_ref",
        "partner_id",
        "duplicate_of_id",
        "received_on",
        "is_confidential",
    }
)


class CrmComplaint(models.Model):
    """Complaints of the same are counted as they come (CMP-05, CMP-06)."""

    _inherit = "crm.complaint"

    repeat_id = fields.Many2one(
        "crm.complaint.repeat",
        readonly=True,
        copy=False,
        index="btree_not_null",
        ondelete="set null",
    )
    is_repeat = fields.Boolean(
        string="Repeated",
        readonly=True,
        copy=False,
        help="The same was complained of before.",
    )
    repeat_count = fields.Integer(
        string="Same Complaints", compute="_compute_repeat_count"
    )
    improvement_id = fields.Many2one(
        "crm.improvement",
        string="Key Improvement Point",
        readonly=True,
        copy=False,
        index="btree_not_null",
        ondelete="set null",
    )

    @api.depends("repeat_id")
    def _compute_repeat_count(self):
        for complaint in self:
            # sudo: the number says nothing about the others
            complaint.repeat_count = complaint.sudo().repeat_id.count

    def _get_decision_fields(self):
        return super()._get_decision_fields() | {
            "repeat_id",
            "is_repeat",
            "improvement_id",
        }

    @api.model_create_multi
    def create(self, vals_list):
        complaints = super().create(vals_list)
        complaints._count_repeats()
        return complaints

    def write(self, vals):
        changed = KEY_FIELDS & vals.keys()
        # a step to and fro changes nothing; to the end and back does
        if changed == {"state"} and vals["state"] != "cancelled":
            changed = any(complaint.state == "cancelled" for complaint in self)
        result = super().write(vals)
        if changed:
            self._count_repeats()
        return result

    def unlink(self):
        repeats = self.sudo().repeat_id
        result = super().unlink()
        repeats._recount()
        return result

    def _count_repeats(self):
        """Sorts these complaints in; the third of the same opens a point."""
        # sudo: who takes a complaint in need not see the others of the same kind
        complaints = self.sudo().with_context(active_test=False)
        before = {complaint.id: complaint.repeat_id for complaint in complaints}
        reached = self.env["crm.complaint.repeat"].sudo()
        known = reached.search([("state", "=", "reached")]) if complaints else reached
        reached._count(complaints)
        for repeat, joined in complaints.grouped("repeat_id").items():
            new = joined.filtered(
                lambda complaint, repeat=repeat: before[complaint.id] != repeat
            )
            if repeat in known and new:
                repeat._came_again(new)

    def action_open_repeat(self):
        """The complaints of the same that I may see"""
        self.ensure_one()
        action = self.env["ir.actions.act_window"]._for_xml_id(
            "crm_complaints.crm_complaint_action"
        )
        # sudo: only the number of the repeat, the list follows one's own rights
        repeat = self.sudo().repeat_id
        return {
            **action,
            "domain": [("repeat_id", "=", repeat.id), ("repeat_id", "!=", False)],
            "context": {},
        }

    def action_open_improvement(self):
        self.ensure_one()
        return self.improvement_id._get_records_action(context={})
