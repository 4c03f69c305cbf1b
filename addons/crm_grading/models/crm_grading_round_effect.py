# Copyright 2026 Customer Policy Suite contributors
# License AGPL-3.0 or later (https://www.gnu.org/licenses/agpl).

from odoo import api, fields, models


class CrmGradingRound(models.Model):
    """A round in effect shows what it changed (GRD-17)."""

    _inherit = "crm.grading.round"

    effect_ids = fields.One2many(
        "crm.grading.effect",
        "round_id",
        string="Effects",
        groups="crm_policy.group_user,crm_policy.group_auditor,"
        "account.group_account_readonly",
    )
    effect_count = fields.Integer(
        string="Effect", compute="_compute_effect", help="Customers measured."
    )
    effect_is_complete = fields.Boolean(
        string="Effect Measured Completely", compute="_compute_effect"
    )

    @api.depends("effect_ids.is_complete")
    def _compute_effect(self):
        # sudo: whether and of how many it was measured is no secret
        effects = self.env["crm.grading.effect"].sudo()
        groups = {
            record.sudo(False): values
            for record, *values in effects._read_group(
                [("round_id", "in", self.ids)],
                ["round_id"],
                ["__count", "is_complete:bool_and"],
            )
        }
        for record in self:
            count, complete = groups.get(record, (0, False))
            record.effect_count = count
            record.effect_is_complete = complete

    def action_measure_effect(self):
        """Measures what the grades changed so far, and shows it.

        :raises UserError: as long as no whole month has passed since the effect
        """
        self.ensure_one()
        self._lock("effective")
        self.env["crm.grading.effect"]._measure(self)
        return self.action_open_effects()

    def action_open_effects(self):
        self.ensure_one()
        action = self.env["ir.actions.act_window"]._for_xml_id(
            "crm_grading.crm_grading_effect_action"
        )
        return {
            **action,
            "domain": [("round_id", "=", self.id)],
            "context": {},
        }
