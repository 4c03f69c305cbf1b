# Copyright 2026 Customer Policy Suite contributors
# License AGPL-3.0 or later (https://www.gnu.org/licenses/agpl).

from odoo import api, fields, models


class CrmImprovement(models.Model):
    """A key improvement point with the complaints that called for it (CMP-06)."""

    _inherit = "crm.improvement"

    complaint_ids = fields.One2many(
        "crm.complaint", "improvement_id", string="Complaints", readonly=True
    )
    complaint_count = fields.Integer(
        string="Number of Complaints", compute="_compute_complaint_count"
    )
    complaint_measure_on = fields.Date(
        string="Measure Carried out on", readonly=True, copy=False
    )

    @api.depends("complaint_ids")
    def _compute_complaint_count(self):
        counts = dict(
            # sudo: the number says nothing about the complaints
            self.env["crm.complaint"]
            .sudo()
            ._read_group(
                [("improvement_id", "in", self.ids)], ["improvement_id"], ["__count"]
            )
        )
        for improvement in self:
            improvement.complaint_count = counts.get(improvement, 0)

    def action_submit(self):
        """From here on a repeat shows that the measure had no effect."""
        result = super().action_submit()
        for improvement in self:
            improvement._write_by_action(
                {"complaint_measure_on": improvement.company_id._policy_today()}
            )
        return result

    def action_verify_effective(self):
        result = super().action_verify_effective()
        self._get_complaint_repeats()._close()
        return result

    def _cancel(self, reason):
        result = super()._cancel(reason)
        self._get_complaint_repeats()._close()
        return result

    def _get_complaint_repeats(self):
        # sudo: the counting follows the improvement, whoever decides on it
        return (
            self.env["crm.complaint.repeat"]
            .sudo()
            .search([("improvement_id", "in", self.ids), ("state", "=", "reached")])
        )

    def action_open_complaints(self):
        self.ensure_one()
        action = self.env["ir.actions.act_window"]._for_xml_id(
            "crm_complaints.crm_complaint_action"
        )
        return {
            **action,
            "domain": [("improvement_id", "=", self.id)],
            "context": {"create": False},
        }
