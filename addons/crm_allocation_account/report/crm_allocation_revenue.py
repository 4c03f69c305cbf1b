# Copyright 2026 Customer Policy Suite contributors
# License AGPL-3.0 or later (https://www.gnu.org/licenses/agpl).

from odoo import api, fields, models
from odoo.tools import SQL


class CrmAllocationRevenue(models.Model):
    """Revenue and whose it is: the owner's on the invoice date, or the department's.

    One row a posted customer invoice or credit note (ALC-13). The owner is who held the
    customer at the end of the invoice day by the company's clock, so that each day has
    one owner. What later happens to the customer changes nothing about it.
    """

    _name = "crm.allocation.revenue"
    _inherit = ["crm.policy.xlsx.mixin"]
    _description = "Revenue by Owner"
    _auto = False
    _order = "date desc, id desc"
    _rec_name = "move_id"
    _depends = {
        "account.move": [
            "state",
            "move_type",
            "company_id",
            "commercial_partner_id",
            "invoice_date",
            "invoice_user_id",
            "amount_untaxed_signed",
        ],
        "crm.ownership": [
            "partner_id",
            "company_id",
            "holder",
            "user_id",
            "team_id",
            "date_from",
            "date_to",
            "attribution",
            "is_unapproved",
        ],
        "res.company": ["policy_tz"],
        "res.users": ["sale_team_id"],
    }

    move_id = fields.Many2one("account.move", string="Invoice", readonly=True)
    partner_id = fields.Many2one("res.partner", string="Customer", readonly=True)
    company_id = fields.Many2one("res.company", readonly=True)
    currency_id = fields.Many2one(related="company_id.currency_id")
    date = fields.Date(string="Invoice Date", readonly=True)
    amount = fields.Monetary(
        string="Revenue",
        readonly=True,
        help="Without tax, in the company's currency; credit notes are negative.",
    )
    counts_for = fields.Selection(
        [("person", "Salesperson"), ("department", "Department")], readonly=True
    )
    user_id = fields.Many2one(
        "res.users",
        string="Salesperson",
        readonly=True,
        help="Whose result it is; empty where it is the department's.",
    )
    holder_id = fields.Many2one(
        "res.users",
        string="Owner on the Day",
        readonly=True,
        help="Who held the customer, also where the result is the department's.",
    )
    team_id = fields.Many2one("crm.team", string="Department", readonly=True)
    ownership_id = fields.Many2one(
        "crm.ownership", string="Line of the Ledger", readonly=True
    )
    why = fields.Selection(
        [
            ("owner", "Owner on the invoice date"),
            ("unapproved", "Owner changed without approval"),
            ("department", "Attributed to the department"),
            ("unowned", "With nobody on the invoice date"),
            ("unrecorded", "Not in the ledger on the invoice date"),
        ],
        readonly=True,
    )

    @property
    def _table_query(self) -> SQL:
        return SQL("%s %s %s", self._select(), self._from(), self._where())

    def _select(self):
        return SQL(
            """SELECT move.id, move.id AS move_id,
                      move.commercial_partner_id AS partner_id, move.company_id,
                      move.invoice_date AS date, move.amount_untaxed_signed AS amount,
                      CASE WHEN line.user_id IS NOT NULL
                            AND said.is_person
                           THEN 'person' ELSE 'department' END AS counts_for,
                      CASE WHEN said.is_person
                           THEN line.user_id END AS user_id,
                      line.user_id AS holder_id,
                      COALESCE(line.team_id, seller.sale_team_id) AS team_id,
                      line.id AS ownership_id,
                      CASE WHEN line.id IS NULL THEN 'unrecorded'
                           WHEN line.user_id IS NULL THEN 'unowned'
                           WHEN said.is_person THEN 'owner'
                           WHEN line.is_unapproved THEN 'unapproved'
                           ELSE 'department' END AS why"""
        )

    def _from(self):
        # the next midnight by the company's clock, as the ledger holds moments
        return SQL(
            """FROM account_move move
               JOIN res_company company ON company.id = move.company_id
               CROSS JOIN LATERAL (
                    SELECT ((move.invoice_date + 1)::timestamp
                            AT TIME ZONE company.policy_tz) AT TIME ZONE 'UTC'
                           AS midnight) day
               LEFT JOIN crm_ownership line
                 ON line.partner_id = move.commercial_partner_id
                AND line.company_id = move.company_id
                AND line.date_from < day.midnight
                AND (line.date_to IS NULL OR line.date_to >= day.midnight)
               CROSS JOIN LATERAL (
                    SELECT line.attribution = 'person'
                           OR COALESCE(line.department_from >= day.midnight, FALSE)
                           AS is_person) said
               LEFT JOIN res_users seller ON seller.id = move.invoice_user_id"""
        )

    def _where(self):
        return SQL(
            """WHERE move.state = 'posted'
                 AND move.move_type IN ('out_invoice', 'out_refund')
                 AND move.invoice_date IS NOT NULL"""
        )

    def action_open_invoice(self):
        self.ensure_one()
        return self.move_id._get_records_action(context={})

    def action_open_ownership(self):
        """The line of the ledger that says whose it is."""
        self.ensure_one()
        return self.ownership_id._get_records_action(context={})

    @api.readonly
    def action_export_xlsx(self):
        """The selected invoices, or all that the list shows, and totals by person."""
        return self._print_xlsx("crm_allocation_account.revenue_xlsx")
