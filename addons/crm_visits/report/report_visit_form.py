# Copyright 2026 Customer Policy Suite contributors
# License AGPL-3.0 or later (https://www.gnu.org/licenses/agpl).

from odoo import api, models

# Lines for competitors on a form; more are added when more were met.
COMPETITOR_LINES = 4


class ReportVisitForm(models.AbstractModel):
    """A visit form that is filled in, on paper (VIS-04)."""

    _name = "report.crm_visits.report_visit_form"
    _description = "Visit Form"

    @api.model
    def _get_report_values(self, docids, data=None):
        visits = self.env["crm.visit"].browse(docids)
        visits.check_access("read")
        return {
            "doc_ids": docids,
            "doc_model": visits._name,
            "docs": visits,
            "sections": self._get_sections(),
            "empty_lines": {
                visit.id: range(max(COMPETITOR_LINES - len(visit.competition_ids), 0))
                for visit in visits
            },
        }

    @api.model
    def _get_sections(self):
        """The contents of the form in their order; competitors are a table."""
        visits = self.env["crm.visit"]
        return [
            (name, visits._fields[name]._description_string(self.env))
            for name in (
                "customer_needs",
                "competition_ids",
                "our_differences",
                "improvement_measures",
                "customer_feedback",
                "next_strategy",
            )
        ]
