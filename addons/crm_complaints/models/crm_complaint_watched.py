# Copyright 2026 Customer Policy Suite contributors
# License AGPL-3.0 or later (https://www.gnu.org/licenses/agpl).

from odoo import fields, models


class CrmComplaint(models.Model):
    """Complaints that came of the watch on a project (CMP-15)."""

    _inherit = "crm.complaint"

    watch_id = fields.Many2one(
        "crm.complaint.watch",
        string="Project Watched",
        check_company=True,
        ondelete="restrict",
        index="btree_not_null",
        copy=False,
    )
