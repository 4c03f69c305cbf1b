# Copyright 2026 Customer Policy Suite contributors
# License AGPL-3.0 or later (https://www.gnu.org/licenses/agpl).

from odoo import api, fields, models
from odoo.exceptions import UserError
from odoo.tools.i18n import format_list


class CrmVisit(models.Model):
    """What follows from a visit: promises, events, steps (VIS-12, VIS-13, VIS-16)."""

    _inherit = "crm.visit"

    promise_ids = fields.One2many("crm.visit.promise", "visit_id", string="Promises")
    promise_broken_count = fields.Integer(
        string="Broken Promises", compute="_compute_promise_broken_count"
    )
    event_ids = fields.One2many(
        "crm.visit.event", "visit_id", string="Important Events"
    )
    has_important_event = fields.Boolean(
        string="Important Event Learnt",
        copy=False,
        help="Something about the customer that the department must know, such as a "
        "change of management. The form cannot be closed before it is reported.",
    )

    @api.depends("promise_ids.is_broken")
    def _compute_promise_broken_count(self):
        for visit in self:
            visit.promise_broken_count = len(visit.promise_ids.filtered("is_broken"))

    def _get_always_open_fields(self):
        """Promises and events come up later too; each has rules of its own."""
        return super()._get_always_open_fields() | {"promise_ids", "event_ids"}

    def _after_done(self):
        result = super()._after_done()
        self.env["crm.visit.development.customer"]._move_met(self)
        return result

    def _check_contents(self):
        """An important event is not kept by one person (VIS-13)."""
        result = super()._check_contents()
        # sudo: a confidential event of the visit counts, whoever closes the form
        silent = self.sudo().filtered(
            lambda visit: visit.has_important_event and not visit.event_ids
        )
        if silent:
            raise UserError(
                self.env._(
                    "Report the important event first, or untick it: %(visits)s",
                    visits=format_list(self.env, silent.mapped("display_name")),
                )
            )
        return result
