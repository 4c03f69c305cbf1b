# Copyright 2026 Customer Policy Suite contributors
# License AGPL-3.0 or later (https://www.gnu.org/licenses/agpl).

from odoo import api, models


class ReportReview(models.AbstractModel):
    """Minutes of a review: who was there, what was said, what was decided (ALC-03)."""

    _name = "report.crm_allocation.report_review"
    _description = "Minutes of a Review"

    @api.model
    def _get_report_values(self, docids, data=None):
        reviews = self.env["crm.allocation.review"].browse(docids)
        reviews.check_access("read")
        local = self.env["report.crm_allocation.report_registration"]._get_local
        return {
            "doc_ids": docids,
            "doc_model": reviews._name,
            "docs": reviews,
            "moments": {
                review: {
                    name: local(review, name)
                    for name in ("date_from", "date_meeting", "decided_on")
                }
                for review in reviews
            },
        }
