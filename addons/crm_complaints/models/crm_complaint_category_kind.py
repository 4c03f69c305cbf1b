# Copyright 2026 Customer Policy Suite contributors
# License AGPL-3.0 or later (https://www.gnu.org/licenses/agpl).

from odoo import fields, models


class CrmComplaintCategory(models.Model):
    _inherit = "crm.complaint.category"

    for_kind = fields.Selection(
        [("complaint", "Complaints only"), ("opinion", "Opinions only")],
        string="Used for",
        help="Empty: for whatever customers report.",
    )
