# Copyright 2026 Customer Policy Suite contributors
# License AGPL-3.0 or later (https://www.gnu.org/licenses/agpl).

from odoo import api, fields, models


class CrmSatisfactionSubject(models.Model):
    """An object that is a project takes over what the project says (SAT-05)."""

    _inherit = "crm.satisfaction.subject"

    project_id = fields.Many2one(
        "project.project",
        check_company=True,
        index="btree_not_null",
        ondelete="set null",
        tracking=True,
    )

    @api.onchange("project_id")
    def _onchange_project_id(self):
        """What is still empty comes from the project."""
        for name, value in self.project_id._prepare_satisfaction_subject().items():
            if not self[name]:
                self[name] = value

    @api.model_create_multi
    def create(self, vals_list):
        projects = self.env["project.project"]
        for vals in vals_list:
            project = projects.browse(vals.get("project_id"))
            for name, value in project._prepare_satisfaction_subject().items():
                vals.setdefault(name, value)
        return super().create(vals_list)
