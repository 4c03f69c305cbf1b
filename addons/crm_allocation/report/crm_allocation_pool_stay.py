# Copyright 2026 Customer Policy Suite contributors
# License AGPL-3.0 or later (https://www.gnu.org/licenses/agpl).

from odoo import api, fields, models
from odoo.tools import SQL


class CrmAllocationPoolStay(models.Model):
    """Turnover of the pools: a row each time a customer was in one (ALC-05, ALC-19)."""

    _name = "crm.allocation.pool.stay"
    _inherit = ["crm.policy.xlsx.mixin"]
    _description = "Turnover of Pools"
    _auto = False
    _order = "date_in desc, id desc"
    _rec_name = "partner_id"
    _depends = {
        "crm.ownership": [
            "partner_id",
            "company_id",
            "pool_id",
            "user_id",
            "date_from",
            "date_to",
            "source",
            "end_source",
            "reason",
        ],
        "res.partner": ["allocation_class_id", "state_id"],
    }

    partner_id = fields.Many2one("res.partner", string="Customer", readonly=True)
    company_id = fields.Many2one("res.company", readonly=True)
    pool_id = fields.Many2one("crm.allocation.pool", readonly=True)
    class_id = fields.Many2one(
        "crm.allocation.class", readonly=True, help="As it is today."
    )
    state_id = fields.Many2one("res.country.state", string="Region", readonly=True)
    date_in = fields.Datetime(string="Came", readonly=True)
    source = fields.Selection(
        selection=lambda self: self.env["crm.ownership"]._get_source_selection(),
        string="Came By",
        readonly=True,
    )
    former_user_id = fields.Many2one(
        "res.users", string="Came From", readonly=True, help="The owner before."
    )
    date_out = fields.Datetime(string="Left", readonly=True)
    end_source = fields.Selection(
        selection=lambda self: self.env["crm.ownership"]._get_source_selection(),
        string="Left By",
        readonly=True,
    )
    next_user_id = fields.Many2one(
        "res.users", string="Went To", readonly=True, help="The owner afterwards."
    )
    is_open = fields.Boolean(string="Still There", readonly=True)
    claimed = fields.Integer(string="Claims", readonly=True)
    days = fields.Float(
        string="Days in the Pool",
        readonly=True,
        digits=(16, 1),
        aggregator="avg",
        help="Up to now for those that are still there.",
    )

    @property
    def _table_query(self) -> SQL:
        return SQL(
            """
            SELECT stay.id, stay.partner_id, stay.company_id, stay.pool_id,
                   customer.allocation_class_id AS class_id, customer.state_id,
                   stay.date_from AS date_in, stay.source,
                   former.user_id AS former_user_id,
                   stay.date_to AS date_out, stay.end_source,
                   next.user_id AS next_user_id,
                   stay.date_to IS NULL AS is_open,
                   (stay.end_source IS NOT DISTINCT FROM 'claim')::int4 AS claimed,
                   EXTRACT(EPOCH FROM COALESCE(stay.date_to, %(now)s)
                                      - stay.date_from) / 86400 AS days
              FROM (
                    SELECT line.*,
                           LAG(line.id) OVER history AS former_id,
                           LEAD(line.id) OVER history AS next_id
                      FROM crm_ownership line
                    WINDOW history AS (PARTITION BY line.partner_id, line.company_id
                                       ORDER BY line.date_from, line.id)
                   ) stay
              JOIN res_partner customer ON customer.id = stay.partner_id
              LEFT JOIN crm_ownership former ON former.id = stay.former_id
              LEFT JOIN crm_ownership next ON next.id = stay.next_id
             WHERE stay.pool_id IS NOT NULL
            """,
            now=fields.Datetime.now(),
        )

    def action_open_partner(self):
        self.ensure_one()
        return self.partner_id._get_records_action(context={})

    @api.readonly
    def action_export_xlsx(self):
        """The workbook of the selected rows, or of all that the list shows."""
        return self._print_xlsx("crm_allocation.pool_stay_xlsx")
