# Copyright 2026 Customer Policy Suite contributors
# License AGPL-3.0 or later (https://www.gnu.org/licenses/agpl).

from dateutil.relativedelta import relativedelta

from odoo import api, fields, models
from odoo.fields import Domain

from ..engine import standing_sql


class CrmComplaintProblem(models.Model):
    """A customer with many, repeated or unfair complaints, and the figures (CMP-11).

    Marked by a scheduled action by the limits of the settings; the mark goes when the
    figures fall below them.
    """

    _name = "crm.complaint.problem"
    _description = "Problem Customer by Complaints"
    _order = "complaint_count desc, id"
    _rec_name = "partner_id"

    partner_id = fields.Many2one(
        "res.partner",
        string="Customer",
        required=True,
        readonly=True,
        ondelete="cascade",
        index=True,
    )
    company_id = fields.Many2one(
        "res.company", required=True, readonly=True, ondelete="cascade", index=True
    )
    salesperson_id = fields.Many2one(related="partner_id.user_id")
    since = fields.Date(readonly=True)
    months = fields.Integer(string="Within (months)", readonly=True, aggregator=None)
    complaint_count = fields.Integer(string="Complaints", readonly=True)
    repeat_count = fields.Integer(string="Repeated", readonly=True)
    unfair_count = fields.Integer(string="Unfair Claims", readonly=True)
    reason = fields.Char(compute="_compute_reason")

    _partner_uniq = models.UniqueIndex("(company_id, partner_id)")

    @api.depends("months", "complaint_count", "repeat_count", "unfair_count")
    def _compute_reason(self):
        """The figures as a sentence, in the reader's language."""
        for problem in self:
            problem.reason = self.env._(
                "%(complaints)s complaints within %(months)s months, of these "
                "%(repeated)s repeated and %(unfair)s unfair claims.",
                complaints=problem.complaint_count,
                months=problem.months,
                repeated=problem.repeat_count,
                unfair=problem.unfair_count,
            )

    @api.model
    def _mark(self, company):
        """Keeps the marks of a company by today's figures and settings.

        :return: the customers whose mark came, changed or went
        """
        self.env.flush_all()
        today = company._policy_today()
        months = company.complaint_problem_months
        since = company._policy_moment(today - relativedelta(months=months))
        # raw SQL: all customers in one statement
        rows = self.env.execute_query(
            standing_sql.mark_problems(
                company.id,
                since,
                today,
                months,
                {
                    "count": company.complaint_problem_count,
                    "repeated": company.complaint_problem_repeats,
                    "unfair": company.complaint_problem_unfair,
                },
                self.env.uid,
            )
        )
        self.env["res.partner"].invalidate_model(
            ["complaint_problem_ids", "complaint_is_problem"]
        )
        self.invalidate_model()
        return self.env["res.partner"].browse(row[0] for row in rows)

    @api.model
    def _cron_mark(self):
        """Each company by its own settings; killed, it starts again."""
        companies = self.env["res.company"].search(Domain.TRUE)
        for done, company in enumerate(companies, start=1):
            self._mark(company)
            if not self.env["ir.cron"]._commit_progress(
                1, remaining=len(companies) - done
            ):
                break
