# Copyright 2026 Customer Policy Suite contributors
# License AGPL-3.0 or later (https://www.gnu.org/licenses/agpl).

from odoo import fields, models


class CrmComplaintRemedyEvent(models.Model):
    """What happened with a remedy plan: decisions with person and time (CMP-09)."""

    _name = "crm.complaint.remedy.event"
    _description = "History of a Remedy Plan"
    _order = "id"
    _rec_name = "stage_name"

    remedy_id = fields.Many2one(
        "crm.complaint.remedy", required=True, ondelete="cascade", index=True
    )
    moment = fields.Datetime(required=True, default=lambda self: fields.Datetime.now())
    stage_name = fields.Char(string="Step", required=True)
    decision = fields.Selection(
        [
            ("begun", "Begun"),
            ("passed", "Passed"),
            ("returned", "Sent Back"),
            ("reported", "Department Reported"),
            ("filed", "Filed"),
            ("cancelled", "Cancelled"),
        ],
        required=True,
    )
    user_id = fields.Many2one("res.users", string="By", required=True)
    note = fields.Text()
