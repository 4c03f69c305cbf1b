# Copyright 2026 Customer Policy Suite contributors
# License AGPL-3.0 or later (https://www.gnu.org/licenses/agpl).

from odoo import api, fields, models


class ResPartner(models.Model):
    _inherit = "res.partner"

    customer_source_id = fields.Many2one(
        "crm.customer.source",
        index="btree_not_null",
        ondelete="restrict",
        tracking=True,
        help="How this customer came to the company.",
    )
    sales_channel_id = fields.Many2one(
        "crm.sales.channel",
        index="btree_not_null",
        ondelete="restrict",
        tracking=True,
        help="The channel through which this customer buys.",
    )
    customer_kind_id = fields.Many2one(
        "crm.customer.kind",
        index="btree_not_null",
        ondelete="restrict",
        tracking=True,
        help="Trade customer or special partner, such as a bank or a lawyer.",
    )
    customer_size_id = fields.Many2one(
        "crm.customer.size",
        index="btree_not_null",
        ondelete="restrict",
        tracking=True,
        help="How large the customer's own business is.",
    )
    customer_is_special = fields.Boolean(
        related="customer_kind_id.is_special",
        string="Special Partner",
        help="Not a trade customer: stays out of grading.",
    )

    improvement_count = fields.Integer(
        string="Improvement Actions",
        compute="_compute_improvement_count",
        groups="crm_policy.group_user,crm_policy.group_auditor",
    )

    @api.depends_context("uid", "allowed_company_ids")
    def _compute_improvement_count(self):
        counts = dict(
            self.env["crm.improvement"]._read_group(
                [("res_model", "=", self._name), ("res_id", "in", self.ids)],
                ["res_id"],
                ["__count"],
            )
        )
        for partner in self:
            partner.improvement_count = counts.get(partner.id, 0)

    def action_open_improvements(self):
        """The improvement actions because of this customer; new ones belong to it."""
        self.ensure_one()
        action = self.env["ir.actions.act_window"]._for_xml_id(
            "crm_policy.crm_improvement_action"
        )
        return {
            **action,
            "domain": [("res_model", "=", self._name), ("res_id", "=", self.id)],
            "context": {"default_res_model": self._name, "default_res_id": self.id},
        }

    def _commercial_fields(self):
        """Contacts and addresses follow their company."""
        return super()._commercial_fields() + [
            "customer_source_id",
            "sales_channel_id",
            "customer_kind_id",
            "customer_size_id",
        ]
