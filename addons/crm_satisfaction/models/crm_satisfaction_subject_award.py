# Copyright 2026 Customer Policy Suite contributors
# License AGPL-3.0 or later (https://www.gnu.org/licenses/agpl).

from odoo import fields, models


class CrmSatisfactionSubject(models.Model):
    """The awards of a measured object (SAT-01)."""

    _inherit = "crm.satisfaction.subject"

    award_ids = fields.One2many(
        "crm.satisfaction.award", "subject_id", string="Awards", copy=False
    )
