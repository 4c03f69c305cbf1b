# Copyright 2026 Customer Policy Suite contributors
# License AGPL-3.0 or later (https://www.gnu.org/licenses/agpl).

from odoo import api, fields, models
from odoo.fields import Domain
from odoo.tools import SQL


class CrmAllocationPoolCustomer(models.Model):
    """The pool shows grades, and people claim the grades of their card (ALC-05)."""

    _inherit = "crm.allocation.pool.customer"
    _depends = {
        "crm.grading.standing": ["partner_id", "company_id", "is_leading", "grade_id"]
    }

    grade_id = fields.Many2one("crm.grading.grade", readonly=True)

    @api.model
    def _get_extra_columns(self):
        return [*super()._get_extra_columns(), SQL("grading.grade_id AS grade_id")]

    @api.model
    def _get_extra_joins(self):
        return [
            *super()._get_extra_joins(),
            SQL(
                """LEFT JOIN crm_grading_standing grading
                          ON grading.partner_id = line.partner_id
                         AND grading.company_id = line.company_id
                         AND grading.is_leading"""
            ),
        ]

    @api.model
    def _get_scopes(self, pool, partner_ids):
        # sudo: grades are compared, whoever may read them
        standings = (
            self.env["crm.grading.standing"]
            .sudo()
            .search_fetch(
                Domain("partner_id", "in", list(partner_ids))
                & Domain("company_id", "=", pool.company_id.id)
                & Domain("is_leading", "=", True),
                ["partner_id", "grade_id"],
            )
        )
        return {row.partner_id.id: row.grade_id.id for row in standings}

    def _get_claim_refusals(self, pool, card):
        reasons = super()._get_claim_refusals(pool, card)
        if pool.respects_class and card.grade_ids:
            for row in self:
                if row.grade_id not in card.grade_ids:
                    reasons.setdefault(
                        row,
                        self.env._("your card does not allow customers of its grade"),
                    )
        return reasons
