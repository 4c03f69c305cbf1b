# Copyright 2026 Customer Policy Suite contributors
# License AGPL-3.0 or later (https://www.gnu.org/licenses/agpl).

from odoo import fields, models


class CrmComplaintAnswer(models.TransientModel):
    """What the customer is told about an opinion, and how (CMP-14)."""

    _name = "crm.complaint.answer"
    _description = "Answer to an Opinion"

    complaint_id = fields.Many2one("crm.complaint", required=True, readonly=True)
    way = fields.Selection(
        selection=lambda self: self.env["crm.complaint"]
        ._fields["answer_way"]
        ._description_selection(self.env),
        required=True,
        default="mail",
    )
    email_from = fields.Char(related="complaint_id.email_from")
    body = fields.Html(string="Answer", required=True)
    is_done = fields.Boolean(
        string="Close the Opinion",
        default=True,
        help="Nothing more is to be done about it.",
    )

    def action_answer(self):
        self.ensure_one()
        self.complaint_id._answer_opinion(self.body, self.way)
        if self.is_done:
            self.complaint_id.action_close_answered()
