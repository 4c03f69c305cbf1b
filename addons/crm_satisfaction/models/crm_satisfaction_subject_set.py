# Copyright 2026 Customer Policy Suite contributors
# License AGPL-3.0 or later (https://www.gnu.org/licenses/agpl).

from odoo import api, fields, models


class CrmSatisfactionSubject(models.Model):
    _inherit = "crm.satisfaction.subject"

    used_set_id = fields.Many2one(
        "crm.satisfaction.set",
        string="Factor Set in Use",
        compute="_compute_used_set_id",
        help="A measurement that opens now is made with it.",
    )
    used_set_reason = fields.Char(string="Why This Set", compute="_compute_used_set_id")

    @api.depends("set_id.state", "kind_id", "unit_id.parent_id", "company_id")
    @api.depends_context("lang")
    def _compute_used_set_id(self):
        for subject in self:
            used = subject._get_set() if subject.kind_id else subject.set_id.browse()
            subject.used_set_id = used
            subject.used_set_reason = subject._get_set_reason(used)

    def _get_set_reason(self, used):
        """Why the object is measured with this set, in words (SAT-04)."""
        self.ensure_one()
        if not self.kind_id:
            return False
        if not used:
            return self.env._(
                "No set for %(kind)s is approved: nothing can be measured. File one.",
                kind=self.kind_id.name,
            )
        if used == self.set_id:
            return self.env._("Chosen for this object.")
        own = ""
        if self.set_id:
            own = self.env._("The set chosen for the object is not in use.") + " "
        if used.unit_id:
            # sudo: the name of the department is shown with the object
            unit = used.sudo().unit_id
            if unit == self.unit_id:
                return own + self.env._("The approved set of the department.")
            return own + self.env._(
                "The department has none; it is the set of %(unit)s above it.",
                unit=unit.display_name,
            )
        if used.company_id:
            return own + self.env._(
                "No department up to the top has one; it is the set of the company for "
                "%(kind)s.",
                kind=self.kind_id.name,
            )
        return own + self.env._(
            "Neither department nor company have one; it is the set of all companies "
            "for %(kind)s.",
            kind=self.kind_id.name,
        )
