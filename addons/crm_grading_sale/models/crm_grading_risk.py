# Copyright 2026 Customer Policy Suite contributors
# License AGPL-3.0 or later (https://www.gnu.org/licenses/agpl).

from odoo import api, models


class CrmGradingRisk(models.Model):
    _inherit = "crm.grading.risk"

    @api.model
    def _get_step_meanings(self):
        """Says with each step what the rules make of quotations and orders."""
        effects = {
            "warn": self.env._("Quotations and orders show a warning."),
            "approval": self.env._("Quotations and orders need a manager's approval."),
            "block": self.env._(
                "Quotations and orders are blocked; only a manager lets one through."
            ),
        }
        limited = self.env._(
            "Quotations and orders that go beyond the limit need a manager."
        )
        meanings = super()._get_step_meanings()
        rules = self.env["crm.grading.sale.rule"]._get_rules(self.env.company.root_id)
        for rule in rules:
            if rule.step in meanings and rule.grade_id is None:
                enforced = limited if rule.above_limit else effects[rule.effect]
                meanings[rule.step] += "\n" + enforced
        return meanings
