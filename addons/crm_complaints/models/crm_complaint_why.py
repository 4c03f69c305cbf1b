# Copyright 2026 Customer Policy Suite contributors
# License AGPL-3.0 or later (https://www.gnu.org/licenses/agpl).

from odoo import api, fields, models


class CrmComplaintWhy(models.Model):
    """One of the five questions down to the root of a complaint (CMP-07)."""

    _name = "crm.complaint.why"
    _description = "Why of a Complaint"
    _order = "complaint_id, sequence, id"

    complaint_id = fields.Many2one(
        "crm.complaint", required=True, index=True, ondelete="cascade"
    )
    sequence = fields.Integer(default=10)
    number = fields.Integer(compute="_compute_number", string="Why No.")
    question = fields.Char(required=True, string="Why?")
    answer = fields.Text(string="Because")

    @api.depends("sequence", "complaint_id.why_ids.sequence")
    def _compute_number(self):
        """Counted from 1 in the order of the list."""
        for complaint, whys in self.grouped("complaint_id").items():
            ordered = list(complaint.why_ids.sorted("sequence"))
            for why in whys:
                why.number = ordered.index(why) + 1 if why in ordered else 0
