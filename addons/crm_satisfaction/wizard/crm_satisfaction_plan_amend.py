# Copyright 2026 Customer Policy Suite contributors
# License AGPL-3.0 or later (https://www.gnu.org/licenses/agpl).

from odoo import api, fields, models
from odoo.exceptions import UserError

from ..models.crm_satisfaction_plan_line import WAYS

CHANGED = ("date_from", "date_to", "user_id", "agency_id", "note")


class CrmSatisfactionPlanAmend(models.TransientModel):
    """Changes an approved plan, and keeps why (SAT-06)."""

    _name = "crm.satisfaction.plan.amend"
    _description = "Amend a Survey Plan"

    plan_id = fields.Many2one("crm.satisfaction.plan", required=True, readonly=True)
    company_id = fields.Many2one(related="plan_id.company_id")
    step = fields.Selection(
        [
            ("changed", "Change a Line"),
            ("cancelled", "Cancel a Line"),
            ("added", "Add a Line"),
            ("proposed", "Add What Is Missing"),
        ],
        string="What",
        required=True,
        default="changed",
    )
    line_id = fields.Many2one(
        "crm.satisfaction.plan.line",
        domain="[('plan_id', '=', plan_id), ('is_cancelled', '=', False)]",
    )
    subject_id = fields.Many2one(
        "crm.satisfaction.subject",
        string="Object",
        domain="[('company_id', '=', company_id)]",
    )
    date_from = fields.Date(
        string="From", compute="_compute_of_line", store=True, readonly=False
    )
    date_to = fields.Date(
        string="Due", compute="_compute_of_line", store=True, readonly=False
    )
    user_id = fields.Many2one(
        "res.users",
        string="Carried out by",
        domain="[('share', '=', False), ('company_ids', 'in', company_id)]",
        compute="_compute_of_line",
        store=True,
        readonly=False,
    )
    agency_id = fields.Many2one(
        "res.partner",
        string="Outside Agency",
        compute="_compute_of_line",
        store=True,
        readonly=False,
    )
    note = fields.Char(compute="_compute_of_line", store=True, readonly=False)
    way_online = fields.Boolean(
        string="Online", compute="_compute_of_line", store=True, readonly=False
    )
    way_phone = fields.Boolean(
        string="Phone", compute="_compute_of_line", store=True, readonly=False
    )
    way_interview = fields.Boolean(
        string="Interview", compute="_compute_of_line", store=True, readonly=False
    )
    way_paper = fields.Boolean(
        string="Paper", compute="_compute_of_line", store=True, readonly=False
    )
    reason = fields.Text(required=True)

    @api.depends("line_id")
    def _compute_of_line(self):
        for dialog in self:
            for name in self._get_line_fields():
                dialog[name] = dialog.line_id[name]
            dialog.way_online = dialog.line_id.way_online or not dialog.line_id

    @api.model_create_multi
    def create(self, vals_list):
        """What is not said stays as the line has it, or is as in a new line."""
        lines = self.env["crm.satisfaction.plan.line"]
        names = self._get_line_fields()
        for vals in vals_list:
            line = lines.browse(vals.get("line_id"))
            known = line.copy_data()[0] if line else lines.default_get(list(names))
            vals.update(
                {name: vals.get(name, known.get(name, False)) for name in names}
            )
        return super().create(vals_list)

    @api.model
    def _get_line_fields(self):
        return (*CHANGED, *(f"way_{way}" for way in WAYS))

    def action_confirm(self):
        """:raises UserError: for who may not decide about plans"""
        self.ensure_one()
        if not self.reason.strip():
            raise UserError(self.env._("Say why; it stays in the history."))
        plan = self.plan_id
        plan.check_access("read")
        plan._check_may_decide()
        # sudo: who decides about plans amends those of all departments
        plan.sudo()._lock("approved")
        steps = {
            "changed": self._change,
            "cancelled": self._cancel,
            "added": self._add,
            "proposed": self._propose,
        }
        steps[self.step]()
        plan.sudo().line_ids.subject_id._schedule_soon()

    def _get_line(self):
        if self.line_id.plan_id != self.plan_id or self.line_id.is_cancelled:
            raise UserError(self.env._("Choose a line of the plan."))
        # sudo: see action_confirm
        return self.line_id.sudo()

    def _get_line_values(self):
        values = {name: self[name] for name in self._get_line_fields()}
        return values | {"user_id": self.user_id.id, "agency_id": self.agency_id.id}

    def _change(self):
        line = self._get_line()
        before = line._describe()
        line.write(self._get_line_values())
        planned = line.measurement_ids.filtered(lambda one: one.state == "planned")
        planned._decide(line._prepare_measurement())
        self._record(line, "changed", before)

    def _cancel(self):
        self._get_line()._cancel_line(self.reason)

    def _add(self):
        if not self.subject_id:
            raise UserError(self.env._("Say which object is measured."))
        # sudo: see action_confirm
        line = self.plan_id.sudo().line_ids.create(
            {
                **self._get_line_values(),
                "plan_id": self.plan_id.id,
                "subject_id": self.subject_id.id,
            }
        )
        self._record(line, "added")

    def _propose(self):
        # sudo: see action_confirm
        lines = self.plan_id.sudo()._propose()
        lines._link_measurements()
        self._record(lines, "added")

    def _record(self, lines, step, before=False):
        amendments = self.env["crm.satisfaction.plan.amendment"]
        amendments._record(lines, step, self.reason, before)
