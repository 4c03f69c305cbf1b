# Copyright 2026 Customer Policy Suite contributors
# License AGPL-3.0 or later (https://www.gnu.org/licenses/agpl).

from odoo import api, fields, models
from odoo.exceptions import LockError, UserError
from odoo.tools import plaintext2html


class CrmComplaintWatchRemark(models.Model):
    """What a department remarks on a project; it may become a complaint (CMP-15)."""

    _name = "crm.complaint.watch.remark"
    _description = "Remark on a Watched Project"
    _order = "noted_on desc, id desc"

    watch_id = fields.Many2one(
        "crm.complaint.watch", required=True, ondelete="cascade", index=True
    )
    company_id = fields.Many2one(related="watch_id.company_id", store=True)
    partner_id = fields.Many2one(related="watch_id.partner_id", store=True)
    noted_on = fields.Date(
        required=True, default=lambda self: self.env.company._policy_today()
    )
    user_id = fields.Many2one(
        "res.users",
        string="By",
        required=True,
        readonly=True,
        default=lambda self: self.env.user,
    )
    unit_id = fields.Many2one(
        "crm.policy.unit", string="Department", index="btree_not_null"
    )
    topic = fields.Selection(
        [
            ("schedule", "Schedule"),
            ("quality", "Quality"),
            ("payment", "Payment"),
            ("service", "Service"),
            ("other", "Other"),
        ],
        required=True,
        default="schedule",
        index=True,
    )
    name = fields.Text(string="Remark", required=True)
    complaint_id = fields.Many2one(
        "crm.complaint",
        readonly=True,
        copy=False,
        ondelete="set null",
        index="btree_not_null",
    )
    may_complain = fields.Boolean(compute="_compute_may_complain")

    @api.depends("topic", "complaint_id")
    def _compute_may_complain(self):
        for remark in self:
            remark.may_complain = (
                not remark.complaint_id and remark.topic in self._get_complaint_topics()
            )

    @api.model
    def _get_complaint_topics(self):
        """Remarks on these become complaints."""
        return ("schedule", "quality", "service")

    @api.model_create_multi
    def create(self, vals_list):
        for vals in vals_list:
            if not self.env.su:
                vals.update(complaint_id=False, user_id=self.env.uid)
        return super().create(vals_list)

    def write(self, vals):
        closed = {"complaint_id", "user_id"} & vals.keys()
        if not self.env.su and (closed or self._is_complained_of()):
            raise UserError(
                self.env._("A remark that became a complaint stays as it is.")
            )
        return super().write(vals)

    @api.ondelete(at_uninstall=False)
    def _unlink_if_no_complaint(self):
        if self._is_complained_of():
            raise UserError(
                self.env._("A remark that became a complaint stays as it is.")
            )

    def _is_complained_of(self):
        # sudo: the complaint may be one that one does not see
        return bool(self.sudo().complaint_id)

    def action_complain(self):
        """The remark becomes a complaint of the customer, both linked.

        :raises UserError: where it is one already, or another topic
        """
        self.ensure_one()
        self.check_access("write")
        try:
            self.lock_for_update()
        except LockError as error:
            raise UserError(
                self.env._("Somebody else is working on this. Try again.")
            ) from error
        self.invalidate_recordset(["complaint_id"])
        if not self.may_complain:
            raise UserError(
                self.env._(
                    "Remarks on schedule, quality or service become a complaint, once."
                )
            )
        complaint = self.env["crm.complaint"].create(self._prepare_complaint())
        # sudo: the link is closed to everybody else (see write)
        self.sudo().complaint_id = complaint
        return complaint._get_records_action(context={})

    def _prepare_complaint(self):
        watch = self.watch_id
        return {
            "name": self.name.strip().splitlines()[0][:128],
            "description": plaintext2html(self.name),
            "company_id": watch.company_id.id,
            "partner_id": watch.partner_id.id,
            "watch_id": watch.id,
            "channel_id": self.env.ref(
                "crm_complaints.crm_complaint_channel_visit", raise_if_not_found=False
            ).id,
            "unit_id": (self.unit_id or watch.unit_id).id,
            "user_id": watch.user_id.id,
            "subject_kind": "project",
            "subject_name": watch.display_name,
        }
