# Copyright 2026 Customer Policy Suite contributors
# License AGPL-3.0 or later (https://www.gnu.org/licenses/agpl).

from odoo import api, fields, models
from odoo.exceptions import AccessError, UserError


class CrmComplaintRemedyTask(models.Model):
    """What one department does to put wrong information right, and reports (CMP-09)."""

    _name = "crm.complaint.remedy.task"
    _inherit = [
        "crm.policy.decision.mixin",
        "crm.policy.overdue.mixin",
        "crm.complaint.confidential.mixin",
    ]
    _description = "Department's Part of a Remedy"
    _order = "remedy_id, date_deadline, id"
    _first_state = "open"
    _undone_states = ("open",)
    _check_company_auto = True

    remedy_id = fields.Many2one(
        "crm.complaint.remedy",
        string="Remedy Plan",
        required=True,
        ondelete="cascade",
        index=True,
    )
    complaint_id = fields.Many2one(related="remedy_id.complaint_id")
    company_id = fields.Many2one(related="remedy_id.company_id", store=True, index=True)
    unit_id = fields.Many2one(
        "crm.policy.unit",
        string="Department",
        required=True,
        check_company=True,
        ondelete="restrict",
        index=True,
    )
    user_id = fields.Many2one(
        "res.users",
        string="Person",
        compute="_compute_user_id",
        store=True,
        precompute=True,
        readonly=False,
        required=True,
        check_company=True,
        domain="[('share', '=', False)]",
        ondelete="restrict",
        index=True,
        tracking=True,
    )
    name = fields.Text(string="What to Do", required=True, tracking=True)
    date_deadline = fields.Date(
        string="Due",
        required=True,
        default=lambda self: self.env.company._policy_today(),
        tracking=True,
    )
    done_on = fields.Date(tracking=True)
    report = fields.Text(help="What was put right, and how it was checked.")
    reported_by_id = fields.Many2one("res.users", readonly=True, copy=False)
    reported_on = fields.Datetime(readonly=True, copy=False)
    state = fields.Selection(
        [("open", "Open"), ("reported", "Reported")],
        required=True,
        readonly=True,
        default="open",
        copy=False,
    )
    can_plan = fields.Boolean(compute="_compute_can_plan")

    @api.depends("remedy_id")
    @api.depends_context("uid")
    def _compute_can_plan(self):
        for task in self:
            task.can_plan = not task._origin or (
                task._is_planned() and task.remedy_id.is_my_turn
            )

    @api.depends("unit_id")
    def _compute_display_name(self):
        for task in self:
            # sudo: the names of plan and department stand on the task
            task = task.sudo()
            task.display_name = f"{task.remedy_id.name} · {task.unit_id.name or ''}"

    @api.depends("unit_id")
    def _compute_user_id(self):
        for task in self:
            # sudo: heads are known whoever hands out
            task.user_id = task.unit_id.sudo().head_id or task.user_id

    def _get_decision_fields(self):
        return super()._get_decision_fields() | {"reported_by_id", "reported_on"}

    @api.model_create_multi
    def create(self, vals_list):
        tasks = super().create(vals_list)
        tasks._check_may_plan()
        return tasks

    def write(self, vals):
        planned = {"remedy_id", "unit_id", "user_id", "name", "date_deadline"}
        if not self.env.su and planned & vals.keys():
            self._check_may_plan()
        if not self.env.su and {"done_on", "report"} & vals.keys():
            if self.filtered(lambda task: task.state == "reported"):
                raise UserError(self.env._("What was reported stays as it is."))
        return super().write(vals)

    @api.ondelete(at_uninstall=False)
    def _unlink_if_planned(self):
        self._check_may_plan()

    def _check_may_plan(self):
        """The parts belong to the plan: whoever writes it, or hands it out.

        :raises UserError: once the plan goes its way
        :raises AccessError: for all but who has the turn
        """
        if self.env.su:
            return
        for task in self:
            if not task._is_planned():
                raise UserError(
                    self.env._(
                        "The parts of the departments are fixed while others review "
                        "and carry out."
                    )
                )
            task.remedy_id._check_my_turn()

    def _is_planned(self):
        """Whether the plan that it belongs to is being written, or handed out."""
        # sudo: a department may not see the plan's stages
        return self.remedy_id.sudo().current_stage_id.kind in ("write", "execute")

    def action_report(self):
        """Done and reported back; the plan goes on with the last report."""
        for task in self:
            if not (task.user_id == self.env.user or task._is_headed_by_me()):
                raise AccessError(
                    self.env._("The person named, or the head, reports for it.")
                )
        self._lock("open")
        for task in self:
            # sudo: the department may not see the plan's stages
            remedy = task.remedy_id.sudo()
            if remedy.current_stage_id.kind != "feedback":
                raise UserError(
                    self.env._("The plan has not been handed out to departments.")
                )
            if not (task.done_on and (task.report or "").strip()):
                raise UserError(self.env._("Say when it was done, and how."))
            task._decide(
                {
                    "state": "reported",
                    "reported_by_id": self.env.uid,
                    "reported_on": fields.Datetime.now(),
                }
            )
            task._close_request()
            remedy._after_report(task, self.env.user)

    def _is_headed_by_me(self):
        return self.unit_id in self.env.user.policy_unit_ids and (
            # sudo: who heads what is no secret
            self.env.user in self.unit_id.sudo()._get_heads_up()
        )

    def _ask_department(self):
        for task in self:
            # sudo: who hands out need not be able to plan the work of colleagues
            record = task.sudo().with_context(lang=task.user_id.lang)
            record.activity_schedule(
                "mail.mail_activity_data_todo",
                date_deadline=task.date_deadline,
                summary=record.env._("Put wrong customer information right"),
                user_id=task.user_id.id,
            )
