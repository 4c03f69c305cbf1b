# Copyright 2026 Customer Policy Suite contributors
# License AGPL-3.0 or later (https://www.gnu.org/licenses/agpl).

from odoo import api, fields, models
from odoo.tools import format_date


class CrmVisitPhoneOrderLine(models.Model):
    """An article asked for on the phone, and what was said when it was missing."""

    _name = "crm.visit.phone.order.line"
    _inherit = ["crm.visit.intake.part.mixin"]
    _description = "Article of a Phone Order"
    _order = "order_id, sequence, id"
    _part_of = "order_id"

    order_id = fields.Many2one(
        "crm.visit.phone.order", required=True, ondelete="cascade", index=True
    )
    company_id = fields.Many2one(related="order_id.company_id", store=True, index=True)
    sequence = fields.Integer(default=10)
    product_id = fields.Many2one(
        "product.product", ondelete="restrict", index="btree_not_null"
    )
    name = fields.Char(
        string="Article",
        compute="_compute_name",
        store=True,
        readonly=False,
        required=True,
        precompute=True,
        help="As the customer called it, when it is not in the catalogue.",
    )
    quantity = fields.Float(default=1.0, digits="Product Unit", required=True)
    uom_id = fields.Many2one(
        "uom.uom",
        string="Unit",
        compute="_compute_uom_id",
        store=True,
        readonly=False,
        precompute=True,
    )
    currency_id = fields.Many2one(related="company_id.currency_id")
    price_wanted = fields.Monetary(
        string="Wanted Price", help="What the customer wants to pay for one unit."
    )
    availability = fields.Selection(
        [("in_stock", "In Stock"), ("out_of_stock", "Out of Stock")],
        compute="_compute_availability",
        store=True,
        readonly=False,
        precompute=True,
        help="Looked up by the person on the phone, or by the stock itself.",
    )
    substitute_option_ids = fields.Many2many(
        "product.template",
        string="To Offer",
        compute="_compute_substitute_option_ids",
        help="Substitutes named on the product.",
    )
    substitute_id = fields.Many2one(
        "product.product",
        string="Offered Instead",
        ondelete="restrict",
        index="btree_not_null",
    )
    substitute_reaction = fields.Selection(
        [("accepted", "Accepted"), ("refused", "Refused")], string="Reaction"
    )
    promised_date = fields.Date(
        string="Promised for", help="When the article itself will be there."
    )

    _quantity_positive = models.Constraint(
        "CHECK(quantity > 0)", "The quantity of an article must be above zero."
    )
    _price_positive = models.Constraint(
        "CHECK(price_wanted >= 0)", "The wanted price cannot be negative."
    )

    @api.depends("product_id")
    def _compute_name(self):
        for line in self:
            line.name = line.product_id.display_name or line.name

    @api.depends("product_id")
    def _compute_uom_id(self):
        for line in self:
            line.uom_id = line.product_id.uom_id or line.uom_id

    @api.depends("product_id", "quantity", "uom_id")
    def _compute_availability(self):
        """Where stock is kept elsewhere, the entry of the person on the phone stays."""
        orders = self.env["crm.visit.phone.order"]
        for company, lines in self.grouped("company_id").items():
            stock = orders.with_company(company)._get_available_quantities(
                lines.product_id
            )
            for line in lines:
                line.availability = line._get_stock_answer(stock)

    def _get_stock_answer(self, stock):
        """What the stock says; where it says nothing, the answer stays.

        :param dict stock: quantities by product, in the unit of the product
        """
        self.ensure_one()
        product = self.product_id
        if product not in stock:
            return self.availability
        unit = product.uom_id
        asked = self.uom_id._compute_quantity(self.quantity, unit, round=False)
        enough = unit.compare(stock[product], asked) >= 0
        return "in_stock" if enough else "out_of_stock"

    @api.depends("product_id", "availability")
    def _compute_substitute_option_ids(self):
        for line in self:
            missing = line.availability == "out_of_stock"
            line.substitute_option_ids = (
                line.product_id.visit_substitute_ids if missing else False
            )

    def _get_gap(self):
        """What is still to be said to the customer, None when all is said (VIS-10).

        A date does not stand for a substitute that the product names.
        """
        self.ensure_one()
        if not self.availability:
            return self.env._("%(article)s: is it in stock?", article=self.name)
        if self.availability == "in_stock":
            return None
        if self.substitute_id and not self.substitute_reaction:
            return self.env._(
                "%(article)s: does the customer take %(substitute)s instead?",
                article=self.name,
                substitute=self.substitute_id.display_name,
            )
        if self.substitute_option_ids and not self.substitute_id:
            return self.env._(
                "%(article)s is out of stock: offer a substitute and note the "
                "reaction, whether or not you promise a date. “None” is not an answer.",
                article=self.name,
            )
        if not self.substitute_id and not self.promised_date:
            return self.env._(
                "%(article)s is out of stock: offer a substitute or promise a date. "
                "“None” is not an answer.",
                article=self.name,
            )
        return None

    def _get_promised(self):
        """Articles that the customer was told a date for"""
        return self.filtered(
            lambda line: line.availability == "out_of_stock" and line.promised_date
        )

    def _prepare_promise(self, user):
        """The article itself, on its day, by the person who answers for it (VIS-12)."""
        self.ensure_one()
        order = self.order_id
        return {
            "name": self._get_summary(),
            "partner_id": order.partner_id.id,
            "company_id": order.company_id.id,
            "user_id": user.id,
            "date_deadline": self.promised_date,
            "visit_id": order.visit_id.id,
        }

    def _get_summary(self):
        """What was said about the article, in one line."""
        self.ensure_one()
        texts = [f"{self.name} × {self.quantity:g} {self.uom_id.name or ''}".strip()]
        for name in ("availability", "substitute_reaction"):
            field = self._fields[name]
            labels = dict(field._description_selection(self.env))
            if self[name]:
                texts.append(labels[self[name]])
            if name == "availability" and self.substitute_id:
                texts.append(
                    self.env._(
                        "offered: %(product)s", product=self.substitute_id.display_name
                    )
                )
        if self.promised_date:
            texts.append(
                self.env._(
                    "promised for %(date)s",
                    date=format_date(self.env, self.promised_date),
                )
            )
        return " · ".join(texts)
