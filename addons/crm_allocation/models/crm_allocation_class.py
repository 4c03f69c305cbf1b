# Copyright 2026 Customer Policy Suite contributors
# License AGPL-3.0 or later (https://www.gnu.org/licenses/agpl).

from odoo import api, fields, models
from odoo.fields import Domain


class CrmAllocationClass(models.Model):
    """What a customer is judged to be worth, by the expected amount (ALC-06)."""

    _name = "crm.allocation.class"
    _description = "Allocation Class of Customers"
    _order = "sequence, id"
    _rec_names_search = ["name", "code"]

    sequence = fields.Integer(default=10)
    active = fields.Boolean(default=True)
    code = fields.Char(required=True)
    name = fields.Char(required=True, translate=True)
    amount_from = fields.Monetary(
        string="Expected Amount From",
        help="A customer belongs to the first class whose amount it reaches, in the "
        "currency of the company that judges.",
    )
    currency_id = fields.Many2one(
        "res.currency",
        compute="_compute_currency_id",
    )
    standard = fields.Text(
        string="How to Judge",
        translate=True,
        help="What the person at the telephone goes by.",
    )
    color = fields.Integer()

    _code_uniq = models.Constraint("UNIQUE(code)", "Each class has a code of its own.")
    _amount_not_negative = models.Constraint(
        "CHECK(amount_from >= 0)", "An expected amount cannot be negative."
    )

    @api.depends_context("company")
    def _compute_currency_id(self):
        self.currency_id = self.env.company.currency_id

    @api.depends("code", "name")
    def _compute_display_name(self):
        for record in self:
            record.display_name = f"{record.code} · {record.name}"

    @api.model
    def _get_class(self, amount):
        """The class that an expected amount reaches; the lower bound belongs to it."""
        reached = self.search(Domain("amount_from", "<=", amount))
        return reached.sorted("amount_from", reverse=True)[:1]
