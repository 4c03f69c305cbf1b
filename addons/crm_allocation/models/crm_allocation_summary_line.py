# Copyright 2026 Customer Policy Suite contributors
# License AGPL-3.0 or later (https://www.gnu.org/licenses/agpl).

from odoo import api, fields, models
from odoo.exceptions import UserError
from odoo.fields import Domain


class CrmAllocationSummaryLine(models.Model):
    """The week of one salesperson, as it was counted (ALC-17)."""

    _name = "crm.allocation.summary.line"
    _description = "Weekly Summary of a Salesperson"
    _order = "date_from desc, team_id, user_id, id"
    _rec_name = "user_id"

    summary_id = fields.Many2one(
        "crm.allocation.summary",
        required=True,
        readonly=True,
        ondelete="cascade",
        index=True,
    )
    company_id = fields.Many2one(
        related="summary_id.company_id", store=True, precompute=True
    )
    date_from = fields.Date(
        related="summary_id.date_from", store=True, precompute=True, string="Week from"
    )
    user_id = fields.Many2one(
        "res.users",
        string="Salesperson",
        required=True,
        readonly=True,
        ondelete="restrict",
        index=True,
    )
    team_id = fields.Many2one(
        "crm.team", string="Department", readonly=True, ondelete="set null"
    )
    owned = fields.Integer(
        string="Customers", readonly=True, help="Owned at the end of the week."
    )
    registered = fields.Integer(readonly=True, help="Registered by the person.")
    allocated = fields.Integer(
        readonly=True, help="Allocated by the company, calls included."
    )
    claimed = fields.Integer(readonly=True, help="Claimed from a pool.")
    taken_over = fields.Integer(
        readonly=True, help="By swap, hand-over, re-assignment or review."
    )
    released = fields.Integer(readonly=True, help="Given back by the person.")
    taken_back = fields.Integer(
        readonly=True, help="By the director: idle, reviewed or re-assigned."
    )
    in_time = fields.Integer(
        string="Contacted in Time", readonly=True, help="First contacts in their time."
    )
    late = fields.Integer(string="Contacted Late", readonly=True)
    missed = fields.Integer(
        string="Clocks Missed", readonly=True, help="No contact or report in time."
    )
    still_open = fields.Integer(
        string="Clocks Open",
        readonly=True,
        help="Neither contacted nor reported when the summary was made.",
    )
    developed = fields.Integer(
        readonly=True, help="Customers of whom something came: an order, a contract."
    )
    penalties = fields.Integer(
        readonly=True, help="Proposed for this week, whatever was decided since."
    )
    details = fields.Json(readonly=True, help="The records behind each figure.")

    _person_uniq = models.Constraint(
        "UNIQUE(summary_id, user_id)", "One line a person and week."
    )

    def action_open_figure(self, figure):
        """Exactly the records that a figure was counted from.

        :param str figure: name of a figure of the summary
        :raises UserError: when there is no such figure
        """
        self.ensure_one()
        self.check_access("read")
        figures = self.summary_id._get_figures()
        if figure not in figures:
            raise UserError(self.env._("This summary does not count that."))
        counted = figures[figure]
        if counted.is_level:
            domain = self.summary_id._get_figure_domain(counted)
            domain &= Domain(counted.person, "=", self.user_id.id)
        else:
            domain = Domain("id", "in", (self.details or {}).get(figure, []))
        return {
            "type": "ir.actions.act_window",
            "name": f"{self._get_label(figure)} · {self.user_id.name}",
            "res_model": counted.model,
            "domain": list(domain),
            "views": [(False, "list"), (False, "form")],
            "context": {"create": False},
        }

    def _get_label(self, figure):
        return self._fields[figure]._description_string(self.env)

    @api.model
    def _get_figure_path(self):
        """Where a link in a mail opens the records of a figure."""
        return "/odoo/action-allocation_summary_figure"
