# Copyright 2026 Customer Policy Suite contributors
# License AGPL-3.0 or later (https://www.gnu.org/licenses/agpl).

from odoo import api, fields, models
from odoo.exceptions import AccessError, UserError

from ..engine.quality import is_sampled
from .crm_visit_inspection import SENT_BACK


class CrmVisit(models.Model):
    """Closed forms are read and graded, or sent back (VIS-03)."""

    _inherit = "crm.visit"

    inspection_ids = fields.One2many(
        "crm.visit.inspection", "visit_id", string="Inspections"
    )
    can_inspect = fields.Boolean(compute="_compute_can_inspect")

    @api.depends("state", "team_id", "user_id", "companion_ids")
    @api.depends_context("uid")
    def _compute_can_inspect(self):
        for visit in self:
            visit.can_inspect = (
                visit.state == "done"
                and self.env.user not in visit._get_participants()
                and visit._may_inspect()
            )

    def _get_participants(self):
        """Who took part, and therefore does not inspect."""
        return self.user_id | self.companion_ids

    def _may_inspect(self):
        """Store managers inspect their team's forms, officers all."""
        if self.env.user.has_group("crm_policy.group_officer"):
            return True
        # sudo: who leads a team need not be able to read its settings
        return self.team_id.sudo().user_id == self.env.user

    def action_inspect(self):
        """Opens the reading of the form, also of one that the sample left out.

        :raises UserError: when the form is not closed
        :raises AccessError: for those who took part, and for colleagues
        """
        self.ensure_one()
        self.check_access("read")
        if self.state != "done":
            raise UserError(self.env._("Only a closed form is inspected, once."))
        if not self.can_inspect:
            raise AccessError(
                self.env._(
                    "Forms are inspected by the store manager or an officer who did "
                    "not take part."
                )
            )
        # sudo: whether a form waits is not a secret for those who may inspect it
        waiting = self.sudo().inspection_ids.filtered(
            lambda inspection: inspection.state == "waiting"
        )
        inspection = waiting or self.env["crm.visit.inspection"]._ask(self)
        return inspection._get_records_action(context={})

    def _after_done(self):
        result = super()._after_done()
        # sudo: the reminder may have been given by somebody else
        self.sudo().activity_feedback([SENT_BACK])
        self.env["crm.visit.inspection"]._ask(self._get_sample())
        return result

    def _get_sample(self):
        """Which of the forms just closed are read: the share of the company's setting.

        At least one form of each representative a period; what was sent back, always.
        """
        return self.filtered(
            lambda visit: visit.sent_back_count
            or is_sampled(visit.id, visit.company_id.visit_inspection_share)
            or visit._is_first_of_period()
        )

    def _is_first_of_period(self):
        """Whether no form of the representative was chosen in this period so far."""
        if not self.company_id.visit_inspection_share:
            return False
        # sudo: representatives do not see what waits to be read
        return (
            not self.env["crm.visit.inspection"]
            .sudo()
            .search_count(
                [
                    ("company_id", "=", self.company_id.id),
                    ("user_id", "=", self.user_id.id),
                    (
                        "form_closed",
                        ">=",
                        self.company_id._get_inspection_period_start_utc(),
                    ),
                ],
                limit=1,
            )
        )

    def _reopen(self, note, sent_back=False):
        result = super()._reopen(note, sent_back=sent_back)
        # sudo: who opens the form need not be the one who would read it
        self.sudo().inspection_ids.filtered(
            lambda inspection: inspection.state == "waiting"
        )._withdraw()
        return result

    def _tell_sent_back(self, remark):
        """The representative has something to do, and reads why."""
        self.ensure_one()
        speaking = self.with_context(lang=self.user_id.lang)
        speaking.activity_schedule(
            SENT_BACK,
            summary=speaking.env._("Improve the form and close it again"),
            note=remark,
            user_id=self.user_id.id,
        )
