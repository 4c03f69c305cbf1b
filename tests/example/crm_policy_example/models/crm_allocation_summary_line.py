# Copyright 2026 Customer Policy Suite contributors
# License AGPL-3.0 or later (https://www.gnu.org/licenses/agpl).

from odoo import fields, models


class CrmAllocationSummaryLine(models.Model):
    _inherit = "crm.allocation.summary.line"

    tickets_closed = fields.Integer(readonly=True, help="Closed within the week.")
