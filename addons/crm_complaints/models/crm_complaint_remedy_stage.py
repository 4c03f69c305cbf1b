# Copyright 2026 Customer Policy Suite contributors
# License AGPL-3.0 or later (https://www.gnu.org/licenses/agpl).

from odoo import fields, models

from .crm_complaint_remedy_step import KINDS, WHO


class CrmComplaintRemedyStage(models.Model):
    """A step of one remedy plan: whose it is, and who decided when (CMP-09)."""

    _name = "crm.complaint.remedy.stage"
    _description = "Stage of a Remedy Plan"
    _order = "remedy_id, sequence, id"

    remedy_id = fields.Many2one(
        "crm.complaint.remedy", required=True, ondelete="cascade", index=True
    )
    sequence = fields.Integer()
    name = fields.Char(required=True)
    kind = fields.Selection(KINDS, required=True)
    who = fields.Selection(WHO, required=True)
    user_id = fields.Many2one("res.users", string="Person", ondelete="restrict")
    days = fields.Integer(string="Within (days)")
    state = fields.Selection(
        [("waiting", "Waiting"), ("current", "To Do"), ("done", "Done")],
        required=True,
        default="waiting",
    )
    decided_by_id = fields.Many2one("res.users")
    decided_on = fields.Datetime()
    note = fields.Text()

    def _get_people(self):
        """Whose turn it is.

        Where the place is vacant (no head, nobody named), the managers of the company
        step in, so that no plan is stuck.
        """
        self.ensure_one()
        remedy = self.remedy_id
        company = remedy.company_id
        # sudo: departments and settings are read whoever takes part
        company, unit = company.sudo(), remedy.unit_id.sudo()
        people = {
            "service": lambda: remedy._get_officers(),
            "unit_head": lambda: unit._get_heads_up()[:1],
            "service_head": lambda: company.complaint_service_head_id,
            "executive": lambda: company.complaint_executive_id,
            "drafter": lambda: remedy.drafter_id,
            "user": lambda: self.user_id,
        }[self.who]()
        people = people.filtered("active")
        if self.kind in ("review", "approve"):
            # nobody decides about the own plan
            people -= remedy.drafter_id
        managers = remedy._get_deciding_managers()
        return people or (managers - remedy.drafter_id) or managers
