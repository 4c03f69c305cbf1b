# Copyright 2026 Customer Policy Suite contributors
# License AGPL-3.0 or later (https://www.gnu.org/licenses/agpl).

from odoo import api, fields, models


class CrmComplaint(models.Model):
    """Complaints that were heard on a visit (CMP-01)."""

    _inherit = "crm.complaint"

    visit_id = fields.Many2one(
        "crm.visit",
        string="Heard on Visit",
        check_company=True,
        ondelete="set null",
        index="btree_not_null",
        copy=False,
    )

    @api.model_create_multi
    def create(self, vals_list):
        for vals in vals_list:
            self._check_visit_readable(vals)
        return super().create(vals_list)

    def write(self, vals):
        self._check_visit_readable(vals)
        return super().write(vals)

    @api.model
    def _check_visit_readable(self, vals):
        """Nobody hangs a complaint on a visit of others."""
        if vals.get("visit_id"):
            self.env["crm.visit"].browse(vals["visit_id"]).check_access("read")
