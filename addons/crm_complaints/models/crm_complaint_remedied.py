# Copyright 2026 Customer Policy Suite contributors
# License AGPL-3.0 or later (https://www.gnu.org/licenses/agpl).

from odoo import fields, models
from odoo.exceptions import UserError

from .crm_complaint_steps import OPEN_STATES


class CrmComplaint(models.Model):
    """Cases of wrong customer information and their remedy plan (CMP-09)."""

    _inherit = "crm.complaint"

    remedy_ids = fields.One2many(
        "crm.complaint.remedy", "complaint_id", string="Remedy Plans"
    )

    def action_open_remedy(self):
        """The remedy plan of the case, or the beginning of one."""
        self.ensure_one()
        if self.kind != "information":
            raise UserError(
                self.env._("A remedy plan belongs to a case of wrong information.")
            )
        remedy = self.remedy_ids.filtered(lambda one: one.state != "cancelled")[:1]
        return remedy._get_records_action(
            name=self.env._("Remedy Plan"),
            context={
                "default_complaint_id": self.id,
                "default_wrong_data": self.name,
            },
        )

    def _report_by_plan(self, superior):
        """The first step of the plan is done: whoever is next has been told of it.

        What the case waits for from now on is the plan (CMP-09).

        :param superior: whose turn the plan is now
        """
        for complaint in self.filtered(lambda one: one.state == "new"):
            complaint._step(
                "reported",
                {
                    "state": "reported",
                    "reported_to_id": superior.id,
                    "reported_on": fields.Datetime.now(),
                },
                superior.name,
            )
        reported = self.filtered(lambda one: one.state == "reported")
        if reported:
            reported._step("investigating", {"state": "investigating"})

    def _close_remedied(self, number):
        """The plan is in the file: so is the case, unless it is closed already."""
        for complaint in self:
            # a case that became a leak goes on: it ends by its own step
            if complaint.state in OPEN_STATES and complaint.kind == "information":
                complaint._lock(*OPEN_STATES)
                complaint._close(
                    "answered",
                    self.env._("Put right by the plan %(number)s.", number=number),
                )
