# Copyright 2026 Customer Policy Suite contributors
# License AGPL-3.0 or later (https://www.gnu.org/licenses/agpl).

from odoo import api, models
from odoo.fields import Domain


class CrmPolicyUnit(models.Model):
    """A department with other hours: its open deadlines are planned again (CMP-03)."""

    _name = "crm.policy.unit"
    _inherit = ["crm.policy.unit", "crm.complaint.replan.mixin"]

    def _get_replan_domain(self):
        return Domain("unit_id", "in", self.ids)

    @api.model
    def _get_replan_fields(self):
        return {"resource_calendar_id"}
