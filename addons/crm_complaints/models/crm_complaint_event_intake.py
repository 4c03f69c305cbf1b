# Copyright 2026 Customer Policy Suite contributors
# License AGPL-3.0 or later (https://www.gnu.org/licenses/agpl).

from odoo import fields, models


class CrmComplaintEvent(models.Model):
    _inherit = "crm.complaint.event"

    kind = fields.Selection(
        selection_add=[("converted", "Opinion Became a Complaint")],
        ondelete={"converted": "cascade"},
    )
