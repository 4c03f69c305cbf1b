# Copyright 2026 Customer Policy Suite contributors
# License AGPL-3.0 or later (https://www.gnu.org/licenses/agpl).

from odoo import api, fields, models
from odoo.tools import SQL


class CrmVisitPhoneDemand(models.Model):
    """What is asked on the phone, what was missing, and what came of it (VIS-10).

    One row an article ordered, and one a strongly related product asked for. Rates are
    averages of 0 and 100 over the rows that they concern, so that they hold in groups.
    """

    _name = "crm.visit.phone.demand"
    _inherit = ["crm.policy.xlsx.mixin"]
    _description = "Demand on the Phone"
    _auto = False
    _order = "received_at desc, id desc"
    _rec_name = "article"
    _depends = {
        "crm.visit.phone.order": [
            "company_id",
            "partner_id",
            "user_id",
            "team_id",
            "representative_id",
            "received_at",
            "state",
        ],
        "crm.visit.phone.order.line": [
            "order_id",
            "product_id",
            "name",
            "quantity",
            "availability",
            "substitute_id",
            "substitute_reaction",
            "promised_date",
        ],
        "crm.visit.phone.order.related": ["order_id", "product_tmpl_id", "reaction"],
        "product.product": ["product_tmpl_id"],
    }

    order_id = fields.Many2one("crm.visit.phone.order", readonly=True)
    kind = fields.Selection(
        [("ordered", "Ordered"), ("related", "Asked For Besides")], readonly=True
    )
    article = fields.Char(readonly=True)
    product_tmpl_id = fields.Many2one(
        "product.template", string="Product", readonly=True
    )
    substitute_id = fields.Many2one(
        "product.product", string="Offered Instead", readonly=True
    )
    company_id = fields.Many2one("res.company", readonly=True)
    partner_id = fields.Many2one("res.partner", string="Customer", readonly=True)
    user_id = fields.Many2one("res.users", string="Taken by", readonly=True)
    team_id = fields.Many2one("crm.team", string="Department", readonly=True)
    representative_id = fields.Many2one("res.users", readonly=True)
    received_at = fields.Datetime(string="Called on", readonly=True)
    state = fields.Selection(
        [("open", "On the Phone"), ("done", "Done"), ("cancelled", "Cancelled")],
        readonly=True,
    )
    asked = fields.Integer(readonly=True, help="Articles and related products.")
    quantity = fields.Float(string="Quantity Ordered", readonly=True)
    out_of_stock = fields.Integer(string="Out of Stock", readonly=True)
    offered = fields.Integer(string="Substitutes Offered", readonly=True)
    accepted = fields.Integer(string="Substitutes Accepted", readonly=True)
    promised = fields.Integer(string="Dates Promised", readonly=True)
    acceptance_rate = fields.Float(
        string="Substitutes Accepted (%)",
        readonly=True,
        aggregator="avg",
        digits=(5, 1),
        help="Accepted of those that were offered and answered.",
    )
    wanted = fields.Integer(string="Related Wanted", readonly=True)
    success_rate = fields.Float(
        string="Related Wanted (%)",
        readonly=True,
        aggregator="avg",
        digits=(5, 1),
        help="Wanted at once or later, of the related products asked for.",
    )

    @property
    def _table_query(self) -> SQL:
        return SQL("%s UNION ALL %s", self._select_ordered(), self._select_related())

    def _select_ordered(self):
        return SQL(
            """SELECT line.id * 2 AS id, %s, 'ordered' AS kind, line.name AS article,
                      product.product_tmpl_id, line.substitute_id,
                      line.quantity,
                      (line.availability = 'out_of_stock')::int AS out_of_stock,
                      (line.availability = 'out_of_stock'
                       AND line.substitute_id IS NOT NULL)::int AS offered,
                      (line.substitute_reaction = 'accepted')::int AS accepted,
                      (line.promised_date IS NOT NULL)::int AS promised,
                      CASE line.substitute_reaction WHEN 'accepted' THEN 100.0
                           WHEN 'refused' THEN 0.0 END AS acceptance_rate,
                      0 AS wanted, NULL::numeric AS success_rate
                 FROM crm_visit_phone_order_line line
                 JOIN crm_visit_phone_order call ON call.id = line.order_id
            LEFT JOIN product_product product ON product.id = line.product_id""",
            self._select_call(),
        )

    def _select_related(self):
        return SQL(
            """SELECT related.id * 2 + 1 AS id, %s, 'related' AS kind,
                      NULL AS article, related.product_tmpl_id,
                      NULL::int AS substitute_id,
                      0.0 AS quantity, 0 AS out_of_stock, 0 AS offered, 0 AS accepted,
                      0 AS promised, NULL::numeric AS acceptance_rate,
                      (related.reaction IN ('wants', 'later'))::int AS wanted,
                      CASE WHEN related.reaction IN ('wants', 'later') THEN 100.0
                           WHEN related.reaction = 'refused' THEN 0.0
                           END AS success_rate
                 FROM crm_visit_phone_order_related related
                 JOIN crm_visit_phone_order call ON call.id = related.order_id""",
            self._select_call(),
        )

    def _select_call(self):
        return SQL(
            """call.id AS order_id, call.company_id, call.partner_id, call.user_id,
               call.team_id, call.representative_id, call.received_at, call.state,
               1 AS asked"""
        )

    @api.readonly
    def action_export_demand(self):
        """The workbook of the selected rows, or of all that the list shows."""
        return self._print_xlsx("crm_visits.phone_demand_xlsx")

    def action_open_order(self):
        self.ensure_one()
        return self.order_id._get_records_action(context={})
