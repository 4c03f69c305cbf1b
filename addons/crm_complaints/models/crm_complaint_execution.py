# Copyright 2026 Customer Policy Suite contributors
# License AGPL-3.0 or later (https://www.gnu.org/licenses/agpl).

from odoo import api, fields, models
from odoo.exceptions import UserError

PLAN_FIELDS = frozenset(
    {"complaint_id", "kind_id", "name", "unit_id", "user_id", "planned_on", "cost"}
)


class CrmComplaintExecution(models.Model):
    """What is done to make a complaint good, by whom and until when (CMP-03)."""

    _name = "crm.complaint.execution"
    _inherit = [
        "crm.complaint.part.mixin",
        "crm.policy.overdue.mixin",
        "crm.policy.upload.mixin",
        "crm.policy.xlsx.mixin",
    ]
    _description = "Execution of a Remedy"
    _order = "planned_on, id"
    _check_company_auto = True
    _first_state = "planned"
    _due_field = "planned_on"
    _undone_states = ("planned",)

    kind_id = fields.Many2one(
        "crm.complaint.execution.kind",
        string="Kind of Execution",
        required=True,
        index=True,
        ondelete="restrict",
    )
    name = fields.Char(string="What is Done", required=True)
    unit_id = fields.Many2one(
        "crm.policy.unit",
        string="Department",
        compute="_compute_unit_id",
        store=True,
        precompute=True,
        readonly=False,
        index=True,
        ondelete="restrict",
        check_company=True,
    )
    user_id = fields.Many2one(
        "res.users",
        string="Responsible",
        compute="_compute_user_id",
        store=True,
        precompute=True,
        readonly=False,
        index=True,
        domain="[('share', '=', False)]",
    )
    planned_on = fields.Date(string="Planned until", required=True, index=True)
    done_on = fields.Date(readonly=True, copy=False)
    done_by_id = fields.Many2one("res.users", readonly=True, copy=False)
    result = fields.Text(help="What was done in the end; asked for before it is done.")
    attachment_ids = fields.Many2many(
        "ir.attachment", string="Evidence", copy=False, bypass_search_access=True
    )
    currency_id = fields.Many2one(related="company_id.currency_id")
    cost = fields.Monetary(string="Own Cost")
    state = fields.Selection(
        [("planned", "Planned"), ("done", "Done"), ("cancelled", "Cancelled")],
        string="Status",
        default="planned",
        required=True,
        readonly=True,
        index=True,
        copy=False,
        tracking=True,
    )
    cancel_reason = fields.Text(readonly=True, copy=False, tracking=True)

    _cost_check = models.Constraint("CHECK(cost >= 0)", "A cost is not negative.")

    @api.depends("complaint_id", "name")
    def _compute_display_name(self):
        for execution in self:
            execution.display_name = self.env._(
                "%(complaint)s: %(name)s",
                complaint=execution.complaint_id.reference or "",
                name=execution.name or "",
            )

    @api.depends("complaint_id")
    def _compute_unit_id(self):
        for execution in self:
            execution.unit_id = execution.unit_id or execution.complaint_id.unit_id

    @api.depends("unit_id")
    def _compute_user_id(self):
        for execution in self:
            execution.user_id = execution._get_heads(execution.unit_id)[:1]

    def _get_decision_fields(self):
        return super()._get_decision_fields() | {
            "done_on",
            "done_by_id",
            "cancel_reason",
        }

    @api.model_create_multi
    def create(self, vals_list):
        executions = super().create(vals_list)
        for execution in executions:
            execution._ask(execution.user_id, execution.planned_on)
        return executions

    def write(self, vals):
        if PLAN_FIELDS & vals.keys() and not self.env.su:
            if any(execution.state != "planned" for execution in self):
                raise UserError(self.env._("What is done or cancelled stays as it is."))
        result = super().write(vals)
        if not vals.keys().isdisjoint({"user_id", "planned_on"}):
            planned = self.filtered(lambda execution: execution.state == "planned")
            planned._close_request()
            for execution in planned:
                execution._ask(execution.user_id, execution.planned_on)
        return result

    @api.ondelete(at_uninstall=False)
    def _unlink_if_planned(self):
        if any(execution.state != "planned" for execution in self):
            raise UserError(self.env._("What is done or cancelled is kept."))

    # -- steps -------------------------------------------------------------------------

    def action_done(self):
        self._lock("planned")
        for execution in self:
            if not (execution.result or "").strip():
                raise UserError(self.env._("Say first what was done."))
            execution._decide(
                {
                    "state": "done",
                    "done_on": execution.company_id._policy_today(),
                    "done_by_id": self.env.uid,
                }
            )
        self._close_request()

    def action_cancel(self):
        """Ask for the reason."""
        return self._ask_reason("cancel")

    def _get_reasoned_steps(self):
        return {"cancel": (self._cancel, self.env._("Cancel"))}

    def _cancel(self, reason):
        """:param str reason: why it is not done"""
        self._lock("planned")
        self.complaint_id._check_handles()
        self._decide({"state": "cancelled", "cancel_reason": reason})
        self._close_request()

    def _lapse(self, reason):
        """Not carried out any more, with the reason why the case ended."""
        planned = self.filtered(lambda execution: execution.state == "planned")
        planned._decide({"state": "cancelled", "cancel_reason": reason})
        return super()._lapse(reason)

    @api.readonly
    def action_export_xlsx(self):
        """The workbook of the selected executions, or of all that the list shows."""
        return self._print_xlsx("crm_complaints.execution_xlsx")

    def _get_request_summary(self):
        self.ensure_one()
        return self.env._(
            "%(complaint)s: carry out “%(name)s”",
            complaint=self.complaint_id.reference,
            name=self.name,
        )
