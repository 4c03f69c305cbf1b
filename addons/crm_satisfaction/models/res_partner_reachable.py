# Copyright 2026 Customer Policy Suite contributors
# License AGPL-3.0 or later (https://www.gnu.org/licenses/agpl).

from odoo import models


class ResPartner(models.Model):
    _inherit = "res.partner"

    def _get_reachable(self, *names):
        """Those whose address or number the reader may see, fetched at once (ALC-15)

        Whom one measures need not be a customer whom one may look up.

        :param names: the fields that will be shown
        """
        readable = self._filtered_access("read")
        readable.fetch(names)
        return readable
