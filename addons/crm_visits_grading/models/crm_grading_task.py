# Copyright 2026 Customer Policy Suite contributors
# License AGPL-3.0 or later (https://www.gnu.org/licenses/agpl).

from odoo import api, fields, models


class CrmGradingTask(models.Model):
    """Management measures that visits complete (GRD-13)."""

    _inherit = "crm.grading.task"

    visit_id = fields.Many2one(
        "crm.visit", readonly=True, index="btree_not_null", ondelete="set null"
    )

    @api.model
    def _find_open_for(self, visit):
        """The earliest open work of each measure that the visit stands for.

        Work that asks for evidence is left open where the visit has no file. A visit
        that was sent back and closed again does not count for a measure once more.
        """
        day = visit._get_local(visit.date_start).date()
        counted = self.search([("visit_id", "=", visit.id)])
        domain = [
            ("partner_id", "=", visit.partner_id.id),
            ("company_id", "=", visit.company_id.root_id.id),
            ("state", "=", "planned"),
            ("period_start", "<=", day),
            ("measure_id.visit_type_id", "=", visit.type_id.id),
            ("measure_id", "not in", counted.measure_id.ids),
        ]
        if not visit.attachment_ids:
            domain.append(("needs_evidence", "=", False))
        tasks = self.search(domain, order="period_start, number, id")
        return self.union(*(same[0] for same in tasks.grouped("measure_id").values()))

    def _record_visit(self, visit):
        """Done by the visit; what was said there stays with the visit."""
        if self:
            note = self.env._("Done by the visit %(visit)s.", visit=visit.name)
            self._record_done(note, visit.attachment_ids)
            self._decide({"visit_id": visit.id})
            self._close_reminders()
