# Copyright 2026 Customer Policy Suite contributors
# License AGPL-3.0 or later (https://www.gnu.org/licenses/agpl).

from odoo import api, fields, models
from odoo.fields import Domain
from odoo.tools import SQL

from ..engine import analysis_sql

# The period that the list shows when nobody has chosen one.
MONTHS = 12
DIMENSIONS = [
    ("cause", "Cause"),
    ("category", "Category"),
    ("unit", "Department of the Cause"),
]


class CrmComplaintPareto(models.Model):
    """The few causes that make most of the complaints (CMP-07).

    For the period of the context (``complaint_from``, ``complaint_to``), else for the
    last twelve months: complaints by cause, category or department, the most frequent
    first, with their share and the share of all up to here.
    """

    _name = "crm.complaint.pareto"
    _inherit = ["crm.policy.xlsx.mixin"]
    _description = "Pareto of Complaints"
    _auto = False
    _order = "dimension, company_id, rank"
    _depends = {
        "crm.complaint": [
            "company_id",
            "kind",
            "state",
            "duplicate_of_id",
            "received_on",
            "cause_id",
            "category_id",
            "cause_unit_id",
            "cost_total",
        ],
        "crm.complaint.cause": ["name"],
        "crm.complaint.category": ["name"],
        "crm.policy.unit": ["name"],
    }

    dimension = fields.Selection(DIMENSIONS, string="Broken Down by", readonly=True)
    name = fields.Char(string="Reason", readonly=True)
    company_id = fields.Many2one("res.company", readonly=True)
    rank = fields.Integer(readonly=True, aggregator="min")
    count = fields.Integer(string="Complaints", readonly=True)
    share = fields.Float(string="Share (%)", readonly=True, digits=(5, 1))
    share_up_to = fields.Float(
        string="Share up to Here (%)",
        readonly=True,
        digits=(5, 1),
        aggregator="max",
        help="This one and all that are more frequent; where it passes 80 %, the few "
        "that matter end.",
    )
    cost = fields.Monetary(readonly=True)
    currency_id = fields.Many2one("res.currency", readonly=True)

    @property
    def _table_query(self) -> SQL:
        # sudo: the clocks of companies one may read figures of
        companies = self.env["res.company"].sudo().search(Domain.TRUE)
        periods = [self._get_moments(company) for company in companies]
        return analysis_sql.pareto(
            companies=companies.ids,
            since=[first for first, _last in periods],
            until=[last for _first, last in periods],
            lang=self.env.lang or "en_US",
            unknown=self.env._("Not Named Yet"),
        )

    @api.model
    def _get_period(self, company):
        """The days that are counted, both included"""
        today = company._policy_today()
        first = fields.Date.to_date(self.env.context.get("complaint_from"))
        last = fields.Date.to_date(self.env.context.get("complaint_to"))
        return (
            first or fields.Date.subtract(today, months=MONTHS),
            last or today,
        )

    @api.model
    def _get_moments(self, company):
        """The period by the clock of the company: from, and before when"""
        first, last = self._get_period(company)
        return (
            company._policy_moment(first),
            company._policy_moment(fields.Date.add(last, days=1)),
        )

    @api.readonly
    def action_export_xlsx(self):
        """The workbook of the selected rows, or of all that the list shows."""
        return self._print_xlsx("crm_complaints.pareto_xlsx")
