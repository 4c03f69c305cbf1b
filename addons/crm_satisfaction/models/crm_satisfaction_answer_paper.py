# Copyright 2026 Customer Policy Suite contributors
# License AGPL-3.0 or later (https://www.gnu.org/licenses/agpl).

from odoo import models


class CrmSatisfactionAnswer(models.Model):
    _inherit = "crm.satisfaction.answer"

    def _after_answered(self):
        result = super()._after_answered()
        self.env["crm.satisfaction.paper"]._receive_from_answers(self)
        return result
