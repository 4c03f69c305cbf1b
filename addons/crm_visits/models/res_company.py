# Copyright 2026 Customer Policy Suite contributors
# License AGPL-3.0 or later (https://www.gnu.org/licenses/agpl).

from odoo import fields, models


class ResCompany(models.Model):
    _inherit = "res.company"

    visit_lock_days = fields.Integer(
        string="Forms Locked After (days)",
        default=7,
        help="A closed form older than this is corrected by managers only, with a "
        "reason.",
    )

    _visit_lock_days_positive = models.Constraint(
        "CHECK(visit_lock_days >= 0)",
        "A form cannot be locked before it is closed.",
    )

    def _get_policy_sequences(self):
        return {
            **super()._get_policy_sequences(),
            "crm.visit": (
                self.env._("Visits of %(company)s", company=self.name),
                "VIS/%(year)s/",
            ),
        }
