# Copyright 2026 Customer Policy Suite contributors
# License AGPL-3.0 or later (https://www.gnu.org/licenses/agpl).

from odoo import api, fields, models
from odoo.exceptions import AccessError
from odoo.fields import Domain
from odoo.tools import format_date


class CrmComplaintSummary(models.Model):
    """The complaints of a month in figures and charts, for management (CMP-12).

    Counted once and kept: a month that is over does not change afterwards. The running
    month is counted again whenever somebody opens it.
    """

    _name = "crm.complaint.summary"
    _inherit = ["mail.thread"]
    _description = "Monthly Report of Complaints"
    _order = "month desc, id desc"

    name = fields.Char(compute="_compute_name")
    company_id = fields.Many2one(
        "res.company", required=True, readonly=True, ondelete="cascade"
    )
    currency_id = fields.Many2one(related="company_id.currency_id")
    month = fields.Date(required=True, readonly=True, index=True)
    month_label = fields.Char(string="Month in Words", compute="_compute_month_label")
    counted_on = fields.Datetime(readonly=True)
    is_final = fields.Boolean(
        string="Month Over",
        readonly=True,
        help="Counted after the month was over, and kept as it is.",
    )
    received = fields.Integer(readonly=True)
    closed = fields.Integer(readonly=True)
    left_open = fields.Integer(string="Open at the End", readonly=True)
    reopened = fields.Integer(readonly=True)
    cost = fields.Monetary(string="Cost of Complaints", readonly=True)
    rate = fields.Float(
        string="Complaints per 100 Customers", readonly=True, digits=(9, 2)
    )
    is_rated = fields.Boolean(
        string="Customers Known", readonly=True, help="Without customers, no rate."
    )
    figures = fields.Json(readonly=True)
    recipient_ids = fields.Many2many(
        "res.users", string="Sent to", readonly=True, copy=False
    )
    sent_on = fields.Datetime(readonly=True, copy=False)

    _month_uniq = models.Constraint(
        "UNIQUE(company_id, month)",
        "The report of this month is made already.",
    )

    @api.depends("month")
    @api.depends_context("lang")
    def _compute_name(self):
        for summary in self:
            summary.name = self.env._(
                "Complaints %(month)s",
                month=summary.month and f"{summary.month:%Y-%m}" or "",
            )

    @api.depends("month")
    @api.depends_context("lang")
    def _compute_month_label(self):
        for summary in self:
            summary.month_label = summary.month and format_date(
                self.env, summary.month, date_format="MMMM yyyy"
            )

    # -- making ------------------------------------------------------------------------

    @api.model
    def _cron_make(self):
        """The report of the last month, from the day of the settings on, and mailed."""
        companies = self.env["res.company"].search(Domain.TRUE)
        self.env["ir.cron"]._commit_progress(remaining=len(companies))
        for company in companies:
            today = company._policy_today()
            if company.complaint_summary_day and (
                today.day >= company.complaint_summary_day
            ):
                month = fields.Date.subtract(today.replace(day=1), months=1)
                summary = self._make(company, month)
                if not summary.sent_on:
                    summary._send()
            if not self.env["ir.cron"]._commit_progress(1):
                break

    @api.model
    def _make(self, company, month):
        """Counts a month, unless it was counted after its end already.

        :param date month: any day of it
        :return: its report
        """
        first = month.replace(day=1)
        # sudo: the figures are counted of all complaints, and nobody else writes them
        summaries = self.sudo()
        summary = summaries.search(
            [("company_id", "=", company.id), ("month", "=", first)]
        ) or summaries.create({"company_id": company.id, "month": first})
        if not summary.is_final:
            summary._count()
        return summary.with_env(self.env)

    def _count(self):
        self.ensure_one()
        company = self.company_id
        following = fields.Date.add(self.month, months=1)
        self.write(
            {
                **company._in_policy_lang(self)._prepare_figures(),
                "counted_on": fields.Datetime.now(),
                "is_final": company._policy_today() >= following,
            }
        )

    # -- sending -----------------------------------------------------------------------

    def _send(self):
        """Mails the report to management, each in the own language."""
        for summary in self:
            recipients = summary.company_id.complaint_summary_user_ids
            if not recipients:
                continue
            summary.write(
                {"recipient_ids": recipients.ids, "sent_on": fields.Datetime.now()}
            )
            for lang, users in recipients.grouped("lang").items():
                summary.with_context(lang=lang)._notify_users(users)

    def _notify_users(self, users):
        self.ensure_one()
        self.message_notify(
            partner_ids=users.partner_id.ids,
            subject=self.env._(
                "%(report)s, %(company)s",
                report=self.name,
                company=self.company_id.name,
            ),
            body=self.env["ir.qweb"]._render(
                "crm_complaints.summary_mail",
                {"summary": self, "figures": self._get_key_figures()},
                lang=self.env.lang,
            ),
        )

    def action_send(self):
        """Mails it again, to who is named in the settings now."""
        if not self.env.user.has_group("crm_policy.group_manager"):
            raise AccessError(
                self.env._("This step needs the role Customer Policy / Manager.")
            )
        # sudo: the record of the sending is closed to everybody else
        self.sudo()._send()

    def action_print(self):
        report = self.env.ref("crm_complaints.summary_report")
        return report.report_action(self, config=False)
