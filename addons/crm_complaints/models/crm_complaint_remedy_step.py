# Copyright 2026 Customer Policy Suite contributors
# License AGPL-3.0 or later (https://www.gnu.org/licenses/agpl).

from odoo import api, fields, models
from odoo.exceptions import ValidationError

KINDS = [
    ("write", "Writes the Plan"),
    ("review", "Reviews"),
    ("approve", "Approves"),
    ("execute", "Hands Out to Departments"),
    ("feedback", "Departments Report Back"),
    ("report", "Writes the Report"),
    ("archive", "Files It"),
]
WHO = [
    ("service", "Customer Service (Officers)"),
    ("unit_head", "Head of the Department"),
    ("service_head", "Service Manager"),
    ("executive", "General Manager"),
    ("drafter", "Who Wrote the Plan"),
    ("user", "A Named Person"),
]


class CrmComplaintRemedyStep(models.Model):
    """One step of the way that every remedy plan goes (CMP-09).

    A plan takes a copy of the steps when it begins: changes count for later plans.
    """

    _name = "crm.complaint.remedy.step"
    _description = "Step of Remedy Plans"
    _order = "sequence, id"
    _check_company_auto = True

    name = fields.Char(required=True, translate=True)
    sequence = fields.Integer(default=10)
    company_id = fields.Many2one(
        "res.company",
        index="btree_not_null",
        help="A company that has steps of its own goes by these; all others by those "
        "without a company.",
    )
    kind = fields.Selection(KINDS, required=True, default="review")
    who = fields.Selection(WHO, required=True, default="service_head")
    user_id = fields.Many2one(
        "res.users",
        string="Person",
        check_company=True,
        domain="[('share', '=', False)]",
        ondelete="restrict",
    )
    days = fields.Integer(
        string="Within (days)",
        default=2,
        help="Calendar days from when it is somebody's turn; the day stands on the "
        "activity.",
    )
    active = fields.Boolean(default=True)

    _days_positive = models.Constraint(
        "CHECK(days >= 0)", "The days of a step are not below zero."
    )

    @api.constrains("who", "user_id")
    def _check_named(self):
        for step in self:
            if step.who == "user" and not step.user_id:
                raise ValidationError(self.env._("Name the person of the step."))

    @api.model
    def _get_for(self, company):
        """The way of a company's plans: its own steps, or those for all."""
        own = self.search([("company_id", "=", company.id)])
        return own or self.search([("company_id", "=", False)])

    def _prepare_stage(self):
        """The copy that a plan goes by."""
        self.ensure_one()
        return {
            "sequence": self.sequence,
            "name": self.name,
            "kind": self.kind,
            "who": self.who,
            "user_id": self.user_id.id,
            "days": self.days,
        }
