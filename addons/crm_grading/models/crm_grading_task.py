# Copyright 2026 Customer Policy Suite contributors
# License AGPL-3.0 or later (https://www.gnu.org/licenses/agpl).

from odoo import api, fields, models
from odoo.exceptions import UserError
from odoo.fields import Command
from odoo.tools import SQL

REMINDER = "crm_grading.mail_activity_type_measure"
FULL_CREDIT = 100


class CrmGradingTask(models.Model):
    """A measure for one customer in one period, with its responsible and due date.

    Planned by a statement for all customers (see ``crm_grading_task_plan``); done by
    its responsible with a note or evidence, or missed. Grade, target and execution stay
    as they were when the work was planned and closed (GRD-13).
    """

    _name = "crm.grading.task"
    _inherit = ["crm.policy.decision.mixin"]
    _description = "Measure for a Customer"
    _order = "date_deadline, id"
    _check_company_auto = True
    _first_state = "planned"
    _mail_post_access = "read"

    measure_id = fields.Many2one(
        "crm.grading.measure", required=True, readonly=True, ondelete="restrict"
    )
    description = fields.Text(related="measure_id.description", string="What to Do")
    needs_evidence = fields.Boolean(related="measure_id.needs_evidence")
    partner_id = fields.Many2one(
        "res.partner",
        string="Customer",
        required=True,
        readonly=True,
        ondelete="restrict",
    )
    company_id = fields.Many2one("res.company", required=True, readonly=True)
    grade_id = fields.Many2one(
        "crm.grading.grade",
        required=True,
        readonly=True,
        ondelete="restrict",
        help="Grade of the customer when the work was planned.",
    )
    grade_color = fields.Integer(related="grade_id.color", string="Grade Colour")
    user_id = fields.Many2one("res.users", string="Responsible", readonly=True)
    user_is_fixed = fields.Boolean(
        string="Assigned by Hand",
        readonly=True,
        help="Stays with this person when the customer's salesperson or account team "
        "changes.",
    )
    team_id = fields.Many2one(
        "crm.team",
        string="Department",
        readonly=True,
        help="Sales team of the responsible.",
    )
    missing_responsible = fields.Char(
        compute="_compute_missing_responsible",
        help="Why nobody is responsible.",
    )
    period = fields.Char(
        required=True, readonly=True, help="Such as 2026-07, 2026-Q3, 2026-H2, 2026."
    )
    period_start = fields.Date(required=True, readonly=True)
    period_end = fields.Date(required=True, readonly=True)
    number = fields.Integer(
        default=1,
        required=True,
        readonly=True,
        aggregator=None,
        help="First, second, … time in the period.",
    )
    date_deadline = fields.Date(string="Due Date", required=True, readonly=True)
    visible_from = fields.Date(
        string="To Do from", required=True, readonly=True, help="Its lead time begins."
    )
    state = fields.Selection(
        [
            ("planned", "To Do"),
            ("done", "Done"),
            ("missed", "Missed"),
            ("cancelled", "Cancelled"),
        ],
        required=True,
        readonly=True,
        default="planned",
        group_expand=True,
    )
    cancel_reason = fields.Selection(
        [
            ("grade", "The customer's grade changed"),
            ("archived", "The customer was archived"),
            ("special", "A special partner, no trade customer"),
            ("measure", "The catalogue does not ask it any more"),
            ("merged", "The customer was merged with another"),
            ("manual", "Cancelled by hand"),
        ],
        string="Reason of Cancellation",
        readonly=True,
    )
    target = fields.Float(
        string="Target (%)", readonly=True, digits=(5, 2), aggregator="avg"
    )
    execution = fields.Float(
        string="Execution (%)",
        readonly=True,
        digits=(5, 2),
        aggregator="avg",
        help="100 done in time, 0 missed; done late as the settings say. Its average "
        "is the execution rate; open and cancelled work does not count.",
    )
    is_late = fields.Boolean(
        string="Done Late", readonly=True, help="Done after its day."
    )
    done_on = fields.Date(readonly=True)
    done_by_id = fields.Many2one("res.users", readonly=True)
    note = fields.Text(string="What was Done", readonly=True)
    evidence_ids = fields.Many2many("ir.attachment", readonly=True)
    merged_from = fields.Integer(
        readonly=True,
        aggregator=None,
        help="Id of the merged customer for whom the same work was planned as well.",
    )

    _identity_uniq = models.UniqueIndex(
        "(partner_id, measure_id, company_id, period, number, merged_from)",
        "This work is already planned.",
    )
    _deadline_idx = models.Index("(company_id, date_deadline)")
    _owed_idx = models.Index("(user_id, date_deadline) WHERE state = 'planned'")

    @api.depends("measure_id.name", "partner_id.display_name")
    def _compute_display_name(self):
        for task in self:
            # sudo: a task names its customer, as any document does
            customer = task.sudo().partner_id.name
            task.display_name = f"{task.measure_id.name} · {customer}"

    @api.depends("user_id", "measure_id.role")
    def _compute_missing_responsible(self):
        sentences = {
            "salesperson": self.env._("No salesperson on the customer"),
            "key_account": self.env._("No key-account manager on the customer"),
            "executive": self.env._("No executive on the customer or in the settings"),
            "service": self.env._(
                "No service person on the customer or in the settings"
            ),
            "officer": self.env._("No policy officer in the settings"),
        }
        for task in self:
            task.missing_responsible = (
                not task.user_id and sentences[task.measure_id.role]
            )

    def _get_decision_fields(self):
        """All that is its own: people only close, reassign or talk about work."""
        inherited = self.env["crm.policy.decision.mixin"]._fields
        return super()._get_decision_fields() | {
            name
            for name, field in self._fields.items()
            if field.store and name not in inherited
        }

    def _get_request_summary(self):
        return self.display_name

    # -- done --------------------------------------------------------------------------

    def action_done(self):
        """Asks what was done, for one task or many."""
        return self._open_dialog("crm_grading.crm_grading_task_done_action")

    def action_change(self):
        """Asks officers for the change: another person, cancelled, or open again."""
        return self._open_dialog("crm_grading.crm_grading_task_change_action")

    def _open_dialog(self, xmlid):
        action = self.env["ir.actions.act_window"]._for_xml_id(xmlid)
        action["context"] = {"default_task_ids": self.ids}
        return action

    def _record_done(self, note, evidence):
        """Records open or missed work as done today (GRD-13).

        :param str note: what was done
        :param evidence: attachments that the user may read
        :raises UserError: without note and evidence, or without the evidence required
        """
        self._lock("planned", "missed")
        self._check_record(note, evidence)
        for company, tasks in self.grouped("company_id").items():
            today = company._policy_today()
            late = tasks.filtered(lambda task, day=today: task.date_deadline < day)
            for part, is_late, execution in (
                (tasks - late, False, FULL_CREDIT),
                (late, True, company.grading_late_credit),
            ):
                part._decide(
                    {
                        "state": "done",
                        "done_on": today,
                        "done_by_id": self.env.uid,
                        "is_late": is_late,
                        "execution": execution,
                        "note": note,
                    }
                )
        self._keep_evidence(evidence)

    def _check_record(self, note, evidence):
        if not evidence:
            demanding = self.measure_id.filtered("needs_evidence")
            if demanding:
                raise UserError(
                    self.env._(
                        "Attach the evidence of: %(measures)s",
                        measures=", ".join(demanding.mapped("name")),
                    )
                )
            if not (note or "").strip():
                raise UserError(
                    self.env._("Say in a note what was done, or attach evidence.")
                )

    def _keep_evidence(self, evidence):
        """Who reads a task opens its evidence; each task has its own."""
        evidence.check_access("read")
        for position, task in enumerate(self):
            # sudo: evidence is closed to editing, as the rest of the record
            files = evidence.sudo()
            owner = {"res_model": task._name, "res_id": task.id}
            loose = files.filtered(lambda file: not file.res_id)
            if position:
                loose = files.browse([file.copy(owner).id for file in files])
                files = loose
            loose.write(owner)
            task._decide({"evidence_ids": [Command.link(file.id) for file in files]})

    def _close_reminders(self):
        """What is done or cancelled needs no activity any more."""
        # sudo: the activity may be somebody else's
        self.sudo().activity_unlink([REMINDER])

    # -- changes by officers (the wizard's access rights say who they are) -------------

    def _assign(self, user):
        """Gives open work to a person, whatever the customer's page says."""
        self._lock("planned")
        self._decide(
            {
                "user_id": user.id,
                "team_id": user.sudo().sale_team_id.id,
                "user_is_fixed": True,
            }
        )
        self._close_reminders()

    def _cancel(self):
        self._lock("planned", "missed")
        self._decide({"state": "cancelled", "cancel_reason": "manual"})
        self._empty_execution()
        self._close_reminders()

    def _reopen(self):
        """Takes back what was recorded; what is overdue is missed again."""
        self._lock("done", "cancelled")
        self._decide(
            {
                "state": "planned",
                "cancel_reason": False,
                "done_on": False,
                "done_by_id": False,
                "is_late": False,
            }
        )
        self._empty_execution()

    def _empty_execution(self):
        """No execution is not an execution of 0 %, which an average would count."""
        self.flush_recordset(["execution"])
        # raw SQL: the ORM knows no empty number
        self.env.cr.execute(
            SQL(
                "UPDATE crm_grading_task SET execution = NULL WHERE id = ANY(%s)",
                self.ids,
            )
        )
        self.invalidate_recordset(["execution"])
