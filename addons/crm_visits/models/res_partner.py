# Copyright 2026 Customer Policy Suite contributors
# License AGPL-3.0 or later (https://www.gnu.org/licenses/agpl).

from odoo import api, fields, models


class ResPartner(models.Model):
    _inherit = "res.partner"

    visit_ids = fields.One2many(
        "crm.visit",
        "partner_id",
        string="Visits",
        groups="crm_policy.group_user,crm_policy.group_auditor",
    )
    visit_count = fields.Integer(
        string="Number of Visits",
        compute="_compute_visit_count",
        groups="crm_policy.group_user,crm_policy.group_auditor",
        help="Visits that you may read, made or planned.",
    )

    @api.depends_context("uid", "allowed_company_ids")
    def _compute_visit_count(self):
        counts = dict(
            self.env["crm.visit"]._read_group(
                [
                    ("partner_id", "in", self.commercial_partner_id.ids),
                    ("state", "!=", "cancelled"),
                ],
                ["partner_id"],
                ["__count"],
            )
        )
        for partner in self:
            partner.visit_count = counts.get(partner.commercial_partner_id, 0)

    def action_open_visits(self):
        """The visits of this customer; new ones are its own."""
        self.ensure_one()
        action = self.env["ir.actions.act_window"]._for_xml_id(
            "crm_visits.crm_visit_action"
        )
        customer = self.commercial_partner_id
        return {
            **action,
            "domain": [("partner_id", "=", customer.id)],
            "context": {"default_partner_id": self.id},
        }
