# Copyright 2026 Customer Policy Suite contributors
# License AGPL-3.0 or later (https://www.gnu.org/licenses/agpl).

from odoo import api, models

from ..engine.levels import bands
from ..engine.score import plain


class ReportForm(models.AbstractModel):
    """The printed questionnaire: factors by levels, one page a form (SAT-09)."""

    _name = "report.crm_satisfaction.report_form"
    _description = "Printed Questionnaire"

    @api.model
    def _get_report_values(self, docids, data=None):
        wizards = self.env["crm.satisfaction.print"].browse(docids)
        wizards.check_access("read")
        wizards.measurement_id.check_access("read")
        return {
            "doc_ids": docids,
            "doc_model": wizards._name,
            "docs": wizards,
            "forms": [
                self._get_form(wizard.measurement_id, form)
                for wizard in wizards
                for form in wizard.forms or []
            ],
        }

    @api.model
    def _get_form(self, measurement, form):
        """One form, in the language of who fills it in."""
        measurement = measurement.with_context(lang=form["lang"])
        respondents = measurement.env["crm.satisfaction.respondent"]
        # sudo: levels and factors are printed for everybody who is asked
        levels = measurement.env["crm.satisfaction.level"].sudo()
        return {
            **form,
            "measurement": measurement,
            "set": measurement.set_id.sudo(),
            "factors": measurement.set_id.sudo().factor_ids,
            "respondent": respondents.browse(form["respondent_id"] or []).exists(),
            "levels": [
                {
                    "name": levels.browse(band.level.key).name,
                    "band": f"{plain(band.lower)}–{plain(band.written_top)}",
                }
                for band in bands(measurement._get_levels())
            ],
        }
