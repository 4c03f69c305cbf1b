# Copyright 2026 Customer Policy Suite contributors
# License AGPL-3.0 or later (https://www.gnu.org/licenses/agpl).

from odoo import models


class CrmAllocationHandover(models.Model):
    """Open tickets go to the successor; listing and undoing come with the part."""

    _inherit = "crm.allocation.handover"

    def _get_parts(self):
        return [
            *super()._get_parts(),
            self._get_work_part(
                "example_ticket",
                self.env._("Open tickets"),
                "crm.example.ticket",
                self.env["crm.example.ticket"]._get_open_domain(),
            ),
        ]
