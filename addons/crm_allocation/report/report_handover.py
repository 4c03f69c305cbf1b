# Copyright 2026 Customer Policy Suite contributors
# License AGPL-3.0 or later (https://www.gnu.org/licenses/agpl).

from odoo import api, models

# Beyond so many customers the record names their number; the workbook lists them.
LISTED = 500


class ReportHandover(models.AbstractModel):
    """Hand-over record 交接单, to be signed (ALC-14)."""

    _name = "report.crm_allocation.report_handover"
    _description = "Hand-Over Record"

    @api.model
    def _get_report_values(self, docids, data=None):
        handovers = self.env["crm.allocation.handover"].browse(docids)
        handovers.check_access("read")
        return {
            "doc_ids": docids,
            "doc_model": handovers._name,
            "docs": handovers,
            "groups": {one: self._get_groups(one) for one in handovers},
            "listed": LISTED,
        }

    @api.model
    def _get_groups(self, handover):
        """The customers of each successor, those without one last."""
        # sudo: the record names customers, whoever prints it
        customers = handover.sudo().customer_ids
        groups = customers.filtered(
            # those moved back and those changed since were handed over as well
            lambda one: one.state != "skipped"
        ).grouped("user_id")
        return sorted(
            groups.items(), key=lambda pair: (not pair[0], pair[0].name or "")
        )
