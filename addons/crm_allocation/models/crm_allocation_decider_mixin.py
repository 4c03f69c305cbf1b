# Copyright 2026 Customer Policy Suite contributors
# License AGPL-3.0 or later (https://www.gnu.org/licenses/agpl).

from odoo import api, models


class CrmAllocationDeciderMixin(models.AbstractModel):
    """What only the director or a delegate decides is offered to them only (ALC-06).

    Delegates are people and not a group, so that the views cannot say it.
    """

    _name = "crm.allocation.decider.mixin"
    _description = "Decided by the Director or a Delegate"

    @api.model
    def _get_view_cache_key(self, view_id=None, view_type="form", **options):
        key = super()._get_view_cache_key(view_id, view_type, **options)
        return (*key, self.env.company._may_allocate())

    @api.model
    def _get_view(self, view_id=None, view_type="form", **options):
        arch, view = super()._get_view(view_id, view_type, **options)
        if not self.env.company._may_allocate():
            arch.set("create", "0")
            for name in self._get_decider_steps():
                for button in arch.xpath(f"//header/button[@name='{name}']"):
                    button.getparent().remove(button)
        return arch, view

    @api.model
    def _get_decider_steps(self):
        """:return: names of the methods that nobody else is offered"""
        return []
