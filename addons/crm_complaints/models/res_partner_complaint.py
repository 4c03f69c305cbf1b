# Copyright 2026 Customer Policy Suite contributors
# License AGPL-3.0 or later (https://www.gnu.org/licenses/agpl).

import operator as operators

from odoo import api, fields, models
from odoo.fields import Domain
from odoo.tools import SQL

from ..engine import standing_sql

GROUPS = "crm_policy.group_user,crm_policy.group_auditor"
OPERATORS = {
    "<": operators.lt,
    "<=": operators.le,
    ">": operators.gt,
    ">=": operators.ge,
}


class ResPartner(models.Model):
    """The complaints in a customer's file (CMP-11).

    Counts are those of the companies that one works in, of the whole customer whichever
    contact complained; who sees a customer sees its counts, and of the complaints
    themselves those that one may read.
    """

    _inherit = "res.partner"

    complaint_ids = fields.One2many(
        "crm.complaint", "partner_id", string="Complaints", groups=GROUPS
    )
    complaint_count = fields.Integer(
        string="Number of Complaints",
        compute="_compute_complaint_counts",
        search="_search_complaint_count",
        groups=GROUPS,
    )
    complaint_open_count = fields.Integer(
        string="Open Complaints",
        compute="_compute_complaint_counts",
        search="_search_complaint_open_count",
        groups=GROUPS,
    )
    complaint_overdue_count = fields.Integer(
        string="Overdue Complaints",
        compute="_compute_complaint_counts",
        groups=GROUPS,
        help="Open ones past a deadline; who waits for the customer is not overdue.",
    )
    complaint_repeat_count = fields.Integer(
        string="Repeated Complaints",
        compute="_compute_complaint_counts",
        search="_search_complaint_repeat_count",
        groups=GROUPS,
        help="Complaints of the same issue as one before.",
    )
    complaint_reopen_count = fields.Integer(
        string="Times Complaints Were Reopened",
        compute="_compute_complaint_counts",
        groups=GROUPS,
    )
    complaint_last_on = fields.Datetime(
        string="Last Complaint", compute="_compute_complaint_counts", groups=GROUPS
    )
    complaint_problem_ids = fields.One2many(
        "crm.complaint.problem", "partner_id", groups=GROUPS
    )
    complaint_is_problem = fields.Boolean(
        string="Problem Customer",
        compute="_compute_complaint_is_problem",
        search="_search_complaint_is_problem",
        groups=GROUPS,
        help="Many, repeated or unfair complaints, by the limits of the settings.",
    )
    complaint_problem_reason = fields.Char(
        string="Why a Problem Customer",
        compute="_compute_complaint_is_problem",
        groups=GROUPS,
    )

    @api.depends_context("allowed_company_ids")
    def _compute_complaint_counts(self):
        rows = {}
        partners = self.commercial_partner_id
        if partners.ids:
            self._flush_complaints()
            # raw SQL: complaints that one may not read count in the customer's file
            rows = {
                row[0]: row[1:]
                for row in self.env.execute_query(
                    standing_sql.counts(
                        self.env.companies.ids, fields.Datetime.now(), partners.ids
                    )
                )
            }
        for partner in self:
            total, still_open, overdue, repeated, reopened, last_on = rows.get(
                partner.commercial_partner_id.id, (0, 0, 0, 0, 0, False)
            )
            partner.complaint_count = total
            partner.complaint_open_count = still_open
            partner.complaint_overdue_count = overdue
            partner.complaint_repeat_count = repeated
            partner.complaint_reopen_count = reopened
            partner.complaint_last_on = last_on

    @api.model
    def _flush_complaints(self):
        self.env["crm.complaint"].flush_model(
            [
                "partner_id",
                "company_id",
                "kind",
                "state",
                "close_kind",
                "is_repeat",
                "is_waiting",
                "next_due_on",
                "reopen_count",
                "received_on",
            ]
        )

    def _search_complaint_count(self, operator, value):
        return self._search_counts("complaints", operator, value)

    def _search_complaint_open_count(self, operator, value):
        return self._search_counts("open", operator, value)

    def _search_complaint_repeat_count(self, operator, value):
        return self._search_counts("repeated", operator, value)

    @api.model
    def _search_counts(self, column, operator, value):
        """Customers by one of their counts; those without complaints have zero."""
        if operator == "in":
            value = {number or 0 for number in value}
            holds = value.__contains__
        elif operator in OPERATORS:
            value = {value}
            holds = self._compare(OPERATORS[operator], *value)
        else:
            return NotImplemented
        self._flush_complaints()
        # raw SQL: see the counts
        rows = self.env.execute_query(
            SQL(
                "SELECT f.partner_id, %s FROM (%s) f",
                SQL.identifier("f", column),
                standing_sql.counts(self.env.companies.ids, fields.Datetime.now()),
            )
        )
        zero = holds(0)
        ids = [partner_id for partner_id, count in rows if holds(count) != zero]
        return Domain("commercial_partner_id", "not in" if zero else "in", ids)

    @api.model
    def _compare(self, compare, limit):
        return lambda count: compare(count, limit or 0)

    # -- problem customers -------------------------------------------------------------

    @api.depends("commercial_partner_id.complaint_problem_ids")
    @api.depends_context("company")
    def _compute_complaint_is_problem(self):
        # sudo: who sees the customer may know that it is one
        problems = (
            self.env["crm.complaint.problem"]
            .sudo()
            .search(
                [
                    ("partner_id", "in", self.commercial_partner_id.ids),
                    ("company_id", "=", self.env.company.id),
                ]
            )
            .grouped("partner_id")
        )
        for partner in self:
            problem = problems.get(partner.sudo().commercial_partner_id)
            partner.complaint_is_problem = bool(problem)
            partner.complaint_problem_reason = problem and problem.reason

    def _get_problem_sql(self, alias):
        """Whether the customer of a row is marked in the company one works in."""
        return SQL(
            """EXISTS (SELECT FROM crm_complaint_problem problem
                        WHERE problem.partner_id = %s AND problem.company_id = %s)""",
            SQL.identifier(alias, "commercial_partner_id"),
            self.env.company.id,
        )

    def _field_to_sql(self, alias, field_expr, query=None):
        if field_expr == "complaint_is_problem" and query is not None:
            return self._get_problem_sql(alias)
        return super()._field_to_sql(alias, field_expr, query)

    @api.model
    def _search_complaint_is_problem(self, operator, value):
        if operator != "in":
            return NotImplemented
        problem = Domain.custom(
            to_sql=lambda model, alias, query: model._get_problem_sql(alias),
            predicate=lambda partner: partner.complaint_is_problem,
        )
        return Domain.OR(problem if wanted else ~problem for wanted in value)

    # -- actions -----------------------------------------------------------------------

    def action_open_complaints(self):
        """The complaints of this customer that one may read; new ones are its own."""
        self.ensure_one()
        action = self.env["ir.actions.act_window"]._for_xml_id(
            "crm_complaints.crm_complaint_action"
        )
        customer = self.commercial_partner_id
        return {
            **action,
            "domain": [("partner_id", "=", customer.id)],
            "context": {"default_partner_id": self.id},
        }
