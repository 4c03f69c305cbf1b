# Copyright 2026 Customer Policy Suite contributors
# License AGPL-3.0 or later (https://www.gnu.org/licenses/agpl).

from datetime import timedelta

from odoo import api, fields, models
from odoo.fields import Domain


class CrmAllocationEntryCheck(models.Model):
    """Once a week the clerk sees that everything was entered (ALC-02).

    The figures are those of the week when it was closed, and stay.
    """

    _name = "crm.allocation.entry.check"
    _inherit = ["crm.policy.decision.mixin"]
    _description = "Weekly Check of Entries"
    _order = "date_from desc, id desc"
    _rec_name = "date_from"
    _first_state = "open"

    company_id = fields.Many2one(
        "res.company", required=True, readonly=True, index=True, ondelete="cascade"
    )
    date_from = fields.Date(string="Week From", required=True, readonly=True)
    date_to = fields.Date(string="To", required=True, readonly=True)
    registered_count = fields.Integer(string="Registered", readonly=True)
    waiting_count = fields.Integer(string="To Check", readonly=True)
    overdue_count = fields.Integer(string="Overdue", readonly=True)
    unregistered_count = fields.Integer(string="Not Registered", readonly=True)
    note = fields.Text(help="What was found, and with whom it was settled.")
    checked_by_id = fields.Many2one("res.users", readonly=True)
    checked_on = fields.Datetime(readonly=True)
    state = fields.Selection(
        [("open", "To Check"), ("done", "Checked")],
        required=True,
        readonly=True,
        default="open",
        index=True,
        tracking=True,
    )

    _week_uniq = models.UniqueIndex(
        "(company_id, date_from)", "This week is in the list already."
    )

    @api.depends("date_from", "date_to")
    def _compute_display_name(self):
        for check in self:
            check.display_name = f"{check.date_from} – {check.date_to}"

    def _get_decision_fields(self):
        return super()._get_decision_fields() | {"checked_by_id", "checked_on"}

    def action_open_waiting(self):
        return self._open_registrations(Domain("state", "=", "submitted"))

    def action_open_overdue(self):
        return self._open_registrations(Domain("is_overdue", "=", True))

    def _open_registrations(self, domain):
        self.ensure_one()
        action = self.env["ir.actions.act_window"]._for_xml_id(
            "crm_allocation.crm_allocation_registration_action"
        )
        domain &= Domain("company_id", "=", self.company_id.id)
        return {**action, "domain": list(domain), "context": {}}

    def action_open_unregistered(self):
        self.ensure_one()
        return self.env["ir.actions.act_window"]._for_xml_id(
            "crm_allocation.crm_ownership_action_unregistered"
        )

    def action_done(self):
        self._lock("open")
        for check in self:
            check._decide(
                {
                    **check._count(),
                    "state": "done",
                    "checked_by_id": self.env.uid,
                    "checked_on": fields.Datetime.now(),
                }
            )
            check._close_request()

    @api.model
    def _cron_open(self):
        """Opens the check of the week that ended, once a company."""
        for company in self.env["res.company"].search(Domain.TRUE):
            today = company._policy_today()
            monday = today - timedelta(days=today.weekday() + 7)
            known = Domain("company_id", "=", company.id) & Domain(
                "date_from", "=", monday
            )
            if not self.search_count(known):
                check = self.create(
                    {
                        "company_id": company.id,
                        "date_from": monday,
                        "date_to": monday + timedelta(days=6),
                    }
                )
                check.write(check._count())
                check._ask_clerks()

    def _ask_clerks(self):
        registrations = self.env["crm.allocation.registration"]
        for user in registrations._get_clerks_of(self.company_id):
            # sudo: the system asks
            record = self.sudo().with_context(lang=user.lang)
            record.activity_schedule(
                "mail.mail_activity_data_todo",
                summary=record.env._("Check that all customers are registered"),
                user_id=user.id,
            )

    def _count(self):
        """The figures of the week, counted together"""
        self.ensure_one()
        company = self.company_id
        start = company._policy_moment(self.date_from)
        end = company._policy_moment(self.date_to + timedelta(days=1))
        registrations = self.env["crm.allocation.registration"]
        own = Domain("company_id", "=", company.id)
        week = Domain("submitted_on", ">=", start) & Domain("submitted_on", "<", end)
        return {
            "registered_count": registrations.search_count(
                own & week & Domain("state", "=", "registered")
            ),
            "waiting_count": registrations.search_count(
                own & Domain("state", "=", "submitted")
            ),
            "overdue_count": registrations.search_count(
                own & Domain("is_overdue", "=", True)
            ),
            "unregistered_count": self.env["crm.ownership"].search_count(
                own
                & Domain("is_unregistered", "=", True)
                & Domain("date_to", "=", False)
            ),
        }
