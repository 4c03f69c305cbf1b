# Copyright 2026 Customer Policy Suite contributors
# License AGPL-3.0 or later (https://www.gnu.org/licenses/agpl).

from odoo import models


class CrmSatisfactionMeasurement(models.Model):
    """Too few anonymous questionnaires are in no figure at all (SAT-09).

    A score, a level or a count of few would be somebody's answer. From how many on they
    count is fixed when the measurement opens, so that nothing opens afterwards.
    """

    _inherit = "crm.satisfaction.measurement"

    def _prepare_basis(self, factor_set):
        # sudo: settings are what they are, whoever opens the measurement
        company = self.company_id.sudo()
        return {
            **super()._prepare_basis(factor_set),
            "anonymous_min": company.satisfaction_anonymous_min,
        }

    def _rescore(self):
        # sudo: whoever changed a source, the promise is kept
        self.sudo().filtered(
            lambda one: one.is_anonymous and one.state == "open"
        )._count_online()
        return super()._rescore()

    def _get_missing_score_text(self):
        if not self.is_few or not self.responded_count:
            return super()._get_missing_score_text()
        return self.env._(
            "%(measurement)s has no score yet: anonymous questionnaires count from "
            "%(least)s on, so that no one is recognised. Ask more people or cancel it.",
            measurement=self.display_name,
            least=(self.basis or {}).get("anonymous_min"),
        )
