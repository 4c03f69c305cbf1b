# Copyright 2026 Customer Policy Suite contributors
# License AGPL-3.0 or later (https://www.gnu.org/licenses/agpl).

from odoo import api, fields, models
from odoo.tools import SQL

from odoo.addons.crm_policy.engine.periods import MONTHS, period_of


class CrmVisitCoverage(models.Model):
    """Coverage: which customers of a class were contacted in a period (VIS-05).

    One row a customer with a class. Rates are shares of customers.
    """

    _name = "crm.visit.coverage"
    _inherit = ["crm.policy.xlsx.mixin"]
    _description = "Coverage of Customers"
    _auto = False
    _order = "last_contact, id"
    _rec_name = "partner_id"
    _depends = {
        "crm.visit": ["partner_id", "company_id", "date_start", "state"],
        "crm.visit.standing": ["partner_id", "company_id", "class_id"],
        "res.partner": ["user_id"],
        "res.users": ["sale_team_id"],
        "crm.team": ["user_id"],
    }

    partner_id = fields.Many2one("res.partner", string="Customer", readonly=True)
    company_id = fields.Many2one("res.company", readonly=True)
    class_id = fields.Many2one("crm.visit.class", string="Visit Class", readonly=True)
    user_id = fields.Many2one("res.users", string="Salesperson", readonly=True)
    team_id = fields.Many2one("crm.team", string="Department", readonly=True)
    leader_id = fields.Many2one("res.users", string="Store Manager", readonly=True)
    last_contact = fields.Date(readonly=True)
    customers = fields.Integer(readonly=True)
    never = fields.Integer(string="Never Contacted", readonly=True)
    month_rate = fields.Float(
        string="Contacted this Month (%)",
        readonly=True,
        aggregator="avg",
        digits=(5, 2),
    )
    quarter_rate = fields.Float(
        string="Contacted this Quarter (%)",
        readonly=True,
        aggregator="avg",
        digits=(5, 2),
    )
    half_rate = fields.Float(
        string="Contacted this Half-Year (%)",
        readonly=True,
        aggregator="avg",
        digits=(5, 2),
    )
    year_rate = fields.Float(
        string="Contacted this Year (%)",
        readonly=True,
        aggregator="avg",
        digits=(5, 2),
    )

    @property
    def _table_query(self) -> SQL:
        return SQL("%s %s", self._select(), self._from())

    def _select(self):
        rates = SQL(", ").join(
            SQL(
                "CASE WHEN seen.last_contact >= clock.%s THEN 100.0 ELSE 0.0 END AS %s",
                SQL.identifier(kind),
                SQL.identifier(f"{kind}_rate"),
            )
            for kind in MONTHS
        )
        return SQL(
            """SELECT standing.id, standing.partner_id, standing.company_id,
                      standing.class_id, partner.user_id,
                      seller.sale_team_id AS team_id, team.user_id AS leader_id,
                      seen.last_contact, 1 AS customers,
                      (seen.last_contact IS NULL)::int AS never, %s""",
            rates,
        )

    def _from(self):
        # sudo: the clocks of all companies, of which rules let through some
        companies = self.env["res.company"].sudo().search([("parent_id", "=", False)])
        starts = [
            [period_of(company._policy_today(), kind).start for company in companies]
            for kind in MONTHS
        ]
        return SQL(
            """FROM crm_visit_standing standing
               JOIN res_partner partner ON partner.id = standing.partner_id
               LEFT JOIN res_users seller ON seller.id = partner.user_id
               LEFT JOIN crm_team team ON team.id = seller.sale_team_id
               JOIN unnest(%(companies)s::int4[], %(starts)s)
                    AS clock (company_id, %(kinds)s)
                 ON clock.company_id = standing.company_id
               LEFT JOIN (
                    SELECT visit.partner_id, root.id AS company_id,
                           MAX((visit.date_start AT TIME ZONE 'UTC'
                                AT TIME ZONE company.policy_tz)::date) AS last_contact
                      FROM crm_visit visit
                      JOIN res_company company ON company.id = visit.company_id
                      JOIN res_company root
                        ON root.id = SPLIT_PART(company.parent_path, '/', 1)::int4
                     WHERE visit.done_on IS NOT NULL
                     GROUP BY 1, 2
               ) seen ON seen.partner_id = standing.partner_id
                     AND seen.company_id = standing.company_id""",
            companies=companies.ids,
            starts=SQL(", ").join(SQL("%s::date[]", days) for days in starts),
            kinds=SQL(", ").join(SQL.identifier(kind) for kind in MONTHS),
        )

    def action_open_partner(self):
        self.ensure_one()
        return self.partner_id._get_records_action(context={})

    @api.readonly
    def action_export_xlsx(self):
        """The workbook of the selected rows, or of all that the list shows."""
        return self._print_xlsx("crm_visits.coverage_xlsx")
