# Copyright 2026 Customer Policy Suite contributors
# License AGPL-3.0 or later (https://www.gnu.org/licenses/agpl).

from odoo import api, fields, models

from .crm_grading_grade import PRIORITIES

PERSONS = ("key_account_user_id", "executive_user_id", "service_user_id")


class CrmGradingAccountTeam(models.Model):
    """Who looks after a customer beside its salesperson: one row a company (GRD-13)."""

    _name = "crm.grading.account.team"
    _description = "Account Team"
    _rec_name = "partner_id"
    _check_company_auto = True

    partner_id = fields.Many2one(
        "res.partner",
        string="Customer",
        required=True,
        ondelete="cascade",
        index=True,
        check_company=True,
    )
    company_id = fields.Many2one(
        "res.company",
        required=True,
        ondelete="cascade",
        default=lambda self: self.env.company.root_id,
    )
    key_account_user_id = fields.Many2one(
        "res.users", string="Key-Account Manager", index="btree_not_null"
    )
    executive_user_id = fields.Many2one("res.users", string="Executive")
    service_user_id = fields.Many2one("res.users", string="Service Person")
    priority = fields.Selection(
        PRIORITIES,
        string="Resource Priority",
        groups="crm_policy.group_manager,crm_policy.group_auditor",
        help="In place of the priority of the customer's grade.",
    )

    _partner_company_uniq = models.Constraint(
        "UNIQUE(partner_id, company_id)", "This customer already has an account team."
    )

    @api.model_create_multi
    def create(self, vals_list):
        """Teams belong to the commercial customer and the main company."""
        for vals in vals_list:
            partner = self.env["res.partner"].browse(vals.get("partner_id"))
            company = self.env["res.company"].browse(vals.get("company_id"))
            vals["partner_id"] = partner.commercial_partner_id.id
            if company:
                vals["company_id"] = company.root_id.id
        return super().create(vals_list)

    @api.model
    def _get_team(self, partner, company):
        return self.search(
            [
                ("partner_id", "=", partner.commercial_partner_id.id),
                ("company_id", "=", company.root_id.id),
            ]
        )

    @api.model
    def _assign(self, partner, fname, value):
        """Names a person, or a priority, of a customer in the company worked in.

        With the rights of the user: who may not write account teams is refused.
        """
        company = self.env.company.root_id
        team = self._get_team(partner, company)
        if team:
            team[fname] = value
        elif value:
            self.create(
                {
                    "partner_id": partner.id,
                    "company_id": company.id,
                    fname: getattr(value, "id", value),
                }
            )

    def _merge_customers(self, sources, target):
        """One team for merged customers: the target's, its gaps filled by the others.

        :param sources: customers that vanish
        """
        teams = self.search([("partner_id", "in", (sources + target).ids)])
        for company_teams in teams.grouped("company_id").values():
            kept = company_teams.filtered(lambda team: team.partner_id == target)
            kept = (kept or company_teams)[0]
            for team in company_teams - kept:
                for fname in (*PERSONS, "priority"):
                    kept[fname] = kept[fname] or team[fname]
            (company_teams - kept).unlink()
            kept.partner_id = target
