# Copyright 2026 Customer Policy Suite contributors
# License AGPL-3.0 or later (https://www.gnu.org/licenses/agpl).

from odoo import api, models
from odoo.fields import Domain


class CrmPolicyDeliveredMixin(models.AbstractModel):
    """Catalogue to which addons deliver records that may stay when the addon goes.

    They stay where they are in use (see ``uninstall.py``), without an external id; when
    the addon comes again, they are taken up as they are instead of made twice.
    """

    _name = "crm.policy.delivered.mixin"
    _description = "Catalogue of Delivered Records"

    @api.model
    def _load_records_create(self, vals_list):
        # Only data files of addons: what people import is theirs, and new.
        if not self.env.context.get("install_module"):
            return super()._load_records_create(vals_list)
        left = [self._find_left_behind(vals) for vals in vals_list]
        new = [vals for vals, record in zip(vals_list, left, strict=True) if not record]
        made = iter(super()._load_records_create(new))
        return self.browse((record or next(made)).id for record in left)

    @api.model
    def _find_left_behind(self, vals):
        """Return the record without an external id that stands for these values."""
        domain = self._get_left_behind_domain(vals)
        found = self.with_context(active_test=False).search(domain, limit=1)
        return found if not any(found.get_external_id().values()) else self.browse()

    @api.model
    def _get_left_behind_domain(self, vals):
        return Domain("code", "=", vals["code"])
