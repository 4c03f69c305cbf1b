# Copyright 2026 Customer Policy Suite contributors
# License AGPL-3.0 or later (https://www.gnu.org/licenses/agpl).

from odoo import api, fields, models
from odoo.fields import Domain
from odoo.tools import SQL, format_date

from ..engine import analysis_sql

# How far back the list goes; earlier months change nothing any more.
MONTHS = 36


class CrmComplaintRate(models.Model):
    """Complaints per 100 customers or projects, against the month before (CMP-07).

    Other measures, such as orders, come from bridges, see :meth:`_get_rate_bases`.
    """

    _name = "crm.complaint.rate"
    _inherit = ["crm.policy.known.mixin", "crm.policy.xlsx.mixin"]
    _description = "Complaint Rate"
    _auto = False
    _order = "month desc, base, company_id"
    _rec_name = "month"
    _depends = {
        "crm.complaint": [
            "company_id",
            "kind",
            "state",
            "duplicate_of_id",
            "received_on",
            "cost_total",
        ],
        "crm.complaint.watch": ["active", "company_id", "phase"],
        "crm.complaint.watch.phase": ["done_on", "watch_id"],
        "res.company": ["policy_tz"],
        "res.partner": ["active", "commercial_partner_id", "company_id"],
    }

    base = fields.Selection(
        selection="_selection_base", string="Per 100", readonly=True
    )
    company_id = fields.Many2one("res.company", readonly=True)
    month = fields.Date(readonly=True)
    month_label = fields.Char(string="Month in Words", compute="_compute_month_label")
    complaint_count = fields.Integer(string="Complaints", readonly=True)
    base_count = fields.Integer(
        string="Customers, Orders or Projects",
        readonly=True,
        aggregator="avg",
        help="Customers known at the end of the month, projects that ran in it, or "
        "orders confirmed in it.",
    )
    rate = fields.Float(
        string="Complaints per 100", readonly=True, digits=(9, 2), aggregator="avg"
    )
    previous_rate = fields.Float(
        string="The Month Before", readonly=True, digits=(9, 2), aggregator="avg"
    )
    change = fields.Float(
        readonly=True,
        digits=(9, 2),
        aggregator="avg",
        help="More (+) or fewer (−) complaints per 100 than in the month before.",
    )
    has_previous = fields.Boolean(
        string="Rate of the Month Before Known",
        readonly=True,
        help="There was something to compare with in the month before.",
    )
    cost = fields.Monetary(string="Cost of Complaints", readonly=True)
    currency_id = fields.Many2one("res.currency", readonly=True)

    @api.model
    def _get_known_domains(self):
        return {
            "previous_rate": Domain("has_previous", "=", True),
            "change": Domain("has_previous", "=", True),
        }

    @api.model
    def _selection_base(self):
        return [
            ("customers", self.env._("Customers")),
            ("projects", self.env._("Projects")),
        ]

    @api.depends("month")
    @api.depends_context("lang")
    def _compute_month_label(self):
        for rate in self:
            rate.month_label = rate.month and format_date(
                self.env, rate.month, date_format="MMMM yyyy"
            )

    @property
    def _table_query(self) -> SQL:
        # sudo: the clocks of companies one may read figures of
        companies = self.env["res.company"].sudo().search(Domain.TRUE)
        return analysis_sql.rate(
            companies=companies.ids,
            today=[company._policy_today() for company in companies],
            months=MONTHS,
            bases=self._get_rate_bases(),
        )

    @api.model
    def _get_rate_bases(self):
        """What complaints are compared with, by name

        :return: dict from name (of :meth:`_selection_base`) to ``SQL`` rows with
            company_id (NULL: of all), moment and number (below zero: gone), and whether
            all so far count or only those of the month
        """
        customers = analysis_sql.customers(self._get_customer_condition())
        return {
            "customers": (customers, True),
            "projects": (analysis_sql.projects(), True),
        }

    @api.model
    def _get_customer_condition(self):
        """Who counts as a customer, as condition on the row ``partner``"""
        return analysis_sql.CUSTOMER

    @api.readonly
    def action_export_xlsx(self):
        """The workbook of the selected months, or of all that the list shows."""
        return self._print_xlsx("crm_complaints.rate_xlsx")
