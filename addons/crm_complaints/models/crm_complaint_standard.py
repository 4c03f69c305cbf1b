# Copyright 2026 Customer Policy Suite contributors
# License AGPL-3.0 or later (https://www.gnu.org/licenses/agpl).

from odoo import api, fields, models


class CrmComplaintStandard(models.Model):
    """How customers are served: what is done in each phase, and how soon (CMP-13)."""

    _name = "crm.complaint.standard"
    _description = "Service Standard"
    _order = "sequence, id"
    _check_company_auto = True

    name = fields.Char(required=True, translate=True)
    sequence = fields.Integer(default=10)
    company_id = fields.Many2one(
        "res.company", index="btree_not_null", help="Empty: for all companies."
    )
    unit_id = fields.Many2one(
        "crm.policy.unit",
        string="Department",
        check_company=True,
        ondelete="restrict",
        index="btree_not_null",
        help="Empty: for all departments.",
    )
    description = fields.Text(translate=True)
    active = fields.Boolean(default=True)
    item_ids = fields.One2many(
        "crm.complaint.standard.item", "standard_id", string="Items", copy=True
    )
    item_count = fields.Integer(compute="_compute_item_count")

    @api.depends("item_ids")
    def _compute_item_count(self):
        for standard in self:
            standard.item_count = len(standard.item_ids)
