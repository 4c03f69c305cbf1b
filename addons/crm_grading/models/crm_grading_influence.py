# Copyright 2026 Customer Policy Suite contributors
# License AGPL-3.0 or later (https://www.gnu.org/licenses/agpl).

from odoo import api, fields, models


class CrmGradingInfluence(models.Model):
    """A decision that a customer has major influence on the company's goals (GRD-06).

    Taken by a manager, whose name stays with it.
    """

    _name = "crm.grading.influence"
    _inherit = ["crm.grading.evidence.mixin"]
    _description = "Customer of Major Influence"
    _order = "partner_id, decided_on desc, id desc"
    _rec_name = "partner_id"

    reason = fields.Text(
        required=True, help="Which of the company's goals depends on this customer."
    )
    decided_by_id = fields.Many2one(
        "res.users",
        string="Decided by",
        required=True,
        readonly=True,
        default=lambda self: self.env.user,
    )
    decided_on = fields.Date(
        required=True,
        readonly=True,
        default=lambda self: self.env.company._policy_today(),
    )
    valid_until = fields.Date(help="Empty: until the decision is withdrawn.")

    _validity_order = models.Constraint(
        "CHECK(valid_until IS NULL OR valid_until >= decided_on)",
        "A decision cannot end before it was taken.",
    )

    @api.model_create_multi
    def create(self, vals_list):
        """Whoever decides stands for it: no other name, no other day."""
        if not self.env.su:
            for vals in vals_list:
                vals.pop("decided_by_id", None)
                vals.pop("decided_on", None)
        return super().create(vals_list)
