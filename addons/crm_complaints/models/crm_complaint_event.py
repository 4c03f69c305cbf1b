# Copyright 2026 Customer Policy Suite contributors
# License AGPL-3.0 or later (https://www.gnu.org/licenses/agpl).

from odoo import api, fields, models


class CrmComplaintEvent(models.Model):
    """What happened to a complaint, when and by whom; clocks run on these (CMP-03).

    Written by the steps of the complaint only, and never changed.
    """

    _name = "crm.complaint.event"
    _description = "Complaint Event"
    _order = "moment desc, id desc"
    _rec_name = "kind"

    complaint_id = fields.Many2one(
        "crm.complaint", required=True, readonly=True, index=True, ondelete="cascade"
    )
    company_id = fields.Many2one(related="complaint_id.company_id", store=True)
    moment = fields.Datetime(string="When", required=True, readonly=True, index=True)
    kind = fields.Selection(
        [
            ("received", "Received"),
            ("acknowledged", "Receipt Confirmed"),
            ("reported", "Reported to Superior"),
            ("investigating", "Investigation Begun"),
            ("replied", "Replied"),
            ("executing", "Execution Begun"),
            ("executed", "Executed"),
            ("asked", "Customer Asked to Confirm"),
            ("confirmed", "Customer Satisfied"),
            ("dissatisfied", "Customer Not Satisfied"),
            ("reopened", "Reopened"),
            ("waiting", "Waiting for Customer"),
            ("resumed", "Customer Has Answered"),
            ("joined", "Reported Again"),
            ("escalated", "Escalated"),
            ("closed", "Closed"),
            ("cancelled", "Cancelled"),
            ("merged", "Became Part of Another"),
        ],
        string="What",
        required=True,
        readonly=True,
    )
    user_id = fields.Many2one("res.users", string="By", readonly=True)
    state_from = fields.Selection(
        selection=lambda self: self._selection_state(), readonly=True
    )
    state_to = fields.Selection(
        selection=lambda self: self._selection_state(), readonly=True
    )
    note = fields.Text(readonly=True)

    @api.model
    def _selection_state(self):
        state = self.env["crm.complaint"]._fields["state"]
        return state._description_selection(self.env)
