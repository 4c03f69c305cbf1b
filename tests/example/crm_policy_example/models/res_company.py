# Copyright 2026 Customer Policy Suite contributors
# License AGPL-3.0 or later (https://www.gnu.org/licenses/agpl).

from odoo import fields, models
from odoo.fields import Domain


class ResCompany(models.Model):
    """A number of a policy is a setting, with the written policy's figure."""

    _inherit = "res.company"

    example_ticket_limit = fields.Integer(
        string="Open Tickets at Most",
        default=5,
        help="With so many open tickets a person receives no customers. 0: any number.",
    )

    _example_ticket_limit_positive = models.Constraint(
        "CHECK(example_ticket_limit >= 0)",
        "The number of open tickets cannot be negative.",
    )

    def _get_overloaded_users(self):
        """Who has as many open tickets as the company allows; one query."""
        self.ensure_one()
        # sudo: a delegate allocates without reading the tickets of colleagues
        company = self.sudo()
        limit = company.example_ticket_limit
        if not limit:
            return self.env["res.users"]
        tickets = company.env["crm.example.ticket"]
        groups = tickets._read_group(
            Domain("company_id", "=", self.id) & tickets._get_open_domain(),
            ["user_id"],
            having=[("__count", ">=", limit)],
        )
        return self.env["res.users"].browse(user.id for (user,) in groups)
