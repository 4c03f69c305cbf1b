# Copyright 2026 Customer Policy Suite contributors
# License AGPL-3.0 or later (https://www.gnu.org/licenses/agpl).

from odoo import fields, models


class CrmComplaint(models.Model):
    """Grade and priority of who complains (GRD-13): whose case comes first."""

    _inherit = "crm.complaint"

    customer_grade_id = fields.Many2one(related="partner_id.customer_grade_id")
    customer_grade_color = fields.Integer(
        related="partner_id.customer_grade_color",
        string="Colour of the Customer Grade",
    )
    customer_priority = fields.Selection(
        related="partner_id.customer_priority", string="Customer Priority"
    )
