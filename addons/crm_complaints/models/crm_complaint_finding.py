# Copyright 2026 Customer Policy Suite contributors
# License AGPL-3.0 or later (https://www.gnu.org/licenses/agpl).

from datetime import timedelta

from odoo import api, fields, models
from odoo.exceptions import AccessError, UserError
from odoo.fields import Domain
from odoo.tools import is_html_empty

OPEN_STATES = ("asked", "returned")
# What a department says, and what stays so once it is signed or not asked any more.
SIGNED_FIELDS = frozenset(
    {"complaint_id", "unit_id", "user_id", "question", "finding", "is_cause_here"}
)
# Whose finding it is: nobody takes over that of another department.
ASKED_FIELDS = frozenset({"complaint_id", "unit_id", "user_id"})


class CrmComplaintFinding(models.Model):
    """What one department of the panel found out, signed by it (CMP-03)."""

    _name = "crm.complaint.finding"
    _inherit = [
        "crm.complaint.part.mixin",
        "crm.policy.overdue.mixin",
        "crm.policy.xlsx.mixin",
    ]
    _description = "Finding of a Department"
    _order = "due_on, id desc"
    _check_company_auto = True
    _first_state = "asked"
    _due_field = "due_on"
    _undone_states = OPEN_STATES

    unit_id = fields.Many2one(
        "crm.policy.unit",
        string="Department",
        required=True,
        index=True,
        ondelete="restrict",
        check_company=True,
    )
    user_id = fields.Many2one(
        "res.users",
        string="Investigated by",
        compute="_compute_user_id",
        store=True,
        precompute=True,
        readonly=False,
        index=True,
        domain="[('share', '=', False)]",
        help="The head of the department, unless somebody else is named.",
    )
    question = fields.Text(help="What this department is to find out.")
    finding = fields.Html(help="What was found, in the words of the department.")
    is_cause_here = fields.Selection(
        [("yes", "Yes"), ("partly", "Partly"), ("no", "No")],
        string="Cause in this Department",
    )
    due_on = fields.Date(
        compute="_compute_due_on",
        store=True,
        precompute=True,
        readonly=False,
        index=True,
    )
    reminded_on = fields.Date(readonly=True, copy=False)
    may_sign = fields.Boolean(compute="_compute_may_sign")
    may_name = fields.Boolean(compute="_compute_may_name")
    state = fields.Selection(
        [
            ("asked", "Asked"),
            ("returned", "Returned"),
            ("signed", "Signed"),
            ("lapsed", "Not Needed Any More"),
        ],
        string="Status",
        default="asked",
        required=True,
        readonly=True,
        index=True,
        copy=False,
        tracking=True,
    )
    signed_by_id = fields.Many2one("res.users", readonly=True, copy=False)
    signed_on = fields.Datetime(readonly=True, copy=False)
    return_reason = fields.Text(readonly=True, copy=False, tracking=True)

    _unit_uniq = models.Constraint(
        "UNIQUE(complaint_id, unit_id, cycle)",
        "This department is asked already.",
    )

    @api.depends("complaint_id", "unit_id")
    def _compute_display_name(self):
        for finding in self:
            finding.display_name = self.env._(
                "%(complaint)s: %(unit)s",
                complaint=finding.complaint_id.reference or "",
                unit=finding.unit_id.name or "",
            )

    @api.depends("unit_id")
    def _compute_user_id(self):
        for finding in self:
            finding.user_id = finding._get_default_user()

    @api.depends("complaint_id")
    def _compute_due_on(self):
        for finding in self:
            company = finding.complaint_id.company_id or self.env.company
            days = timedelta(days=company.complaint_finding_days)
            finding.due_on = finding.due_on or company._policy_today() + days

    @api.depends("user_id", "unit_id")
    @api.depends_context("uid")
    def _compute_may_sign(self):
        for finding in self:
            finding.may_sign = self.env.user in finding._get_signers()

    @api.depends("unit_id")
    @api.depends_context("uid")
    def _compute_may_name(self):
        for finding in self:
            finding.may_name = finding._is_named_by_me()

    def _get_decision_fields(self):
        return super()._get_decision_fields() | {
            "signed_by_id",
            "signed_on",
            "return_reason",
            "reminded_on",
        }

    @api.model_create_multi
    def create(self, vals_list):
        findings = super().create(vals_list)
        for finding in findings:
            if finding.user_id != finding._get_default_user():
                finding._check_may_name()
        findings._ask_departments()
        return findings

    def write(self, vals):
        if SIGNED_FIELDS & vals.keys() and not self.env.su:
            if any(finding.state == "signed" for finding in self):
                raise UserError(
                    self.env._("A signed finding stays as it is; it can be returned.")
                )
            if any(finding.state == "lapsed" for finding in self):
                raise UserError(
                    self.env._("The finding is not needed any more; it stays as it is.")
                )
        moved = ASKED_FIELDS & vals.keys()
        if moved:
            self._check_may_name()
        result = super().write(vals)
        if moved:
            self._check_may_name()
        if not vals.keys().isdisjoint({"user_id", "unit_id", "due_on"}):
            open_ones = self.filtered(lambda finding: finding.state in OPEN_STATES)
            open_ones._close_request()
            open_ones._ask_departments()
        return result

    @api.ondelete(at_uninstall=False)
    def _unlink_if_unsigned(self):
        if any(finding.state == "signed" for finding in self):
            raise UserError(self.env._("A signed finding is kept."))
        if not self.env.su:
            self.complaint_id._check_manager()

    # -- steps -------------------------------------------------------------------------

    def action_sign(self):
        """The department stands by its finding.

        :raises AccessError: for anybody but the named person and the heads
        """
        self._lock(*OPEN_STATES)
        for finding in self:
            if self.env.user not in finding._get_signers():
                raise AccessError(
                    self.env._(
                        "%(finding)s is signed by the person named or by the head of "
                        "the department.",
                        finding=finding.display_name,
                    )
                )
            if is_html_empty(finding.finding) or not finding.is_cause_here:
                raise UserError(
                    self.env._(
                        "Say what you found, and whether the cause lies in your "
                        "department."
                    )
                )
        self._decide(
            {
                "state": "signed",
                "signed_by_id": self.env.uid,
                "signed_on": fields.Datetime.now(),
            }
        )
        self._close_request()
        self.complaint_id._tell_panel_complete()

    def action_return(self):
        """Ask for the reason of asking again."""
        return self._ask_reason("return")

    def _get_reasoned_steps(self):
        return {"return": (self._return, self.env._("Ask Again"))}

    def _return(self, reason):
        """:param str reason: what is still to be found out"""
        self._lock("signed")
        self.complaint_id._check_handles()
        self.complaint_id._check_state_of_work("reported", "investigating")
        self._decide(
            {
                "state": "returned",
                "return_reason": reason,
                "signed_by_id": False,
                "signed_on": False,
            }
        )
        self._ask_departments()

    def _lapse(self, reason):
        """What was not signed in time is not asked for any more."""
        asked = self.filtered(lambda finding: finding.state in OPEN_STATES)
        asked._decide({"state": "lapsed"})
        return super()._lapse(reason)

    @api.readonly
    def action_export_xlsx(self):
        """The workbook of the selected findings, or of all that the list shows."""
        return self._print_xlsx("crm_complaints.finding_xlsx")

    # -- people ------------------------------------------------------------------------

    def _get_default_user(self):
        """The nearest head, who may name somebody else."""
        return self._get_heads(self.unit_id)[:1]

    def _is_named_by_me(self):
        """Officers, and the heads of the department asked and of those above it"""
        user = self.env.user
        return (
            self.env.su
            or user.has_group("crm_policy.group_officer")
            or user in self._get_heads(self.unit_id)
        )

    def _check_may_name(self):
        """:raises AccessError: for who would take over another department's finding"""
        if not all(finding._is_named_by_me() for finding in self):
            raise AccessError(
                self.env._(
                    "The head of the department asked, or an officer, names who "
                    "investigates."
                )
            )

    def _get_signers(self):
        """The person named, and the heads of the department itself."""
        self.ensure_one()
        return self.user_id | self.unit_id.head_id

    def _ask_departments(self):
        for finding in self:
            users = finding.user_id or finding._get_default_user()
            finding._ask(users, finding.due_on)

    def _get_request_summary(self):
        self.ensure_one()
        return self.env._(
            "Investigate complaint %(complaint)s for %(unit)s and sign what you find",
            complaint=self.complaint_id.reference,
            unit=self.unit_id.name,
        )

    # -- reminders ---------------------------------------------------------------------

    @api.model
    def _cron_remind(self):
        """Reminds everybody whose finding is due today or overdue, once a day."""
        days = self.env["res.company"]._get_domain_by_day(
            lambda company: Domain("due_on", "<=", company._policy_today())
            & (
                Domain("reminded_on", "=", False)
                | Domain("reminded_on", "<", company._policy_today())
            )
        )
        waiting = self.search(days & Domain("state", "in", OPEN_STATES)).filtered(
            lambda finding: finding.complaint_id.panel_skipped_cycle != finding.cycle
        )
        self.env["ir.cron"]._commit_progress(remaining=len(waiting))
        for finding in waiting:
            locked = finding.try_lock_for_update()
            if locked:
                locked._remind()
            if not self.env["ir.cron"]._commit_progress(1):
                break

    def _remind(self):
        self.ensure_one()
        user = self.user_id or self._get_default_user()
        self._decide({"reminded_on": self.company_id._policy_today()})
        if not user:
            return
        finding = self.with_context(lang=user.lang)
        finding.message_notify(
            partner_ids=user.partner_id.ids,
            subject=finding._get_request_summary(),
            body=self.env["ir.qweb"]._render(
                "crm_complaints.finding_reminder",
                {"finding": finding},
                lang=user.lang,
            ),
        )
