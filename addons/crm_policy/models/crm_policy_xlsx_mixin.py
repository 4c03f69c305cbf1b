# Copyright 2026 Customer Policy Suite contributors
# License AGPL-3.0 or later (https://www.gnu.org/licenses/agpl).

from odoo import models


class CrmPolicyXlsxMixin(models.AbstractModel):
    """A model whose lists are printed as workbooks."""

    _name = "crm.policy.xlsx.mixin"
    _description = "Printed as a Workbook"

    def _print_xlsx(self, report_xmlid):
        """Prints the selected records, or without a selection all that the list shows.

        "Select all" of a long list sends only the first records, and the filter of the
        list with them: then the filter decides, so that nobody is left out.

        :param report_xmlid: of an ``ir.actions.report`` with ``report_type`` xlsx
        """
        report = self.env.ref(report_xmlid)
        # sudo: how many records the web client sends at most is no secret
        parameters = self.env["ir.config_parameter"].sudo()
        limit = int(parameters.get_param("web.active_ids_limit", 20000))
        domain = self.env.context.get("active_domain", [])
        if self and (len(self) < limit or not domain):
            return report.report_action(self, config=False)
        context = dict.fromkeys(("active_id", "active_ids"), False)
        return report.with_context(**context).report_action(
            [], data={"domain": domain}, config=False
        )
