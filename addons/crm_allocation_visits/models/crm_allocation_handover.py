# Copyright 2026 Customer Policy Suite contributors
# License AGPL-3.0 or later (https://www.gnu.org/licenses/agpl).

from odoo import api, models
from odoo.fields import Domain

from odoo.addons.crm_allocation.engine.handover import Part


class CrmAllocationHandover(models.Model):
    """Planned visits, promises and what follows from visits go along (ALC-14)."""

    _inherit = "crm.allocation.handover"

    @api.model
    def _get_models_with_own_work(self):
        return [*super()._get_models_with_own_work(), "crm.visit.promise"]

    def _get_parts(self):
        user = Domain("user_id", "=", self.from_user_id.id)
        here = Domain("company_id", "=", self.company_id.id)
        moves = self.kind == "moving"
        return [
            *super()._get_parts(),
            Part(
                "visit",
                self.env._("Planned visits"),
                "crm.visit",
                user & here & Domain("state", "=", "planned"),
                only_customers=moves,
            ),
            Part(
                "promise",
                self.env._("Open promises"),
                "crm.visit.promise",
                user & here & Domain("state", "=", "open"),
                only_customers=moves,
            ),
            Part(
                "intention",
                self.env._("Intended customers"),
                "crm.visit.intention",
                user & here & Domain("state", "=", "open"),
                only_customers=moves,
            ),
            Part(
                "walk_in",
                self.env._("Registrations at the counter to record"),
                "crm.visit.registration",
                user & here & Domain("state", "=", "registered"),
                only_customers=moves,
            ),
            Part(
                "development",
                self.env._("Customers under development"),
                "crm.visit.development.customer",
                user & here & Domain("plan_id.state", "!=", "closed"),
                only_customers=moves,
            ),
            Part(
                "plan",
                self.env._("Development plans"),
                "crm.visit.development",
                user & here & Domain("state", "!=", "closed"),
                only_customers=moves,
                partner=None,
            ),
            Part(
                "area",
                self.env._("Areas"),
                "crm.visit.area",
                user & here,
                only_customers=moves,
                partner=None,
                how="stays",
            ),
        ]
