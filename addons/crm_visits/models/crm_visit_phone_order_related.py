# Copyright 2026 Customer Policy Suite contributors
# License AGPL-3.0 or later (https://www.gnu.org/licenses/agpl).

from odoo import fields, models


class CrmVisitPhoneOrderRelated(models.Model):
    """A strongly related product asked for on the phone, and the customer's answer."""

    _name = "crm.visit.phone.order.related"
    _inherit = ["crm.visit.intake.part.mixin"]
    _description = "Related Product Asked on the Phone"
    _order = "order_id, id"
    _part_of = "order_id"

    order_id = fields.Many2one(
        "crm.visit.phone.order", required=True, ondelete="cascade", index=True
    )
    company_id = fields.Many2one(related="order_id.company_id", store=True, index=True)
    product_tmpl_id = fields.Many2one(
        "product.template", string="Product", required=True, ondelete="restrict"
    )
    reaction = fields.Selection(
        [
            ("wants", "Wants It"),
            ("later", "Interested Later"),
            ("refused", "Not Interested"),
        ]
    )
    note = fields.Char(string="What the Customer Said")

    _asked_once = models.UniqueIndex(
        "(order_id, product_tmpl_id)",
        "A related product is asked for once in a call.",
    )

    def _get_summary(self):
        """What the customer answered, in one line."""
        self.ensure_one()
        labels = dict(self._fields["reaction"]._description_selection(self.env))
        parts = (self.product_tmpl_id.name, labels.get(self.reaction), self.note)
        return " · ".join(filter(None, parts))
