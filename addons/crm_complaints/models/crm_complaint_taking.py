# Copyright 2026 Customer Policy Suite contributors
# License AGPL-3.0 or later (https://www.gnu.org/licenses/agpl).

from odoo import api, models


class CrmComplaint(models.Model):
    """Whichever way a report comes, its customer gets a receipt once (CMP-01).

    Ways that bring more after the number (files, the mail itself) create with
    ``complaint_taken_later`` in the context and call :meth:`_take_in` at their end.
    Records that a file brings are no news to the customer.
    """

    _inherit = "crm.complaint"

    @api.model_create_multi
    def create(self, vals_list):
        complaints = super().create(vals_list)
        context = self.env.context
        if not any(
            context.get(key)
            for key in ("complaint_taken_later", "import_file", "install_mode")
        ):
            complaints._take_in()
        return complaints

    def _take_in(self):
        """The receipt, and the question to whoever handles it but did not enter it."""
        reports = self.filtered(lambda case: case._is_customers_report())
        reports._send_receipt()
        for report in reports:
            if not report.env.su and report._get_responsible() != report.env.user:
                report._ask_responsible(
                    lambda env: env._("A report came in: classify and report it")
                )

    def _is_customers_report(self):
        """Whether a customer told it; what was found by ourselves needs no receipt."""
        self.ensure_one()
        if self.duplicate_of_id:
            return False
        return bool(self.channel_id) or self.kind in ("complaint", "opinion")
