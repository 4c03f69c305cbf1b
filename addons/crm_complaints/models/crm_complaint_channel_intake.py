# Copyright 2026 Customer Policy Suite contributors
# License AGPL-3.0 or later (https://www.gnu.org/licenses/agpl).

from odoo import fields, models


class CrmComplaintChannel(models.Model):
    _inherit = "crm.complaint.channel"

    send_receipt = fields.Boolean(
        default=True,
        help="Customers who came this way get a mail with the number of their case, if "
        "they have an address.",
    )
    require_scan = fields.Boolean(
        string="Scan Required",
        help="What came this way is taken in with a scan or photo of the paper.",
    )
