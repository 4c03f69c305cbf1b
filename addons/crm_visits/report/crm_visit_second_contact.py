# Copyright 2026 Customer Policy Suite contributors
# License AGPL-3.0 or later (https://www.gnu.org/licenses/agpl).

from dateutil.relativedelta import relativedelta

from odoo import api, fields, models
from odoo.tools import SQL


class CrmVisitSecondContact(models.Model):
    """Contact report 联系报告: who of the employees knows an important new customer.

    One row a customer that is important, has a future and is new. A joint visit is a
    contact of each who took part (VIS-14).
    """

    _name = "crm.visit.second.contact"
    _inherit = ["crm.policy.xlsx.mixin"]
    _description = "Contacts of Important New Customers"
    _auto = False
    _order = "people, since, id"
    _rec_name = "partner_id"
    _depends = {
        "crm.visit": ["partner_id", "user_id", "companion_ids", "date_start", "state"],
        "res.partner": ["visit_is_promising", "active", "user_id"],
    }

    partner_id = fields.Many2one("res.partner", string="Customer", readonly=True)
    company_id = fields.Many2one("res.company", readonly=True)
    user_id = fields.Many2one("res.users", string="Salesperson", readonly=True)
    team_id = fields.Many2one("crm.team", string="Department", readonly=True)
    since = fields.Date(
        string="New since", readonly=True, help="First contacted, or entered."
    )
    first_user_id = fields.Many2one("res.users", string="First Contact", readonly=True)
    first_date = fields.Date(string="First Contact on", readonly=True)
    second_user_id = fields.Many2one(
        "res.users", string="Second Contact", readonly=True
    )
    second_date = fields.Date(string="Second Contact on", readonly=True)
    people = fields.Integer(
        string="Employees", readonly=True, help="Who contacted the customer."
    )
    lacks_contact = fields.Boolean(string="Contact Missing", readonly=True)

    @property
    def _table_query(self) -> SQL:
        # sudo: the conditions of all companies, of which rules let through some
        companies = self.env["res.company"].sudo().search([("parent_id", "=", False)])
        parts = [
            self._select_company(company, position, len(companies))
            for position, company in enumerate(companies)
        ]
        return SQL(" UNION ALL ").join(parts)

    def _select_company(self, company, position, count):
        """The rows of a main company; its position tells ids from another's."""
        today = company._policy_today()
        # sudo: all customers of the company; rules of the report come after
        partners = self.env["res.partner"].sudo().with_company(company)
        return SQL(
            """SELECT partner.id::int8 * %(count)s + %(position)s AS id,
                      partner.id AS partner_id, %(company)s AS company_id,
                      partner.user_id, seller.sale_team_id AS team_id,
                      new.since, met.users[1] AS first_user_id,
                      met.days[1] AS first_date, met.users[2] AS second_user_id,
                      met.days[2] AS second_date,
                      COALESCE(CARDINALITY(met.users), 0) AS people,
                      COALESCE(CARDINALITY(met.users), 0) < %(people)s AS lacks_contact
                 FROM res_partner partner
                 LEFT JOIN res_users seller ON seller.id = partner.user_id
                 LEFT JOIN (%(met)s) met ON met.partner_id = partner.id
                 CROSS JOIN LATERAL (SELECT COALESCE(met.days[1], (
                      partner.create_date AT TIME ZONE 'UTC'
                      AT TIME ZONE %(zone)s)::date) AS since) new
                WHERE partner.id IN %(promising)s AND new.since >= %(since)s
                  AND partner.commercial_partner_id = partner.id
                  AND (partner.company_id = ANY(%(companies)s)
                       OR partner.company_id IS NULL AND (
                          seller.id IS NULL OR seller.company_id = ANY(%(companies)s)))
            """,
            count=count,
            position=position,
            company=company.id,
            people=company.visit_second_people,
            met=self._select_met(company),
            zone=company.policy_tz,
            promising=partners._search(company._get_promising_domain()).subselect(),
            since=today - relativedelta(months=company.visit_second_months),
            companies=company._get_visit_companies().ids,
        )

    def _select_met(self, company):
        """Employees in the order in which they first met each customer."""
        return SQL(
            """SELECT partner_id, ARRAY_AGG(user_id ORDER BY first, user_id) AS users,
                      ARRAY_AGG(first ORDER BY first, user_id) AS days
                 FROM (
                    SELECT visit.partner_id, person.user_id,
                           MIN((visit.date_start AT TIME ZONE 'UTC'
                                AT TIME ZONE %(zone)s)::date) AS first
                      FROM crm_visit visit
                      CROSS JOIN LATERAL (
                           SELECT visit.user_id
                           UNION
                           SELECT companion.res_users_id
                             FROM crm_visit_companion_rel companion
                            WHERE companion.crm_visit_id = visit.id
                      ) person
                     WHERE visit.done_on IS NOT NULL
                       AND visit.company_id = ANY(%(companies)s)
                     GROUP BY 1, 2
                 ) each
                GROUP BY 1""",
            zone=company.policy_tz,
            companies=company._get_visit_companies().ids,
        )

    def action_open_partner(self):
        self.ensure_one()
        return self.partner_id._get_records_action(context={})

    @api.readonly
    def action_export_xlsx(self):
        """The workbook of the selected rows, or of all that the list shows."""
        return self._print_xlsx("crm_visits.second_contact_xlsx")
