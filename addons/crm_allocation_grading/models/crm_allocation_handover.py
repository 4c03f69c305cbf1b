# Copyright 2026 Customer Policy Suite contributors
# License AGPL-3.0 or later (https://www.gnu.org/licenses/agpl).

from odoo import models
from odoo.fields import Domain

from odoo.addons.crm_grading.models.crm_grading_account_team import PERSONS


class CrmAllocationHandover(models.Model):
    """Planned measures and account teams go along with the customers (ALC-14)."""

    _inherit = "crm.allocation.handover"

    def _get_parts(self):
        return [
            *super()._get_parts(),
            self._get_work_part(
                "measure",
                self.env._("Planned measures"),
                "crm.grading.task",
                Domain("state", "=", "planned"),
            ),
            *(
                self._get_work_part(
                    f"account_{name}",
                    self.env._("Account teams: %(role)s", role=role),
                    "crm.grading.account.team",
                    Domain.TRUE,
                    # account teams belong to the main company
                    company=self.company_id.root_id,
                    user_field=name,
                )
                for name, role in self._get_account_roles()
            ),
        ]

    def _get_account_roles(self):
        """The persons of an account team, as people call them."""
        team_fields = self.env["crm.grading.account.team"]._fields
        return [
            (name, team_fields[name]._description_string(self.env)) for name in PERSONS
        ]
