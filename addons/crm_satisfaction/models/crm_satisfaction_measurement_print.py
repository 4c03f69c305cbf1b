# Copyright 2026 Customer Policy Suite contributors
# License AGPL-3.0 or later (https://www.gnu.org/licenses/agpl).

from odoo import fields, models


class CrmSatisfactionMeasurement(models.Model):
    """Paper forms and score sheets of a measurement (SAT-09, SAT-14)."""

    _inherit = "crm.satisfaction.measurement"

    paper_count = fields.Integer(
        string="Paper Forms Printed",
        readonly=True,
        copy=False,
        aggregator="sum",
        help="Each printed form has its own number.",
    )

    def _get_decision_fields(self):
        return super()._get_decision_fields() | {"paper_count"}

    def action_print_forms(self):
        """How many forms, and for whom?"""
        self.ensure_one()
        return {
            "type": "ir.actions.act_window",
            "name": self.env._("Print Questionnaires"),
            "res_model": "crm.satisfaction.print",
            "views": [(False, "form")],
            "target": "new",
            "context": {"default_measurement_id": self.id},
        }

    def _reserve_form_numbers(self, count):
        """Numbers for printed forms, each given once.

        :return: list of texts
        """
        self.ensure_one()
        self._lock("open")
        first = self.paper_count + 1
        self._decide({"paper_count": self.paper_count + count})
        return [
            f"{self.reference}-{number:03d}" for number in range(first, first + count)
        ]

    def action_export_xlsx(self):
        """Score sheets of the selected measurements, or of all that the list shows."""
        return self._print_xlsx("crm_satisfaction.score_sheet_xlsx")
