# Copyright 2026 Customer Policy Suite contributors
# License AGPL-3.0 or later (https://www.gnu.org/licenses/agpl).

from odoo import models


class Base(models.AbstractModel):
    """Exports of customers, or of fields beyond a customer's name, are noted."""

    _inherit = "base"

    def export_data(self, fields_to_export):
        result = super().export_data(fields_to_export)
        if self._name == "res.partner" or any(
            self._leads_into_customers(path) for path in fields_to_export
        ):
            self.env["crm.allocation.access.log"]._log(
                "export", self._name, self.ids, fields_to_export
            )
        return result

    def _leads_into_customers(self, path):
        """Whether an exported path goes on behind a link to a customer"""
        model = self
        for name in path.split("/")[:-1]:
            field = model._fields.get(name)
            if not (field and field.relational):
                return False
            if field.comodel_name == "res.partner":
                return True
            model = self.env[field.comodel_name]
        return False
