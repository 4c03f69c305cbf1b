# Copyright 2026 Customer Policy Suite contributors
# License AGPL-3.0 or later (https://www.gnu.org/licenses/agpl).

from datetime import timedelta

from odoo import api, fields, models
from odoo.exceptions import UserError
from odoo.fields import Domain
from odoo.tools import float_round
from odoo.tools.misc import get_lang

from ..engine.summary import Week, week_due


class CrmAllocationSummary(models.Model):
    """What each salesperson developed in a week, for management (ALC-17).

    Made once a week and company by a scheduled action, mailed, and kept: its figures
    never change afterwards, and each opens the records that it was counted from.
    """

    _name = "crm.allocation.summary"
    _inherit = ["mail.thread", "crm.policy.xlsx.mixin"]
    _description = "Weekly Summary"
    _order = "date_from desc, id desc"

    name = fields.Char(compute="_compute_name")
    company_id = fields.Many2one(
        "res.company", required=True, readonly=True, ondelete="cascade"
    )
    date_from = fields.Date(
        string="Week from", required=True, readonly=True, index=True
    )
    date_to = fields.Date(string="Until", required=True, readonly=True)
    recipient_ids = fields.Many2many(
        "res.users", string="Sent to", readonly=True, copy=False
    )
    sent_on = fields.Datetime(readonly=True, copy=False)
    line_ids = fields.One2many(
        "crm.allocation.summary.line",
        "summary_id",
        string="Salespeople",
        readonly=True,
    )

    _week_uniq = models.Constraint(
        "UNIQUE(company_id, date_from)",
        "The summary of this week is made already.",
    )

    @api.depends("date_from", "date_to")
    @api.depends_context("lang")
    def _compute_name(self):
        for summary in self:
            lang = get_lang(self.env)
            first, last = (
                day and day.strftime(lang.date_format) or ""
                for day in (summary.date_from, summary.date_to)
            )
            summary.name = self.env._(
                "Week %(first)s – %(last)s", first=first, last=last
            )

    # -- making ------------------------------------------------------------------------

    @api.model
    def _cron_make(self):
        """The summary of each company at its hour, mailed in the same step."""
        companies = self.env["res.company"].search(Domain.TRUE)
        self.env["ir.cron"]._commit_progress(remaining=len(companies))
        for company in companies:
            now = company._policy_now().replace(tzinfo=None)
            week = week_due(
                now,
                int(company.allocation_summary_weekday),
                float_round(company.allocation_summary_hour, 2),
            )
            summary = week and self._make(company, *week)
            if summary:
                summary._send()
            if not self.env["ir.cron"]._commit_progress(1):
                break

    @api.model
    def _make(self, company, first, last):
        """Counts a week and keeps the figures.

        :param date first: its Monday
        :param date last: its Sunday
        :return: the summary, empty when there is one already
        """
        known = Domain("company_id", "=", company.id) & Domain("date_from", "=", first)
        if self.sudo().search_count(known, limit=1):
            return self.browse()
        # sudo: the figures of a week are counted of all, whoever asks for them, and
        # nobody else writes them
        summary = self.sudo().create(
            {"company_id": company.id, "date_from": first, "date_to": last}
        )
        lines = self.env["crm.allocation.summary.line"].sudo()
        lines.create(summary._prepare_lines())
        return summary

    def _get_figure_domain(self, figure):
        """All that a figure counts in this week, of all people."""
        self.ensure_one()
        company = self.company_id
        week = Week(
            self.date_from,
            self.date_to,
            company._policy_moment(self.date_from),
            company._policy_moment(self.date_to + timedelta(days=1)),
        )
        return Domain("company_id", "=", company.id) & figure.condition(week)

    def _prepare_lines(self):
        """One line a person, from one query a figure."""
        self.ensure_one()
        values = {user: {} for user in self._get_members()}
        for name, figure in self._get_figures().items():
            groups = self.env[figure.model]._read_group(
                self._get_figure_domain(figure),
                [figure.person],
                ["__count" if figure.is_level else "id:array_agg"],
            )
            for user, counted in groups:
                if user:
                    values.setdefault(user, {})[name] = counted
        teams = self._get_teams()
        return [
            {
                "summary_id": self.id,
                "user_id": user.id,
                "team_id": (teams.get(user) or user.sale_team_id).id,
                **self._prepare_figures(counted),
            }
            for user, counted in values.items()
        ]

    @api.model
    def _prepare_figures(self, counted):
        """:param dict counted: a number, or the ids, by figure"""
        details = {
            name: sorted(ids) for name, ids in counted.items() if isinstance(ids, list)
        }
        levels = {name: counted[name] for name in counted.keys() - details.keys()}
        figures = {name: len(ids) for name, ids in details.items()}
        nothing = dict.fromkeys(self._get_figures(), 0)
        return {**nothing, **levels, **figures, "details": details}

    def _get_cards(self):
        return self.env["crm.allocation.member"].search(
            [("company_id", "=", self.company_id.id)]
        )

    def _get_members(self):
        """Who is in it even with nothing to tell: all who receive customers."""
        return self._get_cards().filtered("is_receiving").user_id

    def _get_teams(self):
        return {card.user_id: card.team_id for card in self._get_cards()}

    # -- sending -----------------------------------------------------------------------

    def _send(self):
        """Mails the summary to management, each in the own language."""
        for summary in self:
            recipients = summary.company_id.allocation_summary_user_ids
            if not recipients:
                continue
            summary.write(
                {"recipient_ids": recipients.ids, "sent_on": fields.Datetime.now()}
            )
            for lang, users in recipients.grouped("lang").items():
                summary.with_context(lang=lang)._notify_users(users)

    def _notify_users(self, users):
        self.ensure_one()
        body = self.env["ir.qweb"]._render(
            "crm_allocation.summary_mail",
            {"summary": self, "figures": self._get_labels()},
            lang=self.env.lang,
        )
        self.message_notify(
            partner_ids=users.partner_id.ids,
            subject=self.env._(
                "Development of customers, %(week)s, %(company)s",
                week=self.name,
                company=self.company_id.name,
            ),
            body=body,
        )

    def _get_labels(self):
        """Titles of the columns by figure, in the language of the environment."""
        fields_ = self.env["crm.allocation.summary.line"]._fields
        return {
            name: fields_[name]._description_string(self.env)
            for name in self._get_figures()
        }

    def action_send(self):
        """Mails it again, to who is named in the settings now."""
        self.check_access("read")
        self.company_id._check_may_allocate()
        for summary in self:
            if not summary.company_id.allocation_summary_user_ids:
                raise UserError(
                    self.env._(
                        "Name in the settings who in management gets the summary."
                    )
                )
        # sudo: the record of the sending is closed to everybody else
        self.sudo()._send()

    @api.model
    def action_make_last(self):
        """The summary of the last week that is over, made now where it is missing."""
        company = self.env.company
        company._check_may_allocate()
        now = company._policy_now().replace(tzinfo=None)
        first, last = week_due(now, 0, 0)
        self._make(company, first, last)
        summary = self.search(
            [("company_id", "=", company.id), ("date_from", "=", first)]
        )
        return summary._get_records_action(context={})

    @api.readonly
    def action_export_xlsx(self):
        """The lines of the selected weeks, or of all that the list shows."""
        return self._print_xlsx("crm_allocation.summary_xlsx")
