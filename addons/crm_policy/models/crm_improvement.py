# Copyright 2026 Customer Policy Suite contributors
# License AGPL-3.0 or later (https://www.gnu.org/licenses/agpl).

from collections import defaultdict

from odoo import api, fields, models
from odoo.exceptions import AccessError, UserError

OPEN_STATES = ("draft", "planned", "in_progress", "to_verify")
# Only the action methods write these (see _check_guarded_fields); how they begin.
GUARDED_FIELDS = {
    "state": "draft",
    "cycle": 1,
    "reference": False,
    "verifier_id": False,
    "date_verified": False,
    "verification_result": False,
    "cancel_reason": False,
}
# What a plan fixes: person, time and measure.
PLAN_FIELDS = frozenset({"user_id", "date_deadline", "measure"})
CONTENT_FIELDS = PLAN_FIELDS | {"name", "root_cause", "company_id", "effect"}
# A caller from outside can send any context, but never this very object.
_BY_ACTION = object()


class CrmImprovement(models.Model):
    """A measure against the cause of something that went wrong (CMP-06).

    It names person, time and measure before work starts, and is closed only when
    somebody has verified its effect; a measure without effect begins again.
    """

    _name = "crm.improvement"
    _description = "Improvement Action"
    _inherit = [
        "mail.thread",
        "mail.activity.mixin",
        "crm.policy.overdue.mixin",
        "crm.policy.reason.mixin",
    ]
    _order = "date_deadline, id desc"
    _rec_names_search = ["reference", "name"]
    _check_company_auto = True
    # The due date is the measure's: once carried out, it waits for others.
    _undone_states = ("draft", "planned", "in_progress")

    name = fields.Char(string="Subject", required=True, tracking=True)
    reference = fields.Char(readonly=True, copy=False)
    company_id = fields.Many2one(
        "res.company",
        required=True,
        index=True,
        default=lambda self: self.env.company,
    )
    res_model = fields.Char(string="Origin Model", readonly=True)
    res_id = fields.Many2oneReference(
        string="Origin Record",
        model_field="res_model",
        readonly=True,
        index="btree_not_null",
    )
    origin_name = fields.Char(
        string="Origin",
        compute="_compute_origin_name",
        help="The record because of which this action was opened.",
    )
    root_cause = fields.Text(tracking=True)
    measure = fields.Text(tracking=True, help="What will be done against the cause.")
    user_id = fields.Many2one(
        "res.users",
        string="Responsible",
        check_company=True,
        index=True,
        tracking=True,
    )
    date_deadline = fields.Date(string="Due Date", index=True, tracking=True)
    effect = fields.Text(
        string="Verified Effect",
        tracking=True,
        copy=False,
        help="What the verification found: did the cause disappear?",
    )
    verifier_id = fields.Many2one(
        "res.users", string="Verified by", readonly=True, copy=False
    )
    date_verified = fields.Date(string="Verified on", readonly=True, copy=False)
    verification_result = fields.Selection(
        [("effective", "Effective"), ("ineffective", "Not Effective")],
        readonly=True,
        copy=False,
    )
    cycle = fields.Integer(
        default=1,
        readonly=True,
        copy=False,
        help="Starts at 1 and rises each time a measure turned out to have no effect.",
    )
    cancel_reason = fields.Text(readonly=True, copy=False, tracking=True)
    state = fields.Selection(
        [
            ("draft", "Draft"),
            ("planned", "Planned"),
            ("in_progress", "In Progress"),
            ("to_verify", "To Verify"),
            ("effective", "Effective"),
            ("cancelled", "Cancelled"),
        ],
        default="draft",
        required=True,
        readonly=True,
        index=True,
        copy=False,
        tracking=True,
        group_expand=True,
    )
    can_verify = fields.Boolean(compute="_compute_can_verify")

    _reference_uniq = models.Constraint(
        "UNIQUE(company_id, reference)",
        "This reference is used already in this company.",
    )

    # Compute

    @api.depends("reference", "name")
    def _compute_display_name(self):
        for improvement in self:
            parts = filter(None, (improvement.reference, improvement.name))
            improvement.display_name = " ".join(parts)

    @api.depends("res_model", "res_id")
    @api.depends_context("uid", "allowed_company_ids")
    def _compute_origin_name(self):
        names = self._get_origin_names(
            (improvement.res_model, improvement.res_id) for improvement in self
        )
        for improvement in self:
            origin = (improvement.res_model, improvement.res_id)
            improvement.origin_name = names.get(origin, False)

    @api.depends_context("uid")
    def _compute_can_verify(self):
        self.can_verify = self.env["res.users"]._acts_as("officer")

    # CRUD

    @api.model_create_multi
    def create(self, vals_list):
        for vals in vals_list:
            self._check_guarded_fields(vals)
            # Said explicitly, so that no default in the context says otherwise.
            vals.update({**self._get_guarded_fields(), **vals})
            company = self.env["res.company"].browse(
                vals.get("company_id") or self.env.company.id
            )
            vals["reference"] = company._next_policy_number("crm.improvement")
        return super().create(vals_list)

    def write(self, vals):
        self._check_guarded_fields(vals)
        self._check_content_fields(vals)
        result = super().write(vals)
        if not vals.keys().isdisjoint({"user_id", "date_deadline"}):
            self._update_due_activity()
        return result

    @api.ondelete(at_uninstall=False)
    def _unlink_if_draft(self):
        if any(improvement.state != "draft" for improvement in self):
            raise UserError(
                self.env._("Only drafts can be deleted; cancel the action instead.")
            )

    # Actions

    def action_plan(self):
        """Fix the plan; refused as long as person, time or measure is missing."""
        self._check_state("draft")
        for improvement in self:
            missing = improvement._get_missing_plan_labels()
            if missing:
                raise UserError(
                    self.env._(
                        "%(action)s cannot be planned yet. An improvement action names "
                        "person, time and measure; still missing: %(fields)s.",
                        action=improvement.display_name,
                        fields=", ".join(missing),
                    )
                )
        self._write_by_action({"state": "planned"})
        # who was asked to plan has done so
        self.activity_feedback(["mail.mail_activity_data_todo"])
        for improvement in self:
            improvement._schedule_due_activity()

    def action_start(self):
        self._check_state("planned")
        self._write_by_action({"state": "in_progress"})

    def action_submit(self):
        """The measure is carried out; its effect is still to be verified."""
        self._check_state("in_progress")
        self._write_by_action({"state": "to_verify"})
        self.activity_feedback(self._get_activity_types())

    def action_verify_effective(self):
        self._write_verification("effective")
        self._write_by_action({"state": "effective"})

    def action_verify_ineffective(self):
        """Begin again: what was tried stays in the history, a new plan is due."""
        self._write_verification("ineffective")
        for improvement in self:
            improvement.message_post_with_source(
                "crm_policy.crm_improvement_cycle_message",
                render_values={"improvement": improvement},
                subtype_xmlid="mail.mt_note",
            )
            improvement._write_by_action(
                {
                    "state": "draft",
                    "cycle": improvement.cycle + 1,
                    "measure": False,
                    "date_deadline": False,
                    "effect": False,
                    "verifier_id": False,
                    "date_verified": False,
                    "verification_result": False,
                }
            )

    def action_cancel(self):
        """Ask for the reason."""
        return self._ask_reason("cancel")

    def _get_reasoned_steps(self):
        return {"cancel": (self._cancel, self.env._("Cancel Improvement Action"))}

    def action_reopen(self):
        """Take a cancelled action up again."""
        self._check_state("cancelled")
        self._check_officer()
        self._write_by_action({"state": "draft", "cancel_reason": False})

    def action_open_origin(self):
        self.ensure_one()
        origin = self.env[self.res_model].browse(self.res_id)
        origin.check_access("read")
        return origin._get_records_action(context={})

    @api.readonly
    def action_export_xlsx(self):
        """Print the selected actions; without a selection, all that the list shows."""
        report = self.env.ref("crm_policy.crm_improvement_report_xlsx")
        if self:
            return report.report_action(self, config=False)
        domain = self.env.context.get("active_domain", [])
        return report.report_action([], data={"domain": domain}, config=False)

    # Business

    def _cancel(self, reason):
        """:param str reason: why the action is given up"""
        self._check_state(*OPEN_STATES)
        if any(improvement.state != "draft" for improvement in self):
            self._check_officer()
        self._write_by_action({"state": "cancelled", "cancel_reason": reason})
        self.activity_unlink(self._get_activity_types())

    def _write_verification(self, result):
        self._check_state("to_verify")
        self._check_officer()
        if not all(improvement.effect for improvement in self):
            raise UserError(
                self.env._("Describe the effect that was found before you decide.")
            )
        for improvement in self:
            improvement._write_by_action(
                {
                    "verification_result": result,
                    "verifier_id": self.env.uid,
                    "date_verified": improvement.company_id._policy_today(),
                }
            )

    def _get_missing_plan_labels(self):
        """:return: labels of what a plan needs and this action lacks (CMP-06)"""
        self.ensure_one()
        labels = {
            "user_id": self.env._("responsible person"),
            "date_deadline": self.env._("due date"),
            "measure": self.env._("measure"),
        }
        return [label for name, label in labels.items() if not self[name]]

    @api.model
    def _get_origin_names(self, origins):
        """Names of origin records, as far as the reader may see them.

        :param origins: iterable of (model name, id)
        :return: dict from (model name, id) to display name
        """
        ids_by_model = defaultdict(set)
        for model_name, record_id in origins:
            model = self.env.get(model_name)
            if model is not None and not model._abstract and record_id:
                ids_by_model[model_name].add(record_id)
        return {
            (model_name, record.id): record.display_name
            for model_name, ids in ids_by_model.items()
            for record in self.env[model_name]
            .browse(ids)
            .exists()
            ._filtered_access("read")
        }

    # Guards

    def _write_by_action(self, vals):
        """Write what only an action may write; rights on the record still count."""
        self.with_context(crm_improvement_by_action=_BY_ACTION).write(vals)

    @api.model
    def _is_by_action(self):
        by_action = self.env.context.get("crm_improvement_by_action")
        return self.env.su or by_action is _BY_ACTION

    @api.model
    def _get_guarded_fields(self):
        """What only the steps write, with how it begins; areas add theirs."""
        return GUARDED_FIELDS

    @api.model
    def _check_guarded_fields(self, vals):
        """Refuse to write by hand what an action decides."""
        if not self._is_by_action() and self._get_guarded_fields().keys() & vals.keys():
            raise AccessError(
                self.env._(
                    "State and verification of an improvement action change by its "
                    "buttons only."
                )
            )

    def _check_content_fields(self, vals):
        """A closed action stays as it is; a fixed plan is changed by officers."""
        changed = CONTENT_FIELDS & vals.keys()
        if not changed or self._is_by_action():
            return
        if any(improvement.state not in OPEN_STATES for improvement in self):
            raise UserError(
                self.env._("A closed improvement action cannot be changed any more.")
            )
        if "effect" in changed:
            self._check_state("to_verify")
            self._check_officer()
        if changed & PLAN_FIELDS and any(
            improvement.state != "draft" for improvement in self
        ):
            self._check_officer()

    def _check_state(self, *states):
        for improvement in self:
            if improvement.state not in states:
                labels = dict(self._fields["state"]._description_selection(self.env))
                raise UserError(
                    self.env._(
                        "%(action)s is in state %(state)s; this step does not apply.",
                        action=improvement.display_name,
                        state=labels[improvement.state],
                    )
                )

    @api.model
    def _check_officer(self):
        if not self.env["res.users"]._acts_as("officer"):
            raise AccessError(
                self.env._("This step needs the role Customer Policy / Officer.")
            )

    # Activities

    @api.model
    def _get_activity_types(self):
        return ["crm_policy.mail_activity_type_improvement"]

    def _schedule_due_activity(self):
        self.activity_schedule(
            self._get_activity_types()[0],
            date_deadline=self.date_deadline,
            summary=self.name,
            user_id=self.user_id.id,
        )

    def _update_due_activity(self):
        """Person or time changed: the open activity follows."""
        for improvement in self.filtered("date_deadline"):
            improvement.activity_reschedule(
                self._get_activity_types(),
                date_deadline=improvement.date_deadline,
                new_user_id=improvement.user_id.id,
            )
