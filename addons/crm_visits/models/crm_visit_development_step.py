# Copyright 2026 Customer Policy Suite contributors
# License AGPL-3.0 or later (https://www.gnu.org/licenses/agpl).

from odoo import fields, models

from .crm_visit_development_customer import STEPS


class CrmVisitDevelopmentStep(models.Model):
    """One step of a customer in a development plan, kept with its day (VIS-16)."""

    _name = "crm.visit.development.step"
    _description = "Step of a Customer Development"
    _order = "id desc"
    _rec_name = "step"

    line_id = fields.Many2one(
        "crm.visit.development.customer", required=True, ondelete="cascade", index=True
    )
    step = fields.Selection(STEPS, required=True)
    date = fields.Date(required=True)
    create_uid = fields.Many2one("res.users", string="Taken by", readonly=True)
