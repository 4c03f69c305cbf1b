# Copyright 2026 Customer Policy Suite contributors
# License AGPL-3.0 or later (https://www.gnu.org/licenses/agpl).

from odoo import api, fields, models
from odoo.exceptions import UserError
from odoo.fields import Domain
from odoo.tools import split_every

ACTIVITY = "crm_visits.mail_activity_type_promise"
# Promises of which people are reminded in one transaction
BATCH = 200


class CrmVisitPromise(models.Model):
    """What a customer was promised, until when, by whom (VIS-12).

    It is broken when its day is over and it is still open, or when it was kept late.
    A broken promise is never hidden: its date can then be moved by officers only.
    """

    _name = "crm.visit.promise"
    _inherit = ["crm.visit.followup.mixin"]
    _description = "Promise to a Customer"
    _order = "date_deadline, id"

    name = fields.Char(string="Promised Action", required=True, tracking=True)
    date_deadline = fields.Date(
        string="Due Date", required=True, index=True, tracking=True
    )
    state = fields.Selection(
        [("open", "Open"), ("kept", "Kept"), ("withdrawn", "Withdrawn")],
        required=True,
        readonly=True,
        default="open",
        copy=False,
        index=True,
        tracking=True,
        group_expand=True,
    )
    kept_on = fields.Date(readonly=True, copy=False)
    is_kept_late = fields.Boolean(string="Kept Late", readonly=True, copy=False)
    close_reason = fields.Text(
        string="Why Withdrawn", readonly=True, copy=False, tracking=True
    )
    reminded_on = fields.Date(readonly=True, copy=False)
    is_broken = fields.Boolean(
        string="Broken",
        compute="_compute_broken",
        search="_search_is_broken",
        help="Still open after its date, or kept too late.",
    )
    days_late = fields.Integer(
        string="Late by (days)",
        compute="_compute_broken",
        help="Days from the due date until it was kept, or until today.",
    )

    _kept_has_day = models.Constraint(
        "CHECK(state != 'kept' OR kept_on IS NOT NULL)",
        "A promise that was kept needs the day.",
    )

    def _get_decision_fields(self):
        return super()._get_decision_fields() | {
            "kept_on",
            "is_kept_late",
            "close_reason",
            "reminded_on",
        }

    # -- broken ------------------------------------------------------------------------

    @api.depends("state", "date_deadline", "kept_on", "company_id")
    def _compute_broken(self):
        for promise in self:
            days = 0
            if promise.date_deadline and promise.state != "withdrawn":
                end = promise.kept_on or promise._get_today()
                days = (end - promise.date_deadline).days
            promise.days_late = max(days, 0)
            promise.is_broken = days > 0

    def _search_is_broken(self, operator, value):
        if operator != "in":
            return NotImplemented
        broken = self._get_broken_domain()
        return Domain.OR(broken if wanted else ~broken for wanted in value)

    @api.model
    def _get_broken_domain(self):
        overdue = Domain("state", "=", "open") & self.env[
            "res.company"
        ]._get_before_today_domain("date_deadline")
        return overdue | Domain("is_kept_late", "=", True)

    # -- CRUD --------------------------------------------------------------------------

    @api.model_create_multi
    def create(self, vals_list):
        promises = super().create(vals_list)
        promises._ask_responsible()
        return promises

    def write(self, vals):
        result = super().write(vals)
        if {"user_id", "date_deadline", "name"} & vals.keys():
            self._ask_responsible()
        return result

    def _check_change(self, vals):
        """What was promised stays as it was said once it is closed or broken."""
        super()._check_change(vals)
        said = {"name", "date_deadline", "partner_id", "company_id"}
        changed = self._get_changed(vals, said | {"user_id", "visit_id"})
        if not changed:
            return
        if self.filtered(lambda promise: promise.state != "open"):
            raise UserError(
                self.env._("This promise is closed. Write down a new one instead.")
            )
        officer = self.env.user.has_group("crm_policy.group_officer")
        if changed & said and not officer and any(self.mapped("is_broken")):
            raise UserError(
                self.env._(
                    "This promise is broken: its date cannot be moved any more. Keep "
                    "it, withdraw it with a reason, or ask an officer."
                )
            )

    @api.ondelete(at_uninstall=False)
    def _unlink_if_manager(self):
        if not self.env.user.has_group("crm_policy.group_manager"):
            raise UserError(
                self.env._("A promise is not deleted; withdraw it with a reason.")
            )

    # -- steps -------------------------------------------------------------------------

    def action_keep(self):
        """The customer got what was promised, today."""
        self._lock("open")
        for promise in self:
            today = promise._get_today()
            promise._decide(
                {
                    "state": "kept",
                    "kept_on": today,
                    "is_kept_late": today > promise.date_deadline,
                }
            )
        # sudo: the reminder may be a colleague's
        self.sudo().activity_feedback([ACTIVITY])

    def action_withdraw(self):
        return self._ask_reason("withdrawn")

    def _get_reasoned_states(self):
        return {"withdrawn": ("open",)}

    def _get_reason_titles(self):
        return {"withdrawn": self.env._("Withdraw the Promise")}

    def _get_followup_activity_types(self):
        return [ACTIVITY]

    @api.readonly
    def action_export_xlsx(self):
        """The selected promises, or all that the list shows."""
        return self._print_xlsx("crm_visits.promise_xlsx")

    # -- reminders ---------------------------------------------------------------------

    def _ask_responsible(self):
        """One activity for the responsible, due with the promise."""
        # sudo: it may be somebody else's work, and somebody else's activity before
        for promise in self.sudo().filtered(lambda promise: promise.state == "open"):
            promise.activity_unlink([ACTIVITY])
            promise.activity_schedule(
                ACTIVITY,
                date_deadline=promise.date_deadline,
                summary=promise.name,
                user_id=promise.user_id.id,
            )

    @api.model
    def _get_due_domain(self, company):
        """Open promises of a company that are due, nobody reminded of them today."""
        today = company._policy_today()
        return (
            Domain("company_id", "=", company.id)
            & Domain("state", "=", "open")
            & Domain("date_deadline", "<=", today)
            & (Domain("reminded_on", "=", False) | Domain("reminded_on", "<", today))
        )

    @api.model
    def _cron_remind(self):
        """One message a day and person: promises due, and those broken (VIS-12)."""
        companies = self.env["res.company"].search(Domain.TRUE)
        due = self.browse()
        for company in companies:
            due |= self.search(self._get_due_domain(company), order="user_id, id")
        self.env["ir.cron"]._commit_progress(remaining=len(due))
        for ids in split_every(BATCH, due.ids):
            self.browse(ids)._remind()
            if not self.env["ir.cron"]._commit_progress(len(ids)):
                break

    def _remind(self):
        """The responsible hear of all, leaders of departments of the broken ones."""
        promises = self.try_lock_for_update()
        for user, own in promises.grouped("user_id").items():
            own._send_reminder(user)
        broken = promises.filtered("is_broken")
        for leader, theirs in broken.grouped(lambda one: one._get_leader()).items():
            if leader:
                theirs._send_reminder(leader)
        for promise in promises:
            promise._decide({"reminded_on": promise._get_today()})

    def _send_reminder(self, user):
        promises = self.with_context(lang=user.lang)
        body = self.env["ir.qweb"]._render(
            "crm_visits.crm_visit_promise_reminder",
            {"promises": promises},
            lang=user.lang,
        )
        promises.env["mail.thread"].message_notify(
            partner_ids=user.partner_id.ids,
            subject=promises.env._("Promises to customers: due or broken"),
            body=body,
        )
