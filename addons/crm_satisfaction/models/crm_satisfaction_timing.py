# Copyright 2026 Customer Policy Suite contributors
# License AGPL-3.0 or later (https://www.gnu.org/licenses/agpl).

from odoo import api, fields, models

from ..engine.timing import Rule


class CrmSatisfactionTiming(models.Model):
    """When objects of a kind of business are measured (SAT-05)."""

    _name = "crm.satisfaction.timing"
    _description = "Timing Rule"
    _order = "kind_id, sequence, id"
    _rec_name = "occasion"

    kind_id = fields.Many2one(
        "crm.satisfaction.kind",
        string="Business",
        required=True,
        index=True,
        ondelete="cascade",
    )
    occasion = fields.Selection(
        [
            ("deeds", "Handover to Title Deeds"),
            ("quarter", "End of Quarter"),
            ("settlement", "After Final Settlement"),
            ("warranty", "Warranty"),
            ("manual", "By Hand"),
        ],
        required=True,
        default="quarter",
    )
    window_months = fields.Integer(
        string="Window (Months)",
        default=1,
        required=True,
        help="Handover to title deeds: so many months after the handover at most, as "
        "long as nobody has entered the day of the title deeds.\n"
        "End of quarter: the last so many months of each quarter.\n"
        "After final settlement: within so many months.\n"
        "Warranty: how long each revisit may take, and how long before the end of the "
        "warranty the last one begins.",
    )
    every_months = fields.Integer(
        string="Every (Months)",
        default=12,
        required=True,
        help="In warranty: from completion, else from the handover, once in so many "
        "months.",
    )
    explanation = fields.Char(string="In Words", compute="_compute_explanation")
    sequence = fields.Integer(default=10)
    active = fields.Boolean(default=True)

    _occasion_uniq = models.UniqueIndex(
        "(kind_id, occasion)",
        "This business has a rule for this occasion already (perhaps archived).",
    )
    _months_check = models.Constraint(
        "CHECK(window_months BETWEEN 1 AND 600 AND every_months BETWEEN 1 AND 600 "
        "AND (occasion != 'quarter' OR window_months <= 3))",
        "A window has a month at least; at the end of a quarter three at most.",
    )

    @api.depends("occasion", "window_months", "every_months")
    @api.depends_context("lang")
    def _compute_explanation(self):
        for rule in self:
            texts = rule._get_explanations()
            rule.explanation = texts.get(rule.occasion, False)

    def _get_explanations(self):
        """What the rule says, by occasion."""
        months, every = self.window_months, self.every_months
        return {
            "deeds": self.env._(
                "Once, from the handover to the title deeds; without their day, months "
                "after the handover: %(months)s.",
                months=months,
            ),
            "quarter": self.env._(
                "From start to completion, in the last months of each quarter: "
                "%(months)s.",
                months=months,
            ),
            "settlement": self.env._(
                "Once, months after the final settlement: %(months)s.",
                months=months,
            ),
            "warranty": self.env._(
                "During the warranty, months between: %(every)s, months for each: "
                "%(months)s; and once more before it ends.",
                every=every,
                months=months,
            ),
            "manual": self.env._("When somebody plans it."),
        }

    @api.model
    def _get_rules(self, kinds):
        """The rules in use, as plain values.

        :return: dict from id of the kind to a list of rules
        """
        rules = {kind.id: [] for kind in kinds}
        # rules that were switched off are none, whatever else is being read
        active = self.with_context(active_test=True)
        for timing in active.search([("kind_id", "in", kinds.ids)]):
            rules[timing.kind_id.id].append(timing._to_rule())
        return rules

    def _to_rule(self):
        self.ensure_one()
        return Rule(self.occasion, self.window_months, self.every_months, self.id)

    @api.model_create_multi
    def create(self, vals_list):
        rules = super().create(vals_list)
        self._schedule_anew(rules.kind_id)
        return rules

    def write(self, vals):
        kinds = self.kind_id
        result = super().write(vals)
        self._schedule_anew(kinds | self.kind_id)
        return result

    @api.model
    def _schedule_anew(self, kinds):
        """Objects of these kinds are looked at again, by the rules as they are now."""
        # sudo: a rule holds for the objects of everybody
        subjects = self.env["crm.satisfaction.subject"].sudo()
        subjects.search([("kind_id", "in", kinds.ids)])._schedule_soon()
