# Copyright 2026 Customer Policy Suite contributors
# License AGPL-3.0 or later (https://www.gnu.org/licenses/agpl).

from odoo import api, fields, models
from odoo.exceptions import UserError


class CrmComplaintLeakLog(models.Model):
    """What was found out about a leak, by whom and when; it stays (CMP-10)."""

    _name = "crm.complaint.leak.log"
    _description = "Investigation Log of a Leak"
    _order = "moment, id"
    _rec_name = "note"

    complaint_id = fields.Many2one(
        "crm.complaint", required=True, ondelete="cascade", index=True
    )
    moment = fields.Datetime(
        required=True, default=lambda self: fields.Datetime.now(), readonly=True
    )
    user_id = fields.Many2one(
        "res.users",
        string="By",
        required=True,
        default=lambda self: self.env.user,
        readonly=True,
    )
    note = fields.Text(string="Finding", required=True)

    @api.model_create_multi
    def create(self, vals_list):
        if not self.env.su:
            for vals in vals_list:
                vals.update(user_id=self.env.uid, moment=fields.Datetime.now())
        return super().create(vals_list)

    def write(self, vals):
        if not self.env.su:
            raise UserError(
                self.env._("The log stays as it is. Add what is to be corrected.")
            )
        return super().write(vals)

    @api.ondelete(at_uninstall=False)
    def _unlink_never(self):
        raise UserError(self.env._("The log stays as it is."))
