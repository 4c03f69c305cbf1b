# Copyright 2026 Customer Policy Suite contributors
# License AGPL-3.0 or later (https://www.gnu.org/licenses/agpl).

from odoo import api, fields, models
from odoo.exceptions import AccessError, UserError, ValidationError

from .crm_complaint import CLOSED_STATES


class CrmComplaint(models.Model):
    """What stands in a complaint, and who may still change it (CMP-03, CMP-04)."""

    _inherit = "crm.complaint"

    may_correct = fields.Boolean(compute="_compute_may_correct")

    @api.depends_context("uid")
    def _compute_may_correct(self):
        self.may_correct = self.env.user.has_group("crm_policy.group_officer")

    def write(self, vals):
        if not self.env.su:
            if self._get_content_fields() & vals.keys():
                self._check_open()
            if "kind" in vals:
                self._check_reclassified(vals["kind"])
            if "received_on" in vals:
                self._check_received_again(vals["received_on"])
        return super().write(vals)

    def _check_open(self):
        """:raises UserError: a closed case stays as it is, with all its parts"""
        if self.filtered(lambda complaint: complaint.state in CLOSED_STATES):
            raise UserError(
                self.env._(
                    "The complaint is closed and stays as it is. Reopen it with a "
                    "reason to go on."
                )
            )

    def _check_reclassified(self, kind):
        """No case changes its kind to end more easily (CMP-04)

        :raises AccessError: for all but officers once it was reported
        :raises UserError: once there is a reply
        """
        labels = dict(self._fields["state"]._description_selection(self.env))
        for complaint in self:
            if complaint.kind == kind or complaint.state == "new":
                continue
            if complaint.state not in ("reported", "investigating"):
                raise UserError(complaint._get_refusal(labels[complaint.state]))
            complaint._check_may_correct()

    def _check_received_again(self, moment):
        """:raises AccessError: for all but officers: deadlines run from it (CMP-03)"""
        moment = fields.Datetime.to_datetime(moment)
        self.filtered(lambda case: case.received_on != moment)._check_may_correct()

    def _check_may_correct(self):
        if not all(complaint.may_correct for complaint in self):
            raise AccessError(self.env._("An officer corrects this. Ask one."))

    @api.constrains("received_on")
    def _check_received_on(self):
        """Nothing came in later than now (CMP-01)."""
        now = fields.Datetime.now()
        if any(complaint.received_on > now for complaint in self):
            raise ValidationError(
                self.env._("It cannot have been received in the future.")
            )

    @api.model
    def _get_content_fields(self):
        """What a closed case keeps as it was."""
        return {
            "name",
            "kind",
            "partner_id",
            "contact_id",
            "contact_name",
            "email_from",
            "phone",
            "channel_id",
            "category_id",
            "severity",
            "subject_kind",
            "subject_name",
            "subject_ref",
            "description",
            "wish",
            "received_on",
            "unit_id",
            "user_id",
        }
