# Copyright 2026 Customer Policy Suite contributors
# License AGPL-3.0 or later (https://www.gnu.org/licenses/agpl).

from odoo import api, models


class ReportHandoverLetter(models.AbstractModel):
    """The letters of a hand-over on paper, one page a customer (ALC-14)."""

    _name = "report.crm_allocation.report_handover_letter"
    _description = "Letters of a Hand-Over"

    @api.model
    def _get_report_values(self, docids, data=None):
        handovers = self.env["crm.allocation.handover"].browse(docids)
        handovers.check_access("read")
        return {
            "doc_ids": docids,
            "doc_model": handovers._name,
            "docs": handovers,
            "letters": {one: self._get_letters(one) for one in handovers},
        }

    @api.model
    def _get_letters(self, handover):
        """Customer and text in the customer's language; who has no e-mail first.

        Successors write to those whom they received.
        """
        customers = self.env["crm.allocation.handover.customer"].search(
            [("handover_id", "=", handover.id), ("state", "=", "moved")]
        )
        # sudo: letters to customers whom the director handed over
        partners = customers.sudo().partner_id.sorted(lambda one: bool(one.email))
        template = handover.sudo().template_id.with_context(
            handover_former=handover.sudo().from_user_id.name
        )
        if not template or not partners:
            return []
        texts = template._render_field("body_html", partners.ids, compute_lang=True)
        return [(partner, texts[partner.id]) for partner in partners]
