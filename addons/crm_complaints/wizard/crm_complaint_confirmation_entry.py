# Copyright 2026 Customer Policy Suite contributors
# License AGPL-3.0 or later (https://www.gnu.org/licenses/agpl).

from odoo import api, fields, models

from ..models.crm_complaint_confirmation import MARK_FIELDS, MARKS


class CrmComplaintConfirmationEntry(models.TransientModel):
    """Takes down what the customer says by phone or wrote on the form (CMP-04)."""

    _name = "crm.complaint.confirmation.entry"
    _description = "Customer's Answer"

    complaint_id = fields.Many2one("crm.complaint", required=True, readonly=True)
    way = fields.Selection(
        [("phone", "Phone"), ("paper", "Paper")],
        string="Answered by",
        required=True,
        default="phone",
    )
    answerer_name = fields.Char(
        string="Name of Who Answered",
        compute="_compute_person",
        store=True,
        precompute=True,
        readonly=False,
        required=True,
    )
    phone = fields.Char(
        compute="_compute_person",
        store=True,
        precompute=True,
        readonly=False,
        help="The number that was called.",
    )
    satisfied = fields.Selection(
        [("yes", "Yes"), ("partly", "Partly"), ("no", "No")], required=True
    )
    timeliness = fields.Selection(MARKS)
    attitude = fields.Selection(MARKS)
    result = fields.Selection(MARKS)
    comment = fields.Text()
    scan = fields.Binary(string="Scan of the Form")
    scan_name = fields.Char()
    is_signed = fields.Boolean(string="Signed and Stamped")

    @api.depends("complaint_id")
    def _compute_person(self):
        """Who complained is usually who answers."""
        for entry in self:
            entry.answerer_name = entry.complaint_id.contact_name
            entry.phone = entry.complaint_id.phone

    def action_confirm(self):
        self.ensure_one()
        names = ["way", "answerer_name", "satisfied", "comment", *MARK_FIELDS]
        names += {
            "phone": ["phone"],
            "paper": ["scan", "scan_name", "is_signed"],
        }[self.way]
        self.complaint_id._enter_confirmation({name: self[name] for name in names})
