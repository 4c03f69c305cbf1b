# Copyright 2026 Customer Policy Suite contributors
# License AGPL-3.0 or later (https://www.gnu.org/licenses/agpl).

from odoo import fields, models

from odoo.addons.crm_complaints.models.crm_complaint_category import SEVERITIES


class ResCompany(models.Model):
    """Which answers become complaints, and whether confirmations count (SAT-13)."""

    _inherit = "res.company"

    satisfaction_complaint_auto = fields.Boolean(
        string="Dissatisfied Answers Become Complaints", default=True
    )
    satisfaction_complaint_severity = fields.Selection(
        SEVERITIES,
        string="Severity of Complaints out of Answers",
        default="ordinary",
        required=True,
    )
    satisfaction_complaint_in_score = fields.Boolean(
        string="Confirmations of Complaints Count in the Score",
        help="Otherwise they are kept and shown beside the score, but neither quarter "
        "nor year counts them.",
    )
