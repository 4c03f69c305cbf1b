# Copyright 2026 Customer Policy Suite contributors
# License AGPL-3.0 or later (https://www.gnu.org/licenses/agpl).

from odoo import api, fields, models


class ResPartner(models.Model):
    """The upgrade target that a customer has now (GRD-19)."""

    _inherit = "res.partner"

    grading_target_ids = fields.One2many(
        "crm.grading.target",
        "partner_id",
        groups="crm_policy.group_user,crm_policy.group_auditor",
    )
    grading_target_id = fields.Many2one(
        "crm.grading.target",
        string="Open Upgrade Target",
        compute="_compute_grading_target_id",
        groups="crm_policy.group_user,crm_policy.group_auditor",
    )
    grading_target_grade_id = fields.Many2one(
        "crm.grading.grade",
        string="Upgrade Target",
        compute="_compute_grading_target_id",
        groups="crm_policy.group_user,crm_policy.group_auditor",
    )
    grading_target_date = fields.Date(
        string="Target until",
        compute="_compute_grading_target_id",
        groups="crm_policy.group_user,crm_policy.group_auditor",
    )

    @api.depends("commercial_partner_id", "grading_target_ids.state")
    @api.depends_context("company", "uid")
    def _compute_grading_target_id(self):
        targets = (
            self.env["crm.grading.target"]
            .search(
                [
                    ("partner_id", "in", self.commercial_partner_id.ids),
                    ("company_id", "=", self.env.company.root_id.id),
                    ("state", "=", "open"),
                ]
            )
            .grouped("partner_id")
        )
        empty = self.env["crm.grading.target"]
        for partner in self:
            target = targets.get(partner.commercial_partner_id, empty)
            partner.grading_target_id = target
            partner.grading_target_grade_id = target.target_grade_id
            partner.grading_target_date = target.date

    def action_set_upgrade_target(self):
        action = self.env["ir.actions.act_window"]._for_xml_id(
            "crm_grading.crm_grading_target_set_action"
        )
        return {**action, "context": {"default_partner_ids": self.ids}}
