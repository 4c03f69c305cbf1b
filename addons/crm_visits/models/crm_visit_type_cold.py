# Copyright 2026 Customer Policy Suite contributors
# License AGPL-3.0 or later (https://www.gnu.org/licenses/agpl).

from odoo import fields, models


class CrmVisitType(models.Model):
    _inherit = "crm.visit.type"

    is_cold = fields.Boolean(
        string="Cold Visit",
        help="Visits of this type ask why the customer has not closed yet.",
    )
