# Copyright 2026 Customer Policy Suite contributors
# License AGPL-3.0 or later (https://www.gnu.org/licenses/agpl).

from odoo import api, models


class CrmGradingStanding(models.Model):
    """Grades that take effect close the upgrade targets they reach (GRD-19)."""

    _inherit = "crm.grading.standing"

    @api.model
    def _apply_round(self, record):
        res = super()._apply_round(record)
        # sudo: a target is closed by the grade, whoever puts it into effect
        targets = self.env["crm.grading.target"].sudo()
        targets._close_reached(record.company_id)
        return res
