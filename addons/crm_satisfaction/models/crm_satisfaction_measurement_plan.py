# Copyright 2026 Customer Policy Suite contributors
# License AGPL-3.0 or later (https://www.gnu.org/licenses/agpl).

from odoo import models


class CrmSatisfactionMeasurement(models.Model):
    _inherit = "crm.satisfaction.measurement"

    def _join_plan(self, line):
        """Planned before the plan was approved: it is carried out as the plan says.

        What collects answers already only learns to which plan it belongs.
        """
        self.ensure_one()
        values = {"plan_line_id": line.id}
        if self.state == "planned":
            values = line._prepare_measurement()
        self._decide(values)
