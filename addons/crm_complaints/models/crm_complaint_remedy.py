# Copyright 2026 Customer Policy Suite contributors
# License AGPL-3.0 or later (https://www.gnu.org/licenses/agpl).

from markupsafe import Markup

from odoo import api, fields, models
from odoo.exceptions import AccessError, UserError
from odoo.fields import Command

from ..engine import chain

ACTIVITY = "mail.mail_activity_data_todo"


class CrmComplaintRemedy(models.Model):
    """The remedy plan for wrong information about a customer (CMP-09).

    It goes through the steps of the company, each the turn of certain people. Whoever
    reviews or approves may send it back with a reason to where it was written.
    """

    _name = "crm.complaint.remedy"
    _inherit = [
        "crm.policy.decision.mixin",
        "crm.policy.reason.mixin",
        "crm.policy.xlsx.mixin",
        "crm.complaint.confidential.mixin",
    ]
    _description = "Remedy Plan"
    _order = "id desc"
    _check_company_auto = True

    name = fields.Char(string="Number", readonly=True, copy=False)
    complaint_id = fields.Many2one(
        "crm.complaint",
        required=True,
        ondelete="restrict",
        index=True,
        domain="[('kind', '=', 'information')]",
        check_company=True,
    )
    company_id = fields.Many2one(
        related="complaint_id.company_id", store=True, index=True
    )
    partner_id = fields.Many2one(
        related="complaint_id.partner_id", store=True, index="btree_not_null"
    )
    unit_id = fields.Many2one(
        related="complaint_id.unit_id", store=True, index="btree_not_null"
    )
    data_kind = fields.Selection(
        [
            ("name", "Name and Form of the Company"),
            ("address", "Address"),
            ("contact", "Contact and Telephone"),
            ("tax", "Tax and Bank"),
            ("terms", "Prices and Terms"),
            ("contract", "Contract"),
            ("other", "Other"),
        ],
        string="Which Data",
        required=True,
        default="other",
        tracking=True,
    )
    wrong_data = fields.Text(string="What Was Wrong", required=True, tracking=True)
    right_data = fields.Text(string="What Is Right", tracking=True)
    consequence = fields.Text(
        tracking=True,
        help="What it led to, for the customer and for us.",
    )
    plan = fields.Html(help="How it is put right, everywhere.")
    report = fields.Html(help="What was done, and that it will not happen again.")
    drafter_id = fields.Many2one("res.users", readonly=True, copy=False)
    stage_ids = fields.One2many(
        "crm.complaint.remedy.stage", "remedy_id", string="Steps", readonly=True
    )
    current_stage_id = fields.Many2one(
        "crm.complaint.remedy.stage", string="Step", readonly=True, copy=False
    )
    current_kind = fields.Selection(related="current_stage_id.kind")
    turn_ids = fields.Many2many(
        "res.users",
        "crm_complaint_remedy_turn_rel",
        string="Turn of",
        readonly=True,
        copy=False,
    )
    is_my_turn = fields.Boolean(compute="_compute_is_my_turn")
    task_ids = fields.One2many(
        "crm.complaint.remedy.task", "remedy_id", string="Departments"
    )
    event_ids = fields.One2many(
        "crm.complaint.remedy.event", "remedy_id", string="History", readonly=True
    )
    returned_note = fields.Text(
        string="Why It Was Sent Back", compute="_compute_returned_note"
    )
    state = fields.Selection(
        [
            ("running", "On Its Way"),
            ("archived", "Filed"),
            ("cancelled", "Cancelled"),
        ],
        required=True,
        readonly=True,
        default="running",
        copy=False,
        index=True,
        tracking=True,
    )
    archived_on = fields.Date(string="Filed on", readonly=True, copy=False)
    _first_state = "running"

    _complaint_uniq = models.UniqueIndex(
        "(complaint_id) WHERE state != 'cancelled'",
        "This complaint has a remedy plan already.",
    )
    _name_uniq = models.UniqueIndex("(company_id, name) WHERE name IS NOT NULL")

    # -- compute -----------------------------------------------------------------------

    @api.depends("name", "partner_id")
    def _compute_display_name(self):
        for remedy in self:
            # sudo: the name of the customer is shown with the plan
            parts = (remedy.name, remedy.sudo().partner_id.display_name)
            remedy.display_name = " · ".join(filter(None, parts))

    @api.depends("event_ids.decision", "event_ids.note")
    def _compute_returned_note(self):
        """What to correct, until the plan goes on."""
        for remedy in self:
            last = remedy.event_ids[-1:]
            remedy.returned_note = last.decision == "returned" and last.note

    @api.depends("turn_ids", "state")
    @api.depends_context("uid")
    def _compute_is_my_turn(self):
        for remedy in self:
            remedy.is_my_turn = (
                remedy.state == "running" and self.env.user in remedy.turn_ids
            )

    # -- guards ------------------------------------------------------------------------

    def _get_decision_fields(self):
        return super()._get_decision_fields() | {
            "name",
            "drafter_id",
            "stage_ids",
            "current_stage_id",
            "turn_ids",
            "event_ids",
            "archived_on",
        }

    @api.model_create_multi
    def create(self, vals_list):
        remedies = super().create(vals_list)
        for remedy in remedies:
            if remedy.complaint_id.kind != "information":
                raise UserError(
                    self.env._("A remedy plan belongs to a case of wrong information.")
                )
            remedy._begin()
        return remedies

    def write(self, vals):
        if not self.env.su:
            written = {
                "plan": "write",
                "wrong_data": "write",
                "right_data": "write",
                "consequence": "write",
                "data_kind": "write",
                "complaint_id": "write",
                "report": "report",
            }
            kinds = {written[name] for name in written.keys() & vals.keys()}
            for remedy in self if kinds else ():
                remedy._check_writable(kinds)
        return super().write(vals)

    def _check_writable(self, kinds):
        """Plan and report are written in their steps, by whose turn it is."""
        self._check_my_turn()
        # sudo: the step is read for the check only
        if kinds != {self.sudo().current_stage_id.kind}:
            raise UserError(
                self.env._("Plan and report are written in their own steps only.")
            )

    @api.ondelete(at_uninstall=False)
    def _unlink_never(self):
        raise UserError(self.env._("Cancel the remedy plan instead of deleting it."))

    def _check_my_turn(self):
        """:raises AccessError: for everybody whose turn it is not"""
        for remedy in self:
            if not remedy.is_my_turn and not self.env.su:
                raise AccessError(
                    self.env._(
                        "It is the turn of %(people)s.",
                        people=", ".join(remedy.sudo().turn_ids.mapped("name"))
                        or self.env._("nobody"),
                    )
                )

    def _get_officers(self):
        """Customer service of the company; managers only where there is nobody else."""
        # sudo: who takes part need not be able to read who has which role
        officers = self.env.ref("crm_policy.group_officer").sudo().all_user_ids
        officers = officers.filtered(
            lambda user: self.company_id in user.company_ids and not user.share
        )
        return (officers - self._get_deciding_managers()) or officers

    # -- steps -------------------------------------------------------------------------

    def _begin(self):
        """Takes the company's steps as they are now."""
        self.ensure_one()
        # sudo: the way is the same for whoever begins
        steps = self.env["crm.complaint.remedy.step"].sudo()._get_for(self.company_id)
        flaw = chain.find_flaw(steps.mapped("kind"))
        if flaw:
            raise UserError(self._get_flaws()[flaw])
        self._decide(
            {
                "name": self.company_id._next_policy_number("crm.complaint.remedy"),
                "drafter_id": self.env.uid,
                "stage_ids": [Command.create(step._prepare_stage()) for step in steps],
            }
        )
        self._record("begun", self.env._("Plan begun"))
        self._go_to(self.stage_ids[:1])

    @api.model
    def _get_flaws(self):
        return {
            "start": self.env._(
                "The steps of remedy plans begin with writing the plan: see "
                "Configuration."
            ),
            "feedback": self.env._(
                "Departments report back after the plan was handed out to them: see "
                "Configuration."
            ),
            "report": self.env._(
                "The plan is written before the report: see Configuration."
            ),
        }

    def _record(self, decision, step, note=None, user=None):
        self._decide(
            {
                "event_ids": [
                    Command.create(
                        {
                            "stage_name": step,
                            "decision": decision,
                            "user_id": (user or self.env.user).id,
                            "note": note,
                        }
                    )
                ]
            }
        )

    def _go_to(self, stage):
        """It is the turn of the people of a step; they are asked."""
        self._close_request()
        # sudo: stages are written by the steps only
        stage.sudo().state = "current"
        people = stage.sudo()._get_people()
        if stage.kind == "feedback":
            people = self.sudo().task_ids.user_id
        self._decide(
            {"current_stage_id": stage.id, "turn_ids": [Command.set(people.ids)]}
        )
        if stage.kind == "feedback":
            self.sudo().task_ids._ask_department()
            return
        due = fields.Date.add(self.company_id._policy_today(), days=stage.days)
        for user in people - self.env.user:
            # sudo: whose turn it was need not be able to plan the work of others
            remedy = self.sudo().with_context(lang=user.lang)
            remedy.activity_schedule(
                ACTIVITY,
                date_deadline=due,
                summary=remedy._get_request_summary(),
                user_id=user.id,
            )

    def _get_request_summary(self):
        # sudo: the step is read for its name only
        return self.env._(
            "Remedy plan: %(step)s", step=self.sudo().current_stage_id.name
        )

    def _lock_turn(self):
        self._check_my_turn()
        self._lock("running")
        self.invalidate_recordset(["current_stage_id", "turn_ids"])
        self._check_my_turn()

    def action_pass(self):
        """The step is done, or approved; on to the next, or into the file."""
        self._lock_turn()
        for remedy in self:
            remedy._check_complete()
            remedy._pass(self.env.user)

    def _check_complete(self):
        """:raises UserError: naming what the step has to bring"""
        kind = self.current_kind
        if kind == "write" and self._is_blank("plan"):
            raise UserError(self.env._("Write the plan first."))
        if kind == "report" and self._is_blank("report"):
            raise UserError(self.env._("Write the report first."))
        if kind == "execute" and not self.task_ids:
            raise UserError(
                self.env._("Say which department does what, and until when.")
            )
        if kind == "feedback":
            raise UserError(
                self.env._("The departments report, each for its own part.")
            )

    def _is_blank(self, name):
        return not Markup(self[name] or "").striptags().strip()

    def _pass(self, user, note=None):
        # sudo: stages are written by the steps only
        stage = self.sudo().current_stage_id
        stage.write(
            {
                "state": "done",
                "decided_by_id": user.id,
                "decided_on": fields.Datetime.now(),
                "note": note,
            }
        )
        if stage.kind == "write":
            self._decide({"drafter_id": user.id})
        stages = self.sudo().stage_ids.sorted()
        following = chain.next_step(stages.ids, stage.id)
        if stage.kind == "archive" or not following:
            self._file(stage, user)
            return
        self._record("passed", stage.name, note, user)
        self._go_to(stages.browse(following))
        if stage == stages[:1]:
            # sudo: who writes the plan need not handle the case
            self.sudo().complaint_id._report_by_plan(self.sudo().turn_ids[:1])

    def _file(self, stage, user):
        self._record("filed", stage.name, user=user)
        self._close_request()
        self._decide(
            {
                "state": "archived",
                "archived_on": self.company_id._policy_today(),
                "current_stage_id": False,
                "turn_ids": [Command.clear()],
            }
        )
        # sudo: who files the plan need not be able to close the case
        self.sudo().complaint_id._close_remedied(self.name)

    def _after_report(self, task, user):
        """A department has reported; with the last one the plan goes on."""
        self.ensure_one()
        self._record("reported", task.unit_id.name, task.report, user)
        awaited = self.task_ids.filtered(lambda one: one.state == "open")
        if awaited:
            self._decide({"turn_ids": [Command.set(awaited.user_id.ids)]})
        else:
            self._pass(user)

    def action_return(self):
        return self._ask_reason("returned")

    def action_cancel(self):
        return self._ask_reason("cancelled")

    def _get_reasoned_steps(self):
        return {
            "returned": (self._return, self.env._("Send the Plan Back")),
            "cancelled": (self._cancel, self.env._("Cancel the Plan")),
        }

    def _return(self, reason):
        """Not good enough: back to where it was written, with the reason."""
        self.ensure_one()
        self._lock_turn()
        stages = self.sudo().stage_ids.sorted()
        stage = self.sudo().current_stage_id
        kinds = {one.id: one.kind for one in stages}
        target = chain.step_to_return_to(stages.ids, kinds, stage.id)
        if stage.kind not in ("review", "approve", "archive") or not target:
            raise UserError(self.env._("This step does not send anything back."))
        self._record("returned", stage.name, reason)
        stages.filtered(
            lambda one: stages.ids.index(one.id) >= stages.ids.index(target)
        ).write({"state": "waiting", "decided_by_id": False, "decided_on": False})
        self._go_to(stages.browse(target))

    def _cancel(self, reason):
        """By officers, as long as it is on its way."""
        self.ensure_one()
        if not self.env.user.has_group("crm_policy.group_officer"):
            raise AccessError(self.env._("Officers cancel a remedy plan."))
        self._lock("running")
        self._record("cancelled", self.env._("Cancelled"), reason)
        self._close_request()
        self.sudo().task_ids._close_request()
        self._decide(
            {
                "state": "cancelled",
                "current_stage_id": False,
                "turn_ids": [Command.clear()],
            }
        )

    @api.readonly
    def action_export_xlsx(self):
        """The selected plans, or all that the list shows."""
        return self._print_xlsx("crm_complaints.remedy_xlsx")
