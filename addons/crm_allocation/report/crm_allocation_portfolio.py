# Copyright 2026 Customer Policy Suite contributors
# License AGPL-3.0 or later (https://www.gnu.org/licenses/agpl).

from odoo import api, fields, models
from odoo.tools import SQL


class CrmAllocationPortfolio(models.Model):
    """The customers of each salesperson, and the work that waits there (ALC-18)."""

    _name = "crm.allocation.portfolio"
    _inherit = ["crm.policy.xlsx.mixin"]
    _description = "Portfolio of a Salesperson"
    _auto = False
    _order = "user_id, protected_until, id"
    _rec_name = "partner_id"
    _depends = {
        "crm.ownership": [
            "partner_id",
            "company_id",
            "user_id",
            "team_id",
            "date_from",
            "date_to",
            "protected_until",
        ],
        "res.partner": ["active", "allocation_class_id", "state_id"],
        "mail.activity": ["res_model", "res_id", "active", "date_deadline"],
    }

    partner_id = fields.Many2one("res.partner", string="Customer", readonly=True)
    company_id = fields.Many2one("res.company", readonly=True)
    user_id = fields.Many2one("res.users", string="Owner", readonly=True)
    team_id = fields.Many2one("crm.team", readonly=True)
    class_id = fields.Many2one("crm.allocation.class", readonly=True)
    region_id = fields.Many2one("res.country.state", readonly=True)
    date_from = fields.Datetime(string="Held Since", readonly=True)
    protected_until = fields.Date(
        readonly=True, help="The protection ends after this day."
    )
    protected_count = fields.Integer(string="Protected", readonly=True)
    customer_count = fields.Integer(string="Customers", readonly=True)
    activity_count = fields.Integer(
        string="Open Activities",
        readonly=True,
        help="On the customer itself, whoever is responsible for them.",
    )
    overdue_count = fields.Integer(string="Overdue Activities", readonly=True)

    last_action_on = fields.Datetime(related="partner_id.allocation_last_on")
    idle_days = fields.Integer(related="partner_id.allocation_idle_days")
    idle_on = fields.Date(related="partner_id.allocation_idle_on")

    @property
    def _table_query(self) -> SQL:
        return SQL("%s %s %s", self._select(), self._from(), self._where())

    def _select(self):
        return SQL(
            """SELECT line.id, line.partner_id, line.company_id, line.user_id,
                      line.team_id, customer.allocation_class_id AS class_id,
                      customer.state_id AS region_id, line.date_from,
                      line.protected_until,
                      (line.protected_until >= %(today)s)::int AS protected_count,
                      1 AS customer_count,
                      COALESCE(work.activities, 0) AS activity_count,
                      COALESCE(work.overdue, 0) AS overdue_count""",
            today=self.env.company._policy_today(),
        )

    def _from(self):
        return SQL(
            """FROM crm_ownership line
               JOIN res_partner customer ON customer.id = line.partner_id
               LEFT JOIN (
                    SELECT res_id, COUNT(*) AS activities,
                           COUNT(*) FILTER (WHERE date_deadline < %(today)s) AS overdue
                      FROM mail_activity
                     WHERE res_model = 'res.partner' AND active
                     GROUP BY res_id
                    ) work ON work.res_id = line.partner_id""",
            today=self.env.company._policy_today(),
        )

    def _where(self):
        return SQL(
            "WHERE line.date_to IS NULL AND line.user_id IS NOT NULL"
            " AND customer.active"
        )

    @api.readonly
    def action_export_xlsx(self):
        """The selected customers, or all that the list shows."""
        return self._print_xlsx("crm_allocation.portfolio_xlsx")

    def action_open_customer(self):
        self.ensure_one()
        return self.partner_id._get_records_action(context={})
