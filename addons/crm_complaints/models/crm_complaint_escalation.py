# Copyright 2026 Customer Policy Suite contributors
# License AGPL-3.0 or later (https://www.gnu.org/licenses/agpl).

from odoo import api, fields, models
from odoo.fields import Domain


class CrmComplaintEscalation(models.Model):
    """A step of the ladder that fell due for a milestone: queue and log (CMP-02).

    Each step of each milestone stands here once; that is why nobody is woken twice.
    """

    _name = "crm.complaint.escalation"
    _description = "Escalation of a Complaint"
    _order = "due_at desc, id desc"

    milestone_id = fields.Many2one(
        "crm.complaint.milestone",
        required=True,
        readonly=True,
        index=True,
        ondelete="cascade",
    )
    complaint_id = fields.Many2one(
        "crm.complaint", required=True, readonly=True, index=True, ondelete="cascade"
    )
    company_id = fields.Many2one(
        "res.company", required=True, readonly=True, index=True, ondelete="cascade"
    )
    milestone_kind = fields.Selection(related="milestone_id.kind", string="Deadline")
    unit_id = fields.Many2one(related="complaint_id.unit_id")
    step_id = fields.Many2one(
        "crm.complaint.escalation.step",
        required=True,
        readonly=True,
        index=True,
        ondelete="restrict",
    )
    step_sequence = fields.Integer(readonly=True, aggregator=None)
    cause = fields.Selection(
        [("time", "Time"), ("reopened", "Reopened")], readonly=True, default="time"
    )
    state = fields.Selection(
        [("queued", "Waits for Opening"), ("done", "Woken"), ("skipped", "Left Out")],
        required=True,
        readonly=True,
        default="queued",
    )
    skip_reason = fields.Selection(
        [
            ("superseded", "A higher step was due"),
            ("settled", "Settled before anybody was woken"),
            ("nobody", "There is nobody to wake"),
        ],
        string="Left Out Because",
        readonly=True,
    )
    user_id = fields.Many2one(
        "res.users", string="Woken", readonly=True, index="btree_not_null"
    )
    due_at = fields.Datetime(string="Fell Due", required=True, readonly=True)
    send_at = fields.Datetime(
        string="Not Before",
        readonly=True,
        help="The next opening of whoever is to be woken.",
    )
    sent_on = fields.Datetime(string="Woken On", readonly=True)

    # the insert of the ladder names this index (ON CONFLICT)
    _once = models.UniqueIndex("(milestone_id, step_id)")
    _queue_idx = models.Index("(send_at) WHERE state = 'queued'")

    @api.depends("step_id", "complaint_id.reference")
    @api.depends_context("lang")
    def _compute_display_name(self):
        for escalation in self:
            escalation.display_name = (
                f"{escalation.complaint_id.reference}: {escalation.step_id.name}"
            )

    @api.model
    def _forget(self, milestones):
        """Takes what was not sent yet out of the queue: its time has moved."""
        if milestones:
            self.sudo().search(
                Domain("milestone_id", "in", milestones.ids)
                & Domain("state", "=", "queued")
                & Domain("cause", "=", "time")
            ).unlink()

    def action_open_complaint(self):
        self.ensure_one()
        return self.complaint_id._get_records_action(context={})
