# Copyright 2026 Customer Policy Suite contributors
# License AGPL-3.0 or later (https://www.gnu.org/licenses/agpl).

from odoo import api, fields, models
from odoo.exceptions import UserError
from odoo.fields import Domain


class CrmSatisfactionMeasurement(models.Model):
    """What customers say about the handling of their complaints (SAT-13)."""

    _inherit = "crm.satisfaction.measurement"

    occasion = fields.Selection(
        selection_add=[("complaint", "Handling of Complaints")],
        ondelete={"complaint": "set default"},
    )

    @api.depends("occasion", "company_id")
    def _compute_is_rolled_up(self):
        """Beside the score, unless the settings of the company count it."""
        result = super()._compute_is_rolled_up()
        for measurement in self.filtered(lambda one: one.occasion == "complaint"):
            # sudo: settings of the company
            company = measurement.company_id.sudo()
            measurement.is_rolled_up = company.satisfaction_complaint_in_score
        return result

    @api.model_create_multi
    def create(self, vals_list):
        for vals in vals_list:
            self._check_occasion(vals)
        return super().create(vals_list)

    def write(self, vals):
        self._check_occasion(vals)
        if "occasion" in vals and not self.env.su:
            for measurement in self:
                self._check_occasion({"occasion": measurement.occasion})
        return super().write(vals)

    @api.model
    def _check_occasion(self, vals):
        """:raises UserError: nobody keeps a score out of the quarter in this way"""
        if vals.get("occasion") == "complaint" and not self.env.su:
            raise UserError(
                self.env._("Measurements of complaints are made by the complaints.")
            )

    @api.model
    def _cron_finish_complaints(self, batch=50):
        """What was said of complaints in a quarter stands once that is over."""
        cron = self.env["ir.cron"]
        domain = self.env["res.company"]._get_before_today_domain("date_to")
        domain &= Domain("occasion", "=", "complaint") & Domain("state", "=", "open")
        cron._commit_progress(remaining=self.search_count(domain))
        while due := self.search(domain, limit=batch).try_lock_for_update():
            due._rescore()
            scored = due.filtered("has_score")
            scored.action_done()
            for measurement in due - scored:
                measurement._cancel(self.env._("Nothing was answered."))
            if not cron._commit_progress(len(due)):
                break

    def _get_set(self):
        """The handling of complaints has factors of its own."""
        if self.occasion != "complaint":
            return super()._get_set()
        kind = self.env.ref(
            "crm_complaints_satisfaction.kind_complaint", raise_if_not_found=False
        )
        sets = self.env["crm.satisfaction.set"]
        return kind and sets._find_set(kind, self.unit_id, self.company_id) or sets

    def _get_levels_by_code(self):
        """The levels that the measurement is scored with, as plain values."""
        return {level["code"]: level for level in self.basis["levels"]}
