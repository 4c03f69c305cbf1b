# Copyright 2026 Customer Policy Suite contributors
# License AGPL-3.0 or later (https://www.gnu.org/licenses/agpl).

from odoo import fields, models
from odoo.exceptions import UserError

from .crm_complaint_standard_item import PHASES


class CrmComplaintServiceMark(models.Model):
    """The marks of a person for one item of the service standard (CMP-13)."""

    _name = "crm.complaint.service.mark"
    _description = "Mark of a Service Check"
    _order = "check_id, sequence, id"

    check_id = fields.Many2one(
        "crm.complaint.service.check", required=True, ondelete="cascade", index=True
    )
    sequence = fields.Integer(readonly=True)
    phase = fields.Selection(PHASES, readonly=True)
    name = fields.Char(string="What Is Done", required=True, readonly=True)
    limit_text = fields.Char(string="Within", readonly=True)
    mark = fields.Float(string="Marks", digits=(16, 1))
    max_mark = fields.Float(string="Of", digits=(16, 1), readonly=True)
    remark = fields.Char()

    _mark_in_range = models.Constraint(
        "CHECK(mark >= 0 AND mark <= max_mark)",
        "The marks are between zero and the marks of the item.",
    )

    def write(self, vals):
        if not self.env.su and any(
            state != "draft" for state in self.check_id.mapped("state")
        ):
            raise UserError(self.env._("A closed check stays as it is."))
        return super().write(vals)
