# Copyright 2026 Customer Policy Suite contributors
# License AGPL-3.0 or later (https://www.gnu.org/licenses/agpl).

from odoo import api, fields, models
from odoo.fields import Domain

from ..engine.forms import LATE, MISSING, NONE, NOT_DUE, ON_TIME, form_status


class CrmVisit(models.Model):
    """Late and missing forms (VIS-03, VIS-07)."""

    _inherit = "crm.visit"

    form_status = fields.Selection(
        selection="_selection_form_status",
        string="Form",
        compute="_compute_form_status",
        search="_search_form_status",
        help="Closed in time, closed late, or not closed although it is due. The hours "
        "until a form is due are set on the channel.",
    )

    @api.model
    def _selection_form_status(self):
        return [
            (ON_TIME, self.env._("On Time")),
            (LATE, self.env._("Late")),
            (MISSING, self.env._("Missing")),
            (NOT_DUE, self.env._("Not Due Yet")),
            (NONE, self.env._("No Form")),
        ]

    @api.depends("state", "done_on", "is_late", "report_deadline")
    def _compute_form_status(self):
        now = fields.Datetime.now()
        for visit in self:
            visit.form_status = form_status(
                visit.state, visit.done_on, visit.is_late, visit.report_deadline, now
            )

    def _search_form_status(self, operator, value):
        if operator != "in":
            return NotImplemented
        domains = self._get_form_status_domains()
        return Domain.OR(domains[status] for status in value if status in domains)

    @api.model
    def _get_form_status_domains(self):
        """What each status means at this moment; together they are all visits."""
        owed = Domain("state", "!=", "cancelled")
        closed = owed & Domain("done_on", "!=", False)
        due = Domain("report_deadline", "<", fields.Datetime.now())
        never = owed & Domain("done_on", "=", False)
        return {
            ON_TIME: closed & Domain("is_late", "=", False),
            LATE: closed & Domain("is_late", "=", True),
            MISSING: never & due,
            NOT_DUE: never & ~due,
            NONE: ~owed,
        }
