# Copyright 2026 Customer Policy Suite contributors
# License AGPL-3.0 or later (https://www.gnu.org/licenses/agpl).

from odoo import api, models
from odoo.exceptions import UserError
from odoo.fields import Domain

from .report_visit_form import COMPETITOR_LINES

# What one print holds without exhausting the printing engine; print the rest after it.
MAX_FORMS = 500


class ReportBooklet(models.AbstractModel):
    """A booklet of blank visit forms, one a page, numbered (VIS-04)."""

    _name = "report.crm_visits.report_booklet"
    _inherit = "report.crm_visits.report_visit_form"
    _description = "Blank Visit Forms"

    @api.model
    def _get_report_values(self, docids, data=None):
        booklets = self.env["crm.visit.booklet"].browse(docids)
        booklets.check_access("read")
        if sum(booklets.mapped("size")) > MAX_FORMS:
            raise UserError(
                self.env._(
                    "At most %(limit)s forms are printed at once. Print the booklets "
                    "one after the other, or make smaller ones.",
                    limit=MAX_FORMS,
                )
            )
        return {
            "doc_ids": docids,
            "doc_model": booklets._name,
            "docs": booklets,
            "sections": self._get_sections(),
            "empty_lines": range(COMPETITOR_LINES),
            "channels": self.env["crm.visit.channel"].search(Domain.TRUE),
        }
