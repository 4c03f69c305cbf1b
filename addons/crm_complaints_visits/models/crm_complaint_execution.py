# Copyright 2026 Customer Policy Suite contributors
# License AGPL-3.0 or later (https://www.gnu.org/licenses/agpl).

from odoo import fields, models
from odoo.exceptions import ValidationError
from odoo.fields import Command


class CrmComplaintExecution(models.Model):
    """A visit to the customer carries out what was promised (CMP-03)."""

    _inherit = "crm.complaint.execution"

    visit_id = fields.Many2one(
        "crm.visit",
        string="Done by a Visit",
        check_company=True,
        ondelete="set null",
        index="btree_not_null",
        copy=False,
        help="When the form of the visit is closed, this is done.",
    )

    def write(self, vals):
        result = super().write(vals)
        if vals.get("visit_id"):
            self._check_visit()
        return result

    def _check_visit(self):
        """:raises ValidationError: for a visit to somebody else"""
        for execution in self:
            # sudo: who carries out need not see the complaint's customer
            customer = execution.sudo().complaint_id.partner_id
            if execution.sudo().visit_id.partner_id != customer:
                raise ValidationError(
                    self.env._("The visit is to another customer than who complained.")
                )

    def action_plan_visit(self):
        """Opens a visit to the customer that will carry it out."""
        self.ensure_one()
        if self.visit_id:
            return self.visit_id._get_records_action(context={})
        # sudo: who carries out need not see the complaint; the visit needs its customer
        complaint = self.sudo().complaint_id
        objective = self.env._(
            "%(complaint)s: %(what)s", complaint=complaint.reference, what=self.name
        )
        return self.env["crm.visit"]._get_records_action(
            name=self.env._("Visit"),
            context={
                "default_partner_id": complaint.partner_id.id,
                "default_objective": objective,
                "default_execution_ids": [Command.link(self.id)],
            },
        )

    def _record_visit(self, visit):
        """Done by the visit; what was said there is read on the visit."""
        for execution in self:
            if not (execution.result or "").strip():
                execution.result = self.env._(
                    "Done by the visit %(visit)s.", visit=visit.name
                )
            execution.action_done()
