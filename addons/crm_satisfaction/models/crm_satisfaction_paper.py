# Copyright 2026 Customer Policy Suite contributors
# License AGPL-3.0 or later (https://www.gnu.org/licenses/agpl).

from odoo import api, fields, models
from odoo.exceptions import AccessError, UserError
from odoo.fields import Command, Domain

from ..engine import paper_sql

ACTIVITY_PAPER = "crm_satisfaction.mail_activity_type_paper"


class CrmSatisfactionPaper(models.Model):
    """A paper that an object needs: missing, received or not needed (SAT-15)."""

    _name = "crm.satisfaction.paper"
    _description = "Paper of a Measured Object"
    _inherit = [
        "crm.satisfaction.scan.mixin",
        "crm.policy.decision.mixin",
        "crm.policy.overdue.mixin",
        "crm.policy.reason.mixin",
        "crm.policy.xlsx.mixin",
    ]
    _order = "date_due, subject_id, id"
    _check_company_auto = True
    _first_state = "missing"
    _due_field = "date_due"
    _undone_states = ("missing",)

    subject_id = fields.Many2one(
        "crm.satisfaction.subject",
        string="Object",
        required=True,
        check_company=True,
        index=True,
        ondelete="cascade",
    )
    type_id = fields.Many2one(
        "crm.satisfaction.paper.type",
        string="Paper",
        required=True,
        index=True,
        ondelete="restrict",
    )
    measurement_id = fields.Many2one(
        "crm.satisfaction.measurement",
        index="btree_not_null",
        check_company=True,
        domain="[('subject_id', '=', subject_id)]",
        ondelete="cascade",
        help="For which measurement; empty: for the object as a whole.",
    )
    company_id = fields.Many2one(
        related="subject_id.company_id", store=True, index=True
    )
    unit_id = fields.Many2one(
        related="subject_id.unit_id", string="Department", store=True, index=True
    )
    partner_id = fields.Many2one(
        related="subject_id.partner_id", string="Customer", store=True, index=True
    )
    kind_id = fields.Many2one(
        related="subject_id.kind_id", string="Business", store=True, index=True
    )
    user_id = fields.Many2one(
        related="subject_id.user_id", string="Responsible", store=True, index=True
    )
    description = fields.Text(related="type_id.description")
    date_due = fields.Date(
        string="Due",
        required=True,
        index=True,
        default=lambda self: self.env.company._policy_today(),
        tracking=True,
    )
    state = fields.Selection(
        [
            ("missing", "Missing"),
            ("received", "Received"),
            ("not_needed", "Not Needed"),
        ],
        default="missing",
        required=True,
        readonly=True,
        index=True,
        copy=False,
        tracking=True,
        group_expand=True,
    )
    attachment_ids = fields.Many2many(relation="crm_satisfaction_paper_attachment_rel")
    received_on = fields.Date(readonly=True, copy=False)
    received_by_id = fields.Many2one("res.users", readonly=True, copy=False)
    checked_by_id = fields.Many2one(
        "res.users",
        readonly=True,
        copy=False,
        help="Another person than who received it.",
    )
    checked_on = fields.Date(readonly=True, copy=False)
    answer_id = fields.Many2one(
        "crm.satisfaction.answer",
        string="Questionnaire",
        readonly=True,
        copy=False,
        index="btree_not_null",
        ondelete="set null",
    )
    reason = fields.Text(
        readonly=True, copy=False, tracking=True, help="Why it is not needed."
    )
    note = fields.Char()
    told_on = fields.Date(readonly=True, copy=False)

    _subject_uniq = models.UniqueIndex(
        "(subject_id, type_id) WHERE measurement_id IS NULL",
        "The object has this paper already.",
    )
    _measurement_uniq = models.UniqueIndex(
        "(measurement_id, type_id) WHERE measurement_id IS NOT NULL",
        "The measurement has this paper already.",
    )

    def _get_decision_fields(self):
        return super()._get_decision_fields() | {
            "received_on",
            "received_by_id",
            "checked_by_id",
            "checked_on",
            "answer_id",
            "reason",
            "told_on",
        }

    # -- compute -----------------------------------------------------------------------

    @api.depends("type_id", "subject_id")
    @api.depends_context("lang")
    def _compute_display_name(self):
        for paper in self:
            paper.display_name = self.env._(
                "%(paper)s, %(object)s",
                paper=paper.type_id.name or "",
                object=paper.subject_id.display_name or "",
            )

    # -- guards ------------------------------------------------------------------------

    def write(self, vals):
        fixed = {"subject_id", "type_id", "measurement_id", "date_due"}
        if not self.env.su:
            if (fixed | {"attachment_ids"}) & vals.keys() and any(
                paper.state != "missing" for paper in self
            ):
                raise UserError(
                    self.env._("Take the paper back first; then it can be changed.")
                )
        return super().write(vals)

    @api.ondelete(at_uninstall=False)
    def _unlink_if_missing(self):
        if any(paper.state != "missing" for paper in self):
            raise UserError(self.env._("Papers on file are not deleted."))

    # -- steps -------------------------------------------------------------------------

    def action_receive(self):
        """The paper is here.

        :raises UserError: without the scan that the paper needs
        """
        self._lock("missing")
        for paper in self:
            if paper.type_id.needs_scan and not paper.attachment_ids:
                raise UserError(
                    self.env._(
                        "Attach the scan of %(paper)s first.", paper=paper.display_name
                    )
                )
        self._receive(self.env.user)

    def _receive(self, user, **values):
        for paper in self:
            paper._decide(
                {
                    "state": "received",
                    "received_on": paper.company_id._policy_today(),
                    "received_by_id": user.id,
                    **values,
                }
            )
        # sudo: whoever was asked, it is here now
        self.sudo().activity_unlink([ACTIVITY_PAPER])

    def action_check(self):
        """Somebody else has looked at it: complete, signed and stamped."""
        self._lock("received")
        for paper in self:
            if paper.received_by_id == self.env.user and not self.env.su:
                raise UserError(
                    self.env._("A paper is checked by another than who received it.")
                )
            paper._decide(
                {
                    "checked_by_id": self.env.uid,
                    "checked_on": paper.company_id._policy_today(),
                }
            )

    def _set_not_needed(self, reason):
        self._lock("missing")
        self._decide({"state": "not_needed", "reason": reason})
        # sudo: whoever was asked, it is settled now
        self.sudo().activity_unlink([ACTIVITY_PAPER])

    def _take_back(self, reason):
        """Missing again: the wrong paper, not complete, or needed after all."""
        if not self.env["res.users"]._acts_as("officer"):
            raise AccessError(
                self.env._("This step needs the role Customer Policy / Officer.")
            )
        self._lock("received", "not_needed")
        self._decide(
            {
                "state": "missing",
                "reason": reason,
                "received_on": False,
                "received_by_id": False,
                "checked_by_id": False,
                "checked_on": False,
                "answer_id": False,
                "told_on": False,
            }
        )

    def _get_reasoned_steps(self):
        return {
            "not_needed": (self._set_not_needed, self.env._("Not Needed")),
            "take_back": (self._take_back, self.env._("Missing Again")),
        }

    def action_not_needed(self):
        return self._ask_reason("not_needed")

    def action_take_back(self):
        return self._ask_reason("take_back")

    # -- by themselves -----------------------------------------------------------------

    @api.model
    def _cron_collect(self):
        """Asks for the papers that are due, company by company (SAT-15)."""
        companies = self.env["res.company"].search(Domain.TRUE)
        self.env["ir.cron"]._commit_progress(remaining=len(companies))
        for company in companies:
            self.with_company(company)._collect(company)
            self._tell_overdue(company)
            if not self.env["ir.cron"]._commit_progress(1):
                break

    @api.model
    def _collect(self, company, subjects=None):
        """Adds the papers needed now and moves those whose dates moved.

        Two statements, whatever the number of objects; twice, the second time does
        nothing.

        :param subjects: only of these objects
        :return: how many were added
        """
        self.env.flush_all()
        due = paper_sql.select_due(
            company.id,
            company._policy_today(),
            None if subjects is None else subjects.ids,
        )
        now = fields.Datetime.now()
        # raw SQL: the papers of all objects at once
        self.env.cr.execute(paper_sql.insert_due(due, now, self.env.uid))
        added = self.env.cr.rowcount
        # raw SQL: the papers of all objects at once
        self.env.cr.execute(paper_sql.move_due(due, now, self.env.uid))
        self.env.invalidate_all(flush=False)
        return added

    @api.model
    def _tell_overdue(self, company):
        """Each responsible is asked once for a paper that is overdue."""
        today = company._policy_today()
        domain = [
            ("company_id", "=", company.id),
            ("state", "=", "missing"),
            ("date_due", "<", today),
            ("told_on", "=", False),
        ]
        while batch := self.search(domain, limit=200, order="id"):
            for user, papers in batch.grouped("user_id").items():
                told = papers.with_context(lang=user.lang)
                told.activity_schedule(
                    ACTIVITY_PAPER,
                    summary=told.env._("The paper is overdue"),
                    user_id=user.id,
                )
            batch._decide({"told_on": today})
            if not self.env["ir.cron"]._commit_progress(len(batch)):
                break

    @api.model
    def _receive_from_answers(self, answers):
        """A signed and stamped form with its scan is the survey form (SAT-09, SAT-15).

        Of anonymous measurements the scan stays with the questionnaire: a signature
        names who answered.
        """
        forms = answers.filtered(
            lambda one: one.way == "paper"
            and one.is_signed
            and one.is_stamped
            and one.attachment_ids
        )
        if not forms:
            return
        # sudo: who enters the form need not be able to file the papers
        papers = self.sudo()
        for company, own in forms.grouped("company_id").items():
            papers._collect(company, own.subject_id)
        missing = papers.search(
            [
                ("measurement_id", "in", forms.measurement_id.ids),
                ("type_id.is_survey_form", "=", True),
                ("state", "=", "missing"),
            ]
        )
        for paper in missing:
            form = forms.filtered(
                lambda one, of=paper.measurement_id: one.measurement_id == of
            )[:1]
            named = not form.is_anonymous
            paper._receive(
                self.env.user,
                answer_id=form.id if named else False,
                attachment_ids=[Command.set(form.attachment_ids.ids if named else [])],
            )

    @api.readonly
    def action_export_xlsx(self):
        return self._print_xlsx("crm_satisfaction.paper_xlsx")
