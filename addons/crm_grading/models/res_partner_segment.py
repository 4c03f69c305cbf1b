# Copyright 2026 Customer Policy Suite contributors
# License AGPL-3.0 or later (https://www.gnu.org/licenses/agpl).

from odoo import api, fields, models
from odoo.fields import Domain

SEGMENT_GROUPS = "crm_policy.group_user,crm_policy.group_auditor"


class ResPartner(models.Model):
    """The segments that a customer belongs to today (GRD-08)."""

    _inherit = "res.partner"

    grading_segment_ids = fields.Many2many(
        "crm.grading.segment",
        string="Segments",
        compute="_compute_grading_segment_ids",
        search="_search_grading_segment_ids",
        groups=SEGMENT_GROUPS,
    )
    customer_kind_description = fields.Text(
        related="customer_kind_id.description", string="Why Special"
    )

    @api.depends("commercial_partner_id")
    @api.depends_context("company", "uid")
    def _compute_grading_segment_ids(self):
        groups = dict(
            self.env["crm.grading.segment.member"]._read_group(
                [
                    ("partner_id", "in", self.commercial_partner_id.ids),
                    ("company_id", "=", self.env.company.root_id.id),
                    ("until", "=", False),
                    ("segment_id.active", "=", True),
                ],
                ["partner_id"],
                ["segment_id:recordset"],
            )
        )
        empty = self.env["crm.grading.segment"]
        for partner in self:
            partner.grading_segment_ids = groups.get(
                partner.commercial_partner_id, empty
            )

    @api.model
    def _search_grading_segment_ids(self, operator, value):
        if operator not in ("in", "any"):
            return NotImplemented
        members = self.env["crm.grading.segment.member"]
        here = Domain("company_id", "=", self.env.company.root_id.id)
        here &= Domain("until", "=", False)
        if operator == "any":
            found = here & Domain("segment_id", "any", value)
            return self._get_member_domain(members, found)
        wanted = [item for item in value if item]
        domain = self._get_member_domain(
            members, here & Domain("segment_id", "in", wanted)
        )
        if len(wanted) < len(value):
            domain |= ~self._get_member_domain(members, here)
        return domain

    @api.model
    def _get_member_domain(self, members, domain):
        return Domain(
            "commercial_partner_id",
            "in",
            members._search(domain).subselect("partner_id"),
        )
