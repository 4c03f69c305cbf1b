# Copyright 2026 Customer Policy Suite contributors
# License AGPL-3.0 or later (https://www.gnu.org/licenses/agpl).

from odoo import fields, models
from odoo.fields import NO_ACCESS


class CrmSatisfactionAnswer(models.Model):
    """What came in online; the participation it was made of is read by nobody."""

    _inherit = "crm.satisfaction.answer"

    user_input_id = fields.Many2one(
        "survey.user_input",
        readonly=True,
        copy=False,
        index="btree_not_null",
        ondelete="set null",
        groups=NO_ACCESS,
        help="Never set where anonymity was promised.",
    )
    lang = fields.Char(string="Language", readonly=True, copy=False)
    is_late = fields.Boolean(
        string="Late",
        readonly=True,
        copy=False,
        help="Came in after the measurement was done; kept, but not counted.",
    )

    _user_input_uniq = models.UniqueIndex(
        "(user_input_id) WHERE user_input_id IS NOT NULL",
        "This participation was taken in already.",
    )

    def _get_decided_fields(self):
        return super()._get_decided_fields() | {"user_input_id", "lang", "is_late"}

    def _after_answered(self):
        """Who answered in another way is not asked online any more."""
        result = super()._after_answered()
        # sudo: invitations are moved on by what happens, not by people
        invitations = self.env["crm.satisfaction.invitation"].sudo()
        invitations._answered_otherwise(self.sudo())
        return result

    def _count_late(self):
        """Their measurements are open again: they count from now on."""
        # sudo: the state is closed to everybody else (see write)
        late = self.sudo().filtered(lambda one: one.is_late and one.state == "void")
        if late:
            late.write({"state": "done", "is_late": False, "void_reason": False})
            late.measurement_id._count_online()
            late._after_answered()
