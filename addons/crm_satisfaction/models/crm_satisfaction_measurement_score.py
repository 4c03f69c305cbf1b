# Copyright 2026 Customer Policy Suite contributors
# License AGPL-3.0 or later (https://www.gnu.org/licenses/agpl).

from odoo import api, models
from odoo.tools import split_every

from ..engine import levels as bands
from ..engine import score_sql

# What the statement reads, by model: written before it runs
SOURCES = (
    "crm.satisfaction.answer",
    "crm.satisfaction.answer.line",
    "crm.satisfaction.award",
    "crm.satisfaction.check",
    "crm.satisfaction.factor",
    "crm.satisfaction.measurement",
)
# The steps of the statement are joined row by row: cheap while there are few of them
BATCH_SIZE = 500
ANSWER_FIELDS = ("has_score", "score", "level_id")


class CrmSatisfactionMeasurement(models.Model):
    """How a measurement comes to its score (SAT-01, SAT-03)."""

    _inherit = "crm.satisfaction.measurement"

    def write(self, vals):
        result = super().write(vals)
        if "date_to" in vals:
            # awards count that are valid on this day
            self._rescore()
        return result

    @api.model
    def _prepare_award_basis(self, company):
        return {
            "base": company.satisfaction_award_base,
            "cap": company.satisfaction_award_cap,
        }

    def _prepare_basis(self, factor_set):
        # sudo: settings are what they are, whoever opens the measurement
        company = self.company_id.sudo()
        return {
            **super()._prepare_basis(factor_set),
            "award": self._prepare_award_basis(company),
            "level_value": company.satisfaction_level_value,
        }

    def _get_levels(self):
        """The levels by which the answers are understood, as they stood when it opened.

        :return: list of :class:`~odoo.addons.crm_satisfaction.engine.levels.Level`
        """
        self.ensure_one()
        return [
            bands.Level(level["id"], level["lower"], level["value"])
            for level in (self.basis or {}).get("levels", [])
        ]

    def _rescore(self):
        """Scores open measurements and their answers, one statement a batch.

        What is done stays as it is.
        """
        super()._rescore()
        # sudo: the score follows its sources, whoever may write which of them
        measurements = self.sudo().filtered(lambda one: one.state == "open")
        if not measurements:
            return
        for model in SOURCES:
            self.env[model].flush_model()
        for ids in split_every(BATCH_SIZE, measurements.ids):
            self.env.execute_query(score_sql.rescore(ids))
        names = measurements._get_score_fields()
        measurements.invalidate_recordset(names, flush=False)
        measurements.modified(names)
        self.env["crm.satisfaction.answer"].invalidate_model(ANSWER_FIELDS, flush=False)
