# Copyright 2026 Customer Policy Suite contributors
# License AGPL-3.0 or later (https://www.gnu.org/licenses/agpl).

from odoo import api, fields, models
from odoo.tools import format_date


class CrmComplaint(models.Model):
    """What a case waits for, in one sentence for who opens it (CMP-02 to CMP-04)."""

    _inherit = "crm.complaint"

    next_step = fields.Char(compute="_compute_next_step", compute_sudo=True)
    next_part = fields.Selection(
        [("reply", "Reply"), ("remedy", "Remedy Plan")],
        compute="_compute_next_step",
        compute_sudo=True,
        help="What the sentence is about, for the button beside it.",
    )

    @api.depends(
        "kind",
        "state",
        "is_waiting",
        "severity",
        "unit_id",
        "user_id",
        "reported_to_id",
        "asked_on",
        "cause_id",
        "cause_unit_id",
        "panel_skipped_cycle",
        "finding_ids.state",
        "reply_ids.state",
        "execution_ids.state",
        "remedy_ids.state",
        "remedy_ids.current_stage_id",
    )
    @api.depends_context("lang")
    def _compute_next_step(self):
        for complaint in self:
            complaint.next_part = False
            complaint.next_step = False
            if not (complaint._is_closed() or complaint.is_waiting):
                complaint.next_step = complaint._get_next_step()
                complaint.next_part = complaint._get_next_part()

    def _get_next_step(self):
        """The sentence for the state, or for the way that the kind of case goes."""
        self.ensure_one()
        if self.kind == "opinion":
            return self._get_next_of_opinion()
        if self.kind == "information":
            return self._get_next_of_information()
        if self.kind == "leak" and self.state != "new":
            return self.env._(
                "Add to the log, settle accountability, then close the incident."
            )
        return {
            "new": self._get_next_of_new,
            "reported": self._get_next_of_reported,
            "investigating": self._get_next_of_investigating,
            "replied": self._get_next_of_replied,
            "executing": self._get_next_of_executing,
            "awaiting": self._get_next_of_awaiting,
        }[self.state]()

    def _get_next_part(self):
        self.ensure_one()
        if self.kind == "information":
            return "remedy"
        is_complete = self.finding_ids and not self._get_missing_findings()
        wants_reply = self.kind == "complaint" and self.state == "investigating"
        return wants_reply and (self._get_open_reply() or is_complete) and "reply"

    # -- what is looked at -------------------------------------------------------------

    def _get_missing_findings(self):
        """Findings that the reply waits for."""
        if self.panel_skipped_cycle == self._get_cycle():
            return self.finding_ids.browse()
        return self._get_open_findings()

    def _get_open_reply(self):
        return self.reply_ids.filtered(lambda reply: reply.state != "sent")[:1]

    def _get_planned_executions(self):
        return self.execution_ids.filtered(lambda one: one.state == "planned")

    # -- sentences ---------------------------------------------------------------------

    def _get_next_of_opinion(self):
        if self.state == "replied":
            return self.env._(
                "Answered. Open an improvement action if something is to be "
                "corrected, then close it."
            )
        return self.env._(
            "Classify the opinion and answer it. What needs an investigation becomes "
            "a complaint."
        )

    def _get_next_of_information(self):
        remedy = self.remedy_ids.filtered(lambda one: one.state == "running")[:1]
        if not remedy:
            return self.env._("Begin the remedy plan.")
        return self.env._(
            "Remedy plan: %(step)s. It is the turn of %(people)s.",
            step=remedy.current_stage_id.name,
            people=", ".join(remedy.turn_ids.mapped("name")) or self.env._("nobody"),
        )

    def _get_next_of_new(self):
        if not (self.unit_id and self.user_id):
            return self.env._(
                "Choose department and handler, then report to the superior at once."
            )
        return self.env._("Report to the superior at once.")

    def _get_next_of_reported(self):
        return self.env._(
            "%(superior)s has been told. Investigate with the departments concerned.",
            superior=self.reported_to_id.name or "—",
        )

    def _get_next_of_investigating(self):
        missing = self._get_missing_findings()
        if missing:
            cycle = self._get_cycle()
            asked = self.finding_ids.filtered(lambda one: one.cycle == cycle)
            return self.env._(
                "Signed by %(signed)s of %(all)s departments. Still open: %(units)s.",
                signed=len(asked - missing),
                all=len(asked),
                units=", ".join(missing.unit_id.mapped("name")),
            )
        reply = self._get_open_reply()
        if reply:
            return self._get_next_of_reply(reply)
        if self.finding_ids:
            return self.env._("All have signed: write the reply.")
        return self.env._("Collect the findings, then reply to the customer.")

    def _get_next_of_reply(self, reply):
        if reply.state == "submitted":
            return self.env._(
                "The reply waits for approval by %(people)s.",
                people=", ".join(reply._get_approvers().mapped("name")),
            )
        if reply.state == "approved":
            return self.env._("The reply is approved: send it.")
        if reply.state == "returned":
            return self.env._("The reply was returned: change it.")
        return self.env._("Finish the reply and submit it.")

    def _get_next_of_replied(self):
        if self._get_planned_executions():
            return self.env._("Carry out what was promised.")
        if self._lacks_cause():
            return self._get_next_of_cause()
        return self.env._(
            "Carry out what was promised, or ask the customer to confirm if nothing "
            "is to be done."
        )

    def _get_next_of_executing(self):
        planned = self._get_planned_executions()
        if planned:
            return self.env._(
                "Still to be done: %(executions)s.",
                executions=", ".join(planned.mapped("name")),
            )
        if self._lacks_cause():
            return self._get_next_of_cause()
        return self.env._("All is done: ask the customer to confirm.")

    def _get_next_of_cause(self):
        return self.env._("Name cause and department, then ask the customer.")

    def _get_next_of_awaiting(self):
        asked = self.company_id._get_policy_date(self.asked_on)
        return self.env._(
            "The customer was asked on %(date)s. Enter the answer, or reopen the case.",
            date=format_date(self.env, asked),
        )
