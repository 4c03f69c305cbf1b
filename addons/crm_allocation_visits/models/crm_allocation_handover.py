# Copyright 2026 Customer Policy Suite contributors
# License AGPL-3.0 or later (https://www.gnu.org/licenses/agpl).

from odoo import api, models
from odoo.fields import Domain


class CrmAllocationHandover(models.Model):
    """Planned visits, promises and what follows from visits go along (ALC-14)."""

    _inherit = "crm.allocation.handover"

    @api.model
    def _get_models_with_own_work(self):
        return [*super()._get_models_with_own_work(), "crm.visit.promise"]

    def _get_parts(self):
        return [
            *super()._get_parts(),
            self._get_work_part(
                "visit",
                self.env._("Planned visits"),
                "crm.visit",
                Domain("state", "=", "planned"),
            ),
            self._get_work_part(
                "promise",
                self.env._("Open promises"),
                "crm.visit.promise",
                Domain("state", "=", "open"),
            ),
            self._get_work_part(
                "intention",
                self.env._("Intended customers"),
                "crm.visit.intention",
                Domain("state", "=", "open"),
            ),
            self._get_work_part(
                "walk_in",
                self.env._("Registrations at the counter to record"),
                "crm.visit.registration",
                Domain("state", "=", "registered"),
            ),
            self._get_work_part(
                "development",
                self.env._("Customers under development"),
                "crm.visit.development.customer",
                Domain("plan_id.state", "!=", "closed"),
            ),
            self._get_work_part(
                "plan",
                self.env._("Development plans"),
                "crm.visit.development",
                Domain("state", "!=", "closed"),
                partner=None,
            ),
            self._get_work_part(
                "area",
                self.env._("Areas"),
                "crm.visit.area",
                Domain.TRUE,
                partner=None,
                how="stays",
            ),
        ]
