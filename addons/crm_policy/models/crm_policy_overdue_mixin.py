# Copyright 2026 Customer Policy Suite contributors
# License AGPL-3.0 or later (https://www.gnu.org/licenses/agpl).

from odoo import api, fields, models
from odoo.fields import Domain


class CrmPolicyOverdueMixin(models.AbstractModel):
    """A record that is to be done by a day, on the calendar of its company.

    Records have fields ``state`` and ``company_id``.
    """

    _name = "crm.policy.overdue.mixin"
    _description = "Record that May Be Overdue"

    # The field of the day, and the states in which it is still to be done.
    _due_field = "date_deadline"
    _undone_states = ()

    is_overdue = fields.Boolean(
        string="Overdue", compute="_compute_is_overdue", search="_search_is_overdue"
    )

    @api.depends(lambda self: (self._due_field, "state", "company_id"))
    def _compute_is_overdue(self):
        for record in self:
            day = record[self._due_field]
            company = record.company_id or self.env.company
            record.is_overdue = bool(
                day
                and record.state in self._undone_states
                and day < company._policy_today()
            )

    def _search_is_overdue(self, operator, value):
        if operator != "in":
            return NotImplemented
        companies = self.env["res.company"]
        overdue = companies._get_before_today_domain(self._due_field)
        overdue &= Domain("state", "in", self._undone_states)
        return Domain.OR(overdue if wanted else ~overdue for wanted in value)
