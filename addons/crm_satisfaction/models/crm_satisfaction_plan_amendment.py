# Copyright 2026 Customer Policy Suite contributors
# License AGPL-3.0 or later (https://www.gnu.org/licenses/agpl).

from odoo import api, fields, models


class CrmSatisfactionPlanAmendment(models.Model):
    """What was changed in an approved plan, by whom and why (SAT-06)."""

    _name = "crm.satisfaction.plan.amendment"
    _description = "Amendment of a Survey Plan"
    _order = "id desc"

    plan_id = fields.Many2one(
        "crm.satisfaction.plan", required=True, index=True, ondelete="cascade"
    )
    line_id = fields.Many2one(
        "crm.satisfaction.plan.line", index=True, ondelete="cascade"
    )
    company_id = fields.Many2one(related="plan_id.company_id", store=True)
    step = fields.Selection(
        [("added", "Added"), ("changed", "Changed"), ("cancelled", "Cancelled")],
        string="Change",
        required=True,
    )
    before = fields.Char(string="As Planned")
    after = fields.Char(string="As Amended")
    reason = fields.Text(required=True)
    user_id = fields.Many2one("res.users", string="By", required=True)
    date = fields.Date(required=True)

    @api.model
    def _record(self, lines, step, reason, before=False):
        """Keeps what an amendment did.

        :param str before: the description of the only line, as it was
        """
        # sudo: amendments are written by the steps only
        return self.sudo().create(
            [
                {
                    "plan_id": line.plan_id.id,
                    "line_id": line.id,
                    "step": step,
                    "before": before,
                    "after": False if step == "cancelled" else line._describe(),
                    "reason": reason,
                    "user_id": self.env.uid,
                    "date": line.company_id._policy_today(),
                }
                for line in lines
            ]
        )
