# Copyright 2026 Customer Policy Suite contributors
# License AGPL-3.0 or later (https://www.gnu.org/licenses/agpl).

from odoo import api, models


class ResPartner(models.Model):
    """Reading of contact data is noted, over the screen as over RPC (ALC-15)."""

    _inherit = "res.partner"

    def web_read(self, specification):
        # the contacts shown inside a customer are read by the same call
        quiet = self.with_context(access_is_logged=True)
        result = super(ResPartner, quiet).web_read(specification)
        self._log_reading(specification)
        return result

    # what is read is noted in the same transaction: not on a replica
    web_read._readonly = False

    def read(self, fields=None, load="_classic_read"):
        result = super().read(fields, load)
        self._log_reading(fields or self._fields)
        return result

    read._readonly = False

    @api.model
    def search_read(
        self, domain=None, fields=None, offset=0, limit=None, order=None, **read_kwargs
    ):
        result = super().search_read(
            domain, fields, offset, limit, order, **read_kwargs
        )
        partners = self.browse(values["id"] for values in result)
        partners._log_reading(fields or self._fields)
        return result

    search_read._readonly = False

    def _log_reading(self, names):
        if self and not (self.env.su or self.env.context.get("access_is_logged")):
            self.env["crm.allocation.access.log"]._log_reading(self._origin, names)

    def _get_vcard_file(self):
        self.env["crm.allocation.access.log"]._log("vcard", self._name, self.ids)
        return super()._get_vcard_file()
