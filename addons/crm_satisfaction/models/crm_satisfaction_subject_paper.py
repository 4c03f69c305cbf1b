# Copyright 2026 Customer Policy Suite contributors
# License AGPL-3.0 or later (https://www.gnu.org/licenses/agpl).

from odoo import api, fields, models


class CrmSatisfactionSubject(models.Model):
    _inherit = "crm.satisfaction.subject"

    paper_ids = fields.One2many(
        "crm.satisfaction.paper", "subject_id", string="Papers", copy=False
    )
    missing_paper_count = fields.Integer(
        string="Papers Missing", compute="_compute_missing_paper_count"
    )

    @api.depends("paper_ids.state")
    @api.depends_context("uid", "allowed_company_ids")
    def _compute_missing_paper_count(self):
        counts = dict(
            self.env["crm.satisfaction.paper"]._read_group(
                [("subject_id", "in", self.ids), ("state", "=", "missing")],
                ["subject_id"],
                ["__count"],
            )
        )
        for subject in self:
            subject.missing_paper_count = counts.get(subject, 0)

    def action_open_papers(self):
        """The papers of the object, the missing ones first."""
        self.ensure_one()
        action = self.env["ir.actions.act_window"]._for_xml_id(
            "crm_satisfaction.crm_satisfaction_paper_action"
        )
        return {
            **action,
            "domain": [("subject_id", "=", self.id)],
            "context": {"default_subject_id": self.id},
        }
