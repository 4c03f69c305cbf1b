# Copyright 2026 Customer Policy Suite contributors
# License AGPL-3.0 or later (https://www.gnu.org/licenses/agpl).

from odoo import api, fields, models

GROUPS = "crm_policy.group_user,crm_policy.group_auditor"


class ProjectProject(models.Model):
    """How satisfied the customer is with a project."""

    _inherit = "project.project"

    satisfaction_subject_ids = fields.One2many(
        "crm.satisfaction.subject",
        "project_id",
        string="Measured Objects",
        groups=GROUPS,
    )
    satisfaction_subject_count = fields.Integer(
        string="Number of Measured Objects",
        compute="_compute_satisfaction_subject_count",
        groups=GROUPS,
    )

    @api.depends("satisfaction_subject_ids")
    @api.depends_context("uid", "allowed_company_ids")
    def _compute_satisfaction_subject_count(self):
        counts = dict(
            self.env["crm.satisfaction.subject"]._read_group(
                [("project_id", "in", self.ids)], ["project_id"], ["__count"]
            )
        )
        for project in self:
            project.satisfaction_subject_count = counts.get(project, 0)

    def _prepare_satisfaction_subject(self):
        """What an object takes over from its project; nothing without one."""
        if not self:
            return {}
        customer = self.partner_id.commercial_partner_id
        values = {
            "name": self.name,
            "partner_id": customer.id,
            "user_id": self.user_id.id,
            "date_start": self.date_start,
            "date_completion": self.date,
        }
        return {name: value for name, value in values.items() if value}

    def action_open_satisfaction(self):
        """The objects of this project; a new one where there is none yet."""
        self.ensure_one()
        action = self.env["ir.actions.act_window"]._for_xml_id(
            "crm_satisfaction.crm_satisfaction_subject_action"
        )
        action["context"] = {"default_project_id": self.id} | {
            f"default_{name}": value
            for name, value in self._prepare_satisfaction_subject().items()
        }
        action["domain"] = [("project_id", "=", self.id)]
        if not self.satisfaction_subject_count:
            action["views"] = [(False, "form")]
        return action
