# Copyright 2026 Customer Policy Suite contributors
# License AGPL-3.0 or later (https://www.gnu.org/licenses/agpl).

from odoo import api, fields, models
from odoo.exceptions import UserError


class CrmAllocationDealerMark(models.Model):
    """The mark of a dealer for one criterion, with its weight of that day (ALC-22)."""

    _name = "crm.allocation.dealer.mark"
    _description = "Mark of a Dealer"
    _order = "evaluation_id, criterion_id, id"
    _rec_name = "criterion_id"

    evaluation_id = fields.Many2one(
        "crm.allocation.dealer.evaluation",
        required=True,
        ondelete="cascade",
        index=True,
    )
    criterion_id = fields.Many2one(
        "crm.allocation.dealer.criterion", required=True, ondelete="restrict"
    )
    weight = fields.Float(readonly=True, digits=(5, 2), aggregator=None)
    mark = fields.Selection(
        [
            ("1", "Poor"),
            ("2", "Weak"),
            ("3", "Fair"),
            ("4", "Good"),
            ("5", "Very Good"),
        ],
    )
    note = fields.Char()

    _once = models.Constraint(
        "UNIQUE(evaluation_id, criterion_id)", "One mark a criterion."
    )

    @api.model_create_multi
    def create(self, vals_list):
        """The weight is that of the criterion, whatever is given."""
        criteria = self.env["crm.allocation.dealer.criterion"]
        for vals in vals_list:
            vals["weight"] = criteria.browse(vals["criterion_id"]).weight
        marks = super().create(vals_list)
        marks._check_open()
        return marks

    def write(self, vals):
        self._check_open()
        if "weight" in vals:
            raise UserError(self.env._("The weight is that of the criterion."))
        return super().write(vals)

    def _check_open(self):
        if not self.env.su and "done" in self.evaluation_id.mapped("state"):
            raise UserError(
                self.env._("A closed evaluation stays as it is. Make a new one.")
            )

    @api.ondelete(at_uninstall=False)
    def _unlink_if_open(self):
        self._check_open()
