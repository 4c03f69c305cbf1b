# Copyright 2026 Customer Policy Suite contributors
# License AGPL-3.0 or later (https://www.gnu.org/licenses/agpl).

from odoo import api, fields, models
from odoo.fields import Domain
from odoo.tools import SQL


class CrmAllocationShare(models.Model):
    """How evenly customers are spread, a row a person (ALC-06, ALC-19)."""

    _name = "crm.allocation.share"
    _inherit = ["crm.policy.xlsx.mixin"]
    _description = "Shares of Salespeople"
    _auto = False
    _order = "owned desc, user_id"
    _rec_name = "user_id"
    _depends = {
        "crm.ownership": ["user_id", "company_id", "date_to"],
        "crm.allocation.decision": ["user_id", "company_id", "decided_on"],
        "crm.allocation.member": ["user_id", "company_id", "team_id", "active"],
    }

    user_id = fields.Many2one("res.users", string="Person", readonly=True)
    team_id = fields.Many2one("crm.team", readonly=True)
    company_id = fields.Many2one("res.company", readonly=True)
    owned = fields.Integer(string="Customers Held", readonly=True)
    owned_share = fields.Float(string="Share of Held (%)", readonly=True, digits=(5, 2))
    allocated = fields.Integer(
        string="Allocated Lately",
        readonly=True,
        help="In the last days, as many as the settings say.",
    )
    allocated_share = fields.Float(
        string="Share of Allocated (%)", readonly=True, digits=(5, 2)
    )
    owned_index = fields.Float(
        string="Herfindahl Index of Held",
        readonly=True,
        digits=(7, 1),
        help="Square of the share; summed, 10 000 when one person has all, 10 000 / n "
        "when n people have the same.",
    )
    allocated_index = fields.Float(
        string="Herfindahl Index of Allocated",
        readonly=True,
        digits=(7, 1),
        help="Square of the share; summed, as for what is held.",
    )
    is_above = fields.Boolean(
        string="Above the Largest Share",
        readonly=True,
        help="More than the settings allow one person to hold.",
    )

    @property
    def _table_query(self) -> SQL:
        # sudo: the clocks of companies one may read figures of
        companies = self.env["res.company"].sudo().search(Domain.TRUE)
        now = fields.Datetime.now()
        since = [
            fields.Datetime.subtract(now, days=company.allocation_share_days)
            for company in companies
        ]
        return SQL(
            """
            SELECT counted.*,
                   owned_share ^ 2 AS owned_index,
                   allocated_share ^ 2 AS allocated_index,
                   owned_share > company.allocation_max_share AS is_above
              FROM (
                    SELECT min(row.id) AS id, row.user_id, row.company_id,
                           max(row.team_id) AS team_id,
                           sum(row.owned)::int AS owned,
                           sum(row.allocated)::int AS allocated,
                           COALESCE(100.0 * sum(row.owned) / NULLIF(sum(sum(row.owned))
                               OVER (PARTITION BY row.company_id), 0), 0)
                               AS owned_share,
                           COALESCE(100.0 * sum(row.allocated)
                               / NULLIF(sum(sum(row.allocated))
                               OVER (PARTITION BY row.company_id), 0), 0)
                               AS allocated_share
                      FROM (
                            SELECT min(line.id) AS id, line.user_id, line.company_id,
                                   NULL::int AS team_id, count(*) AS owned,
                                   0 AS allocated
                              FROM crm_ownership line
                             WHERE line.date_to IS NULL AND line.user_id IS NOT NULL
                             GROUP BY line.user_id, line.company_id
                             UNION ALL
                            SELECT min(decision.id) + 1000000000, decision.user_id,
                                   decision.company_id, NULL, 0, count(*)
                              FROM crm_allocation_decision decision
                              JOIN unnest(%(companies)s::int[], %(since)s::timestamp[])
                                   AS lately(company_id, since)
                                ON lately.company_id = decision.company_id
                               AND decision.decided_on >= lately.since
                             WHERE decision.user_id IS NOT NULL
                             GROUP BY decision.user_id, decision.company_id
                             UNION ALL
                            SELECT card.id + 1500000000, card.user_id, card.company_id,
                                   card.team_id, 0, 0
                              FROM crm_allocation_member card
                             WHERE card.active AND card.is_receiving
                           ) row
                     GROUP BY row.user_id, row.company_id
                   ) counted
              JOIN res_company company ON company.id = counted.company_id
            """,
            companies=companies.ids,
            since=since,
        )

    @api.readonly
    def action_export_xlsx(self):
        """The workbook of the selected people, or of all that the list shows."""
        return self._print_xlsx("crm_allocation.share_xlsx")
