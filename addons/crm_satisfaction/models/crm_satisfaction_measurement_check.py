# Copyright 2026 Customer Policy Suite contributors
# License AGPL-3.0 or later (https://www.gnu.org/licenses/agpl).

from odoo import fields, models


class CrmSatisfactionMeasurement(models.Model):
    """The list by which the performance of the contract is judged (SAT-01)."""

    _inherit = "crm.satisfaction.measurement"

    check_ids = fields.One2many(
        "crm.satisfaction.check", "measurement_id", string="Items of the Contract"
    )

    def _after_opened(self):
        result = super()._after_opened()
        self._create_checks()
        return result

    def _create_checks(self):
        """One line for each item of the business, with its weight of today."""
        # sudo: the lists begin with the measurement, whoever opens it
        items = (
            self.env["crm.satisfaction.check.item"]
            .sudo()
            .search([("active", "=", True)])
        )
        self.env["crm.satisfaction.check"].sudo().create(
            [
                {
                    "measurement_id": measurement.id,
                    "item_id": item.id,
                    "weight": item.weight,
                    "sequence": item.sequence,
                }
                for measurement in self
                for item in items._of_kind(measurement.kind_id)
            ]
        )
