# Copyright 2026 Customer Policy Suite contributors
# License AGPL-3.0 or later (https://www.gnu.org/licenses/agpl).

from odoo import api, fields, models

# From the first word to the call that asks how it went
PHASES = [
    ("reception", "Reception"),
    ("needs", "Needs"),
    ("service", "Service"),
    ("feedback", "Feedback Call"),
]


class CrmComplaintStandardItem(models.Model):
    """One thing that good service does, with its time limit and its marks (CMP-13)."""

    _name = "crm.complaint.standard.item"
    _description = "Item of a Service Standard"
    _order = "standard_id, sequence, id"

    standard_id = fields.Many2one(
        "crm.complaint.standard", required=True, ondelete="cascade", index=True
    )
    sequence = fields.Integer(default=10)
    phase = fields.Selection(
        PHASES,
        required=True,
        default="reception",
    )
    name = fields.Char(string="What Is Done", required=True, translate=True)
    time_limit = fields.Float(
        digits=(16, 1), help="Within so much time; zero: no limit is set."
    )
    time_unit = fields.Selection(
        [
            ("minutes", "Minutes"),
            ("hours", "Working Hours"),
            ("days", "Working Days"),
            ("calendar", "Calendar Days"),
        ],
        default="minutes",
    )
    max_mark = fields.Float(
        string="Marks at Most", digits=(16, 1), default=10, required=True
    )

    _max_mark_positive = models.Constraint(
        "CHECK(max_mark > 0 AND time_limit >= 0)",
        "The marks are above zero and the time limit is not below.",
    )

    @api.depends("name", "phase")
    def _compute_display_name(self):
        phases = dict(self._fields["phase"]._description_selection(self.env))
        for item in self:
            item.display_name = f"{phases.get(item.phase, '')}: {item.name or ''}"

    def _get_limit_text(self):
        """The time limit in words, in the language of the reader."""
        self.ensure_one()
        if not self.time_limit:
            return False
        units = dict(self._fields["time_unit"]._description_selection(self.env))
        return f"{self.time_limit:g} {units[self.time_unit]}"

    def _prepare_mark(self):
        """The line of a check, which does not change when the standard does."""
        self.ensure_one()
        return {
            "sequence": self.sequence,
            "phase": self.phase,
            "name": self.name,
            "limit_text": self._get_limit_text(),
            "max_mark": self.max_mark,
        }
