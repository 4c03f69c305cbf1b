# Copyright 2026 Customer Policy Suite contributors
# License AGPL-3.0 or later (https://www.gnu.org/licenses/agpl).

from odoo import fields, models


class ResCompany(models.Model):
    """When the monthly report of complaints is made, and who gets it (CMP-12)."""

    _inherit = "res.company"

    complaint_summary_day = fields.Integer(
        string="Monthly Report on Day",
        default=1,
        help="From this day of the month on, the report of the last month is made and "
        "mailed; 0: only by hand.",
    )
    complaint_summary_user_ids = fields.Many2many(
        "res.users",
        "res_company_complaint_summary_user_rel",
        string="Monthly Report to",
        domain="[('share', '=', False)]",
        help="Management, such as the general manager; without anybody the report is "
        "made and mailed to nobody.",
    )

    _complaint_summary_day_check = models.Constraint(
        "CHECK(complaint_summary_day BETWEEN 0 AND 28)",
        "The day of the monthly report lies between 0 (by hand) and 28.",
    )
