# Copyright 2026 Customer Policy Suite contributors
# License AGPL-3.0 or later (https://www.gnu.org/licenses/agpl).

from odoo import api, models
from odoo.exceptions import UserError


class CrmGradingFrozenMixin(models.AbstractModel):
    """A part of a scheme, which stays as it is once grades were given with it."""

    _name = "crm.grading.frozen.mixin"
    _description = "Part of a Grading Scheme"

    def _get_schemes(self):
        """The schemes that these parts belong to."""
        raise NotImplementedError

    @api.model
    def _check_schemes_not_frozen(self, schemes):
        """:raises UserError: when one of the schemes is in use (GRD-16)"""
        frozen = schemes.filtered("is_frozen")
        if frozen:
            raise UserError(
                self.env._(
                    "%(scheme)s is in use and keeps what grades were given with. "
                    "Choose “New Version” on the scheme and change that one.",
                    scheme=", ".join(frozen.mapped("display_name")),
                )
            )

    @api.model_create_multi
    def create(self, vals_list):
        parts = super().create(vals_list)
        parts._check_schemes_not_frozen(parts._get_schemes())
        return parts

    def write(self, vals):
        self._check_schemes_not_frozen(self._get_schemes())
        res = super().write(vals)
        self._check_schemes_not_frozen(self._get_schemes())
        return res

    @api.ondelete(at_uninstall=False)
    def _unlink_except_frozen(self):
        self._check_schemes_not_frozen(self._get_schemes())
