# Copyright 2026 Customer Policy Suite contributors
# License AGPL-3.0 or later (https://www.gnu.org/licenses/agpl).

from datetime import date

from odoo import api, fields, models
from odoo.exceptions import UserError

from ..engine import timing


class CrmSatisfactionPlan(models.Model):
    """What is measured in a year, by whom and how (SAT-06).

    Proposed from the objects and the timing rules, approved by the department in
    charge; afterwards it changes by amendments with a reason only.
    """

    _name = "crm.satisfaction.plan"
    _description = "Yearly Survey Plan"
    _inherit = [
        "crm.policy.decision.mixin",
        "crm.policy.reason.mixin",
        "crm.policy.xlsx.mixin",
    ]
    _order = "year desc, unit_id, id desc"
    _check_company_auto = True

    year = fields.Integer(
        required=True,
        aggregator=False,
        default=lambda self: self.env.company._policy_today().year,
    )
    company_id = fields.Many2one(
        "res.company",
        required=True,
        index=True,
        default=lambda self: self.env.company,
    )
    unit_id = fields.Many2one(
        "crm.policy.unit",
        string="Department",
        check_company=True,
        index="btree_not_null",
        ondelete="restrict",
        help="Whose plan this is, with all departments below it. Empty: the whole "
        "company.",
    )
    state = fields.Selection(
        [
            ("draft", "Draft"),
            ("submitted", "Submitted"),
            ("approved", "Approved"),
            ("closed", "Closed"),
        ],
        default="draft",
        required=True,
        readonly=True,
        index=True,
        copy=False,
        tracking=True,
    )
    line_ids = fields.One2many(
        "crm.satisfaction.plan.line", "plan_id", string="Measurements Planned"
    )
    amendment_ids = fields.One2many(
        "crm.satisfaction.plan.amendment", "plan_id", string="Amendments", readonly=True
    )
    note = fields.Text(help="Aim and ways of the surveys of the year.")
    submitted_by_id = fields.Many2one("res.users", readonly=True, copy=False)
    submitted_on = fields.Date(readonly=True, copy=False)
    approved_by_id = fields.Many2one("res.users", readonly=True, copy=False)
    approved_on = fields.Date(readonly=True, copy=False)
    closed_on = fields.Date(readonly=True, copy=False)
    line_count = fields.Integer(string="Planned", compute="_compute_execution")
    done_count = fields.Integer(string="Done", compute="_compute_execution")
    missed_count = fields.Integer(string="Missed", compute="_compute_execution")
    completion = fields.Float(
        string="Completed (%)",
        compute="_compute_execution",
        help="Done, in per cent of what is planned and not cancelled.",
    )
    may_decide = fields.Boolean(compute="_compute_may_decide")

    _plan_uniq = models.UniqueIndex(
        "(company_id, year, COALESCE(unit_id, 0))",
        "There is a plan of this year already.",
    )
    _year_check = models.Constraint(
        "CHECK(year BETWEEN 2000 AND 2999)", "The year has four digits."
    )

    def _get_decision_fields(self):
        return super()._get_decision_fields() | {
            "submitted_by_id",
            "submitted_on",
            "approved_by_id",
            "approved_on",
            "closed_on",
            "amendment_ids",
        }

    # -- compute -----------------------------------------------------------------------

    @api.depends("year", "unit_id", "company_id")
    @api.depends_context("lang")
    def _compute_display_name(self):
        for plan in self:
            plan.display_name = self.env._(
                "Survey Plan %(year)s, %(scope)s",
                year=plan.year or "",
                scope=plan.unit_id.display_name or plan.company_id.name or "",
            )

    @api.depends("line_ids.is_cancelled", "state")
    def _compute_execution(self):
        figures = {
            plan.id: (count, done, missed, rate)
            for plan, count, done, missed, rate in self.env[
                "crm.satisfaction.plan.execution"
            ]._read_group(
                [("plan_id", "in", self.ids)],
                ["plan_id"],
                ["line_count:sum", "done_count:sum", "missed_count:sum"]
                + ["completion:avg"],
            )
        }
        for plan in self:
            count, done, missed, rate = figures.get(plan.id, (0, 0, 0, 0))
            plan.line_count = count
            plan.done_count = done
            plan.missed_count = missed
            plan.completion = rate or 0

    @api.depends("company_id")
    @api.depends_context("uid")
    def _compute_may_decide(self):
        for plan in self:
            plan.may_decide = plan._may_decide()

    def _may_decide(self):
        """Managers, and the head of the department in charge."""
        self.ensure_one()
        # sudo: the setting is no secret
        head = self.company_id.sudo().satisfaction_unit_id.head_id
        user = self.env.user
        return user == head or self.env["res.users"]._acts_as("manager")

    # -- guards ------------------------------------------------------------------------

    def write(self, vals):
        if not self.env.su and {"year", "company_id", "unit_id", "line_ids"} & set(
            vals
        ):
            self._check_may_change()
        return super().write(vals)

    def _check_may_change(self):
        """:raises UserError: once submitted, a plan is amended"""
        if not self.env.su and any(plan.state != "draft" for plan in self):
            raise UserError(
                self.env._(
                    "The plan was handed in. Send it back, or once approved amend it "
                    "with a reason."
                )
            )

    @api.ondelete(at_uninstall=False)
    def _unlink_if_draft(self):
        if any(plan.state != "draft" for plan in self):
            raise UserError(self.env._("Only drafts of a plan can be deleted."))

    def _check_may_decide(self):
        if not all(plan._may_decide() for plan in self):
            raise UserError(
                self.env._(
                    "Plans are decided by the head of the department in charge, or by "
                    "a manager."
                )
            )

    # -- proposing ---------------------------------------------------------------------

    def action_propose(self):
        """Adds the windows of the year that no plan has yet (SAT-06)."""
        self.ensure_one()
        self.check_access("write")
        self._check_may_change()
        added = self._propose()
        return {
            "type": "ir.actions.client",
            "tag": "display_notification",
            "params": {
                "type": "success" if added else "info",
                "message": self._get_proposal_text(added),
                "next": {"type": "ir.actions.client", "tag": "soft_reload"},
            },
        }

    def _get_proposal_text(self, added):
        lacking = self._get_readable_subjects().search_count(
            [*self._get_subject_domain(), ("missing_dates", "!=", False)]
        )
        text = self.env._("Measurements added: %(count)s.", count=len(added))
        if lacking:
            text += " " + self.env._(
                "Objects without the dates that are needed: %(count)s; see Measured "
                "Objects, Dates Missing.",
                count=lacking,
            )
        return text

    def _propose(self):
        """One line for each window that ends in the year; none twice.

        :return: the lines added
        """
        self.ensure_one()
        subjects = self._get_readable_subjects().search(self._get_subject_domain())
        rules = self.env["crm.satisfaction.timing"]._get_rules(subjects.kind_id)
        # sudo: the plan of another department may have a window already
        lines = self.env["crm.satisfaction.plan.line"].sudo()
        planned = {
            (line.subject_id.id, line.timing_key)
            for line in lines.search_fetch(
                [("subject_id", "in", subjects.ids), ("timing_key", "!=", False)],
                ["subject_id", "timing_key"],
            )
        }
        return self.env["crm.satisfaction.plan.line"].create(
            [
                self._prepare_line(subject, window)
                for subject in subjects
                for window in self._get_windows(subject, rules)
                if (subject.id, window.key) not in planned
            ]
        )

    def _get_readable_subjects(self):
        """Who decides about plans proposes over the objects of all departments."""
        subjects = self.env["crm.satisfaction.subject"]
        # sudo: the head of the department in charge need not see the objects of others
        return subjects.sudo() if self._may_decide() else subjects

    def _get_subject_domain(self):
        domain = [("company_id", "=", self.company_id.id)]
        if self.unit_id:
            domain.append(("unit_id", "child_of", self.unit_id.id))
        return domain

    def _get_windows(self, subject, rules):
        """A window belongs to the year in which it ends."""
        first, last = date(self.year, 1, 1), date(self.year, 12, 31)
        windows = timing.due_windows(
            subject._get_dates(),
            rules.get(subject.kind_id.id, []),
            max(first, subject.schedule_from or first),
            last,
        )
        return [window for window in windows if window.end <= last]

    def _prepare_line(self, subject, window):
        return {
            "plan_id": self.id,
            "subject_id": subject.id,
            "occasion": window.occasion,
            "timing_key": window.key,
            "date_from": window.start,
            "date_to": window.end,
            "scheduled_from": window.start,
            "scheduled_to": window.end,
            "user_id": subject.user_id.id,
        }

    # -- steps -------------------------------------------------------------------------

    def action_submit(self):
        """Hand the plan in; those who decide are asked."""
        self._lock("draft")
        for plan in self:
            if not plan.line_ids:
                raise UserError(
                    self.env._("The plan is empty. Propose its lines first.")
                )
            plan._decide(
                {
                    "state": "submitted",
                    "submitted_by_id": self.env.uid,
                    "submitted_on": plan.company_id._policy_today(),
                }
            )
            plan._ask_managers()

    def _get_deciding_managers(self):
        """The head of the department in charge; without one, the managers."""
        # sudo: the setting is no secret
        head = self.company_id.sudo().satisfaction_unit_id.head_id
        return head.filtered("active") or super()._get_deciding_managers()

    def _get_request_summary(self):
        return self.env._("Approve the survey plan %(year)s", year=self.year)

    def action_approve(self):
        """From now on the plan is carried out: measurements come of its lines."""
        self._check_may_decide()
        self._lock("submitted")
        for plan in self:
            plan._decide(
                {
                    "state": "approved",
                    "approved_by_id": self.env.uid,
                    "approved_on": plan.company_id._policy_today(),
                }
            )
        self._close_request()
        # sudo: the measurements of all departments of the plan
        self.sudo().line_ids._link_measurements()
        self.sudo().line_ids.subject_id._schedule_soon()

    def _refuse(self, reason):
        """Back to who drafted it, with the reason."""
        self._check_may_decide()
        self._lock("submitted")
        self._decide({"state": "draft"})
        self._close_request()
        for plan in self:
            plan._tell_submitter(
                self.env._("The plan was sent back: %(reason)s", reason=reason)
            )

    def _tell_submitter(self, body):
        # sudo: who decides need not follow the plan
        self.sudo().message_post(
            body=body,
            partner_ids=self.sudo().submitted_by_id.partner_id.ids,
            author_id=self.env.user.partner_id.id,
            subtype_xmlid="mail.mt_note",
        )

    def action_close(self):
        """The year is over: the execution is kept as it stands."""
        self._check_may_decide()
        self._lock("approved")
        for plan in self:
            today = plan.company_id._policy_today()
            if today <= date(plan.year, 12, 31):
                raise UserError(
                    self.env._(
                        "%(plan)s runs to the end of its year.", plan=plan.display_name
                    )
                )
            plan._decide({"state": "closed", "closed_on": today})

    def action_refuse(self):
        return self._ask_reason("refuse")

    def _get_reasoned_steps(self):
        return {"refuse": (self._refuse, self.env._("Send the Plan Back"))}

    # -- the coming year ---------------------------------------------------------------

    @api.model
    def _cron_draft(self):
        """Drafts the plan of the coming year in time, and asks for it (SAT-06)."""
        companies = self.env["res.company"].search([("satisfaction_plan_days", ">", 0)])
        self.env["ir.cron"]._commit_progress(remaining=len(companies))
        for company in companies:
            self.with_company(company)._draft_coming(company)
            if not self.env["ir.cron"]._commit_progress(1):
                break

    @api.model
    def _draft_coming(self, company):
        """Once a year, and only for a company that measures something."""
        ahead = fields.Date.add(
            company._policy_today(), days=company.satisfaction_plan_days
        )
        own = [("company_id", "=", company.id)]
        if self.search_count([*own, ("year", "=", ahead.year)], limit=1):
            return
        if not self.env["crm.satisfaction.subject"].search_count(own, limit=1):
            return
        plan = self.create({"company_id": company.id, "year": ahead.year})
        plan._propose()
        for user in plan._get_deciding_managers():
            told = plan.with_context(lang=user.lang)
            told.activity_schedule(
                "mail.mail_activity_data_todo",
                summary=told.env._(
                    "Complete and submit the survey plan %(year)s", year=plan.year
                ),
                date_deadline=date(plan.year, 1, 1),
                user_id=user.id,
            )

    # -- showing -----------------------------------------------------------------------

    def action_open_execution(self):
        self.ensure_one()
        action = self.env["ir.actions.act_window"]._for_xml_id(
            "crm_satisfaction.crm_satisfaction_plan_execution_action"
        )
        return {**action, "domain": [("plan_id", "=", self.id)], "context": {}}

    def action_amend(self):
        """Asks what changes, and why."""
        self.ensure_one()
        return {
            "type": "ir.actions.act_window",
            "name": self.env._("Amend the Plan"),
            "res_model": "crm.satisfaction.plan.amend",
            "view_mode": "form",
            "target": "new",
            "context": {"default_plan_id": self.id},
        }

    def action_print(self):
        report = self.env.ref("crm_satisfaction.plan_report")
        return report.report_action(self, config=False)

    @api.readonly
    def action_export_xlsx(self):
        rows = self.env["crm.satisfaction.plan.execution"]
        return rows.search([("plan_id", "in", self.ids)]).action_export_xlsx()
