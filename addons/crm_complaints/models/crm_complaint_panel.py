# Copyright 2026 Customer Policy Suite contributors
# License AGPL-3.0 or later (https://www.gnu.org/licenses/agpl).

from odoo import api, fields, models
from odoo.exceptions import AccessError, UserError


class CrmComplaint(models.Model):
    """The panel: several departments investigate, each signs (CMP-03)."""

    _inherit = "crm.complaint"

    finding_ids = fields.One2many(
        "crm.complaint.finding", "complaint_id", string="Findings", copy=False
    )
    finding_open_count = fields.Integer(
        string="Open Findings", compute="_compute_finding_open_count"
    )
    panel_reason = fields.Text(
        string="Gone on without All Findings",
        readonly=True,
        copy=False,
        tracking=True,
    )
    panel_skipped_cycle = fields.Integer(readonly=True, copy=False)

    @api.depends("finding_ids.state", "reopen_count")
    def _compute_finding_open_count(self):
        for complaint in self:
            complaint.finding_open_count = len(complaint._get_open_findings())

    def _get_decision_fields(self):
        return super()._get_decision_fields() | {"panel_reason", "panel_skipped_cycle"}

    def _get_cycle(self):
        """1 for the first handling, one more for each reopening"""
        return self.reopen_count + 1

    def _get_open_findings(self):
        self.ensure_one()
        cycle = self._get_cycle()
        return self.finding_ids.filtered(
            lambda finding: finding.cycle == cycle
            and finding.state in ("asked", "returned")
        )

    # -- steps -------------------------------------------------------------------------

    def action_investigate(self):
        result = super().action_investigate()
        self._ask_panel()
        return result

    def _get_reasoned_steps(self):
        return {
            **super()._get_reasoned_steps(),
            "skip_panel": (self._skip_panel, self.env._("Go on without All Findings")),
        }

    def _skip_panel(self, reason):
        """Goes on though departments have not signed; a manager says why.

        :param str reason: why their findings are not waited for
        """
        self._check_manager()
        self._lock("reported", "investigating")
        for complaint in self:
            complaint._decide(
                {"panel_reason": reason, "panel_skipped_cycle": complaint._get_cycle()}
            )
            missing = complaint._get_open_findings()
            complaint.message_post(
                body=self.env._(
                    "Gone on without the findings of %(units)s: %(reason)s",
                    units=", ".join(missing.unit_id.mapped("name")),
                    reason=reason,
                )
            )
            missing._close_request()

    def _reopen(self, reason):
        """Not settled after all, so every department looks again."""
        result = super()._reopen(reason)
        self._ask_panel()
        return result

    def _mark_replied(self, note=None):
        self._check_panel()
        return super()._mark_replied(note)

    # -- panel -------------------------------------------------------------------------

    def _get_panel_units(self):
        """The departments that investigate; bridges add those of a project."""
        self.ensure_one()
        return self.category_id._get_panel_units().filtered(
            lambda unit: unit.company_id == self.company_id
        )

    def _ask_panel(self):
        """Asks every department of the panel that is not asked in this cycle yet."""
        findings = []
        for complaint in self:
            cycle = complaint._get_cycle()
            asked = complaint.finding_ids.filtered(
                lambda finding, cycle=cycle: finding.cycle == cycle
            ).unit_id
            findings += [
                {"complaint_id": complaint.id, "unit_id": unit.id}
                for unit in complaint._keep_to_confidants(
                    complaint._get_panel_units() - asked
                )
            ]
        # sudo: whoever may begin the investigation asks the whole panel
        self.env["crm.complaint.finding"].sudo().create(findings)

    def _check_panel(self):
        """Refuses to go on while a department has not signed.

        :raises UserError: naming the departments
        """
        for complaint in self:
            missing = complaint._get_open_findings()
            if missing and complaint.panel_skipped_cycle != complaint._get_cycle():
                raise UserError(
                    self.env._(
                        "%(complaint)s is still investigated by %(units)s. A manager "
                        "may go on without their findings, with a reason.",
                        complaint=complaint.display_name,
                        units=", ".join(missing.unit_id.mapped("name")),
                    )
                )

    def _tell_panel_complete(self):
        """The handler learns that everybody has signed."""
        for complaint in self:
            if complaint.user_id and not complaint._get_open_findings():
                # sudo: a panel member need not be able to plan the handler's work
                complaint.sudo().activity_schedule(
                    "mail.mail_activity_data_todo",
                    date_deadline=complaint.company_id._policy_today(),
                    summary=complaint._get_reply_request(),
                    user_id=complaint.user_id.id,
                )

    def _get_reply_request(self):
        """What the handler is asked for then, in the handler's language."""
        env = self.with_context(lang=self.user_id.lang).env
        return env._("All departments have signed: reply")

    # -- guards ------------------------------------------------------------------------

    def _is_handled_by_me(self):
        """Officers, the handler, and the members and heads of the department"""
        self.ensure_one()
        user = self.env.user
        return (
            self.env.su
            or user.has_group("crm_policy.group_officer")
            or user == self.user_id
            or self.unit_id in user.policy_unit_ids
        )

    def _check_handles(self):
        """:raises AccessError: for who only belongs to the panel"""
        if not all(complaint._is_handled_by_me() for complaint in self):
            raise AccessError(
                self.env._("This is up to those who handle the complaint.")
            )

    def _check_state_of_work(self, *states):
        """:raises UserError: when the complaint has moved on"""
        labels = dict(self._fields["state"]._description_selection(self.env))
        for complaint in self:
            if complaint.state not in states:
                raise UserError(complaint._get_refusal(labels[complaint.state]))
