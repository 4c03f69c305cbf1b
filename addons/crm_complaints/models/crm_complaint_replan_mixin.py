# Copyright 2026 Customer Policy Suite contributors
# License AGPL-3.0 or later (https://www.gnu.org/licenses/agpl).

from odoo import api, models
from odoo.fields import Domain


class CrmComplaintReplanMixin(models.AbstractModel):
    """Something on which deadlines rest: when it changes, open ones move (CMP-03).

    What moves is marked in one statement; a scheduled action, called at once, plans it
    again in batches.
    """

    _name = "crm.complaint.replan.mixin"
    _description = "Moves Deadlines of Complaints"

    def _get_replan_domain(self):
        """Of the open milestones, those that may move."""
        return Domain.TRUE

    @api.model
    def _get_replan_fields(self):
        """The fields that move deadlines."""
        return set()

    @api.model_create_multi
    def create(self, vals_list):
        records = super().create(vals_list)
        records._ask_to_replan(records._get_replan_domain())
        return records

    def write(self, vals):
        if not self._get_replan_fields() & vals.keys():
            return super().write(vals)
        before = self._get_replan_domain()
        result = super().write(vals)
        self._ask_to_replan(before | self._get_replan_domain())
        return result

    def unlink(self):
        domain = self._get_replan_domain()
        result = super().unlink()
        self._ask_to_replan(domain)
        return result

    @api.model
    def _ask_to_replan(self, domain):
        # sudo: deadlines move for all, whoever changes hours
        self.env["crm.complaint.milestone"].sudo()._mark_for_planning(domain)
