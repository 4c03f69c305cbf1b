# Copyright 2026 Customer Policy Suite contributors
# License AGPL-3.0 or later (https://www.gnu.org/licenses/agpl).

from odoo import api, fields, models
from odoo.exceptions import ValidationError


class CrmAllocationIdleRuleLine(models.Model):
    """Another idle time for a class of customers; bridges add grades (ALC-04)."""

    _name = "crm.allocation.idle.rule.line"
    _description = "Idle Time of a Class"
    _order = "rule_id, sequence, id"

    sequence = fields.Integer(default=10)
    rule_id = fields.Many2one(
        "crm.allocation.idle.rule", required=True, index=True, ondelete="cascade"
    )
    company_id = fields.Many2one(related="rule_id.company_id", store=True)
    class_id = fields.Many2one("crm.allocation.class", ondelete="cascade")
    number = fields.Integer(
        string="Idle After", default=2, help="In the unit of the rule. 0: never."
    )

    _number_not_negative = models.Constraint(
        "CHECK(number >= 0)", "Times cannot be negative."
    )

    @api.constrains(lambda self: ["rule_id", *self._get_key_fields()])
    def _check_key(self):
        """A line says for whom it is, in one way, and no two for the same."""
        for line in self.rule_id.line_ids:
            keys = [line[name] for name in self._get_key_fields() if line[name]]
            if len(keys) != 1:
                raise ValidationError(
                    self.env._("Each idle time is for one kind of customers.")
                )
        for rule in self.rule_id:
            keys = [
                next(line[name] for name in self._get_key_fields() if line[name])
                for line in rule.line_ids
            ]
            if len(set(keys)) < len(keys):
                raise ValidationError(
                    self.env._("%(rule)s has two times for the same.", rule=rule.name)
                )

    @api.model
    def _get_key_fields(self):
        return ["class_id"]
