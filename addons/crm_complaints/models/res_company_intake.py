# Copyright 2026 Customer Policy Suite contributors
# License AGPL-3.0 or later (https://www.gnu.org/licenses/agpl).

from odoo import api, fields, models
from odoo.fields import Domain


class ResCompany(models.Model):
    """How complaints are taken in (CMP-01)."""

    _inherit = "res.company"

    complaint_same_days = fields.Integer(
        string="Perhaps the Same within (days)",
        default=30,
        help="An open case of the customer that came in during so many days before is "
        "proposed when the customer reports again. 0: all open ones.",
    )
    complaint_same_subject = fields.Boolean(
        string="Same Subject Only",
        help="Propose an open case only when its subject is the same too; without this "
        "the same category is enough.",
    )
    complaint_answer_days = fields.Integer(
        string="Propose to Reopen within (days)",
        default=14,
        help="Whoever handled a case is asked whether to reopen it when the customer "
        "writes during so many days after it was closed. A later mail is kept in the "
        "case and may be a new complaint.",
    )
    complaint_receipt_limit = fields.Integer(
        string="Receipts per Address and Day",
        default=5,
        help="No more receipts go to one address within 24 hours, so that two machines "
        "never write to each other for ever. 0: no limit.",
    )
    complaint_receipt_acknowledges = fields.Boolean(
        string="Receipt Acknowledges",
        default=True,
        help="The receipt with the number counts as acknowledging the complaint.",
    )
    complaint_mail_max_mb = fields.Float(
        string="Largest Attachment (MB)",
        default=50.0,
        help="Larger attachments of a mail are left out, and the case says which. "
        "0: all are kept, as far as the mail server lets them through.",
    )

    _complaint_intake_positive = models.Constraint(
        "CHECK(complaint_same_days >= 0 AND complaint_answer_days >= 0 "
        "AND complaint_receipt_limit >= 0 AND complaint_mail_max_mb >= 0)",
        "Days, receipts and sizes of intake cannot be negative.",
    )

    @api.model_create_multi
    def create(self, vals_list):
        companies = super().create(vals_list)
        self.env["crm.complaint.desk"]._create_defaults(companies)
        return companies

    @api.model
    def _create_missing_complaint_desks(self):
        """For the companies that were there before this addon."""
        self.env["crm.complaint.desk"]._create_defaults(self.search(Domain.TRUE))
