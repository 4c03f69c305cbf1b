# Copyright 2026 Customer Policy Suite contributors
# License AGPL-3.0 or later (https://www.gnu.org/licenses/agpl).

from odoo import models
from odoo.exceptions import UserError
from odoo.tools import format_date
from odoo.tools.i18n import format_list

# Customers that a message names; of more, only the number is said
NAMED = 20


class CrmOwnership(models.Model):
    """Protected customers change hands only when that is said (ALC-03, ALC-18)."""

    _inherit = "crm.ownership"

    def _filter_protected(self, receiver=None):
        """Lines whose protection runs, and that would go to somebody else."""
        return self.filtered(
            lambda line: (
                line.holder == "person"
                and line.user_id != receiver
                and line.protected_until
                and line.protected_until >= line.company_id._policy_today()
            )
        )

    def _format_protected_until(self):
        """The last day of the protection, in the language of who reads it."""
        return format_date(self.env, self.protected_until)

    def _get_protected_sentence(self):
        """Which customers are protected, and until when; empty for none."""
        if not self:
            return ""
        names = [
            f"{line.partner_id.display_name} ({line._format_protected_until()})"
            for line in self[:NAMED]
        ]
        return self.env._(
            "%(count)s protected: %(customers)s",
            count=len(self),
            customers=format_list(
                self.env, names + ["…"] if len(self) > NAMED else names
            ),
        )

    def _check_lifted(self, is_lifted):
        """:raises UserError: when nobody has said that protected ones move too"""
        if self and not is_lifted:
            raise UserError(
                self.env._(
                    "%(protected)s. Tick that protected customers move too, or take "
                    "them out.",
                    protected=self._get_protected_sentence(),
                )
            )
