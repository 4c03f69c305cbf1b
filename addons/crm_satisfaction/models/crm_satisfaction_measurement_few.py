# Copyright 2026 Customer Policy Suite contributors
# License AGPL-3.0 or later (https://www.gnu.org/licenses/agpl).

from odoo import models

from ..engine import online_sql


class CrmSatisfactionMeasurement(models.Model):
    """With too few anonymous questionnaires the score shows no single one (SAT-09).

    The mean of each factor would be somebody's answer; it is left out of the stored
    breakdown until enough have answered.
    """

    _inherit = "crm.satisfaction.measurement"

    def _rescore(self):
        result = super()._rescore()
        # sudo: whoever changed a source, the promise is kept
        few = self.sudo().filtered(lambda one: one.is_few and one.state == "open")
        if few:
            self.env.flush_all()
            self.env.cr.execute(online_sql.hide_factors(few.ids))
            few.invalidate_recordset(["breakdown"], flush=False)
        return result

    def _get_questionnaire_formula(self, component):
        """Sums, and not term by term."""
        if self.is_few:
            return self._get_sums_formula(component)
        return super()._get_questionnaire_formula(component)
