# Copyright 2026 Customer Policy Suite contributors
# License AGPL-3.0 or later (https://www.gnu.org/licenses/agpl).

from odoo import api, fields, models

from .crm_grading_appeal import OPEN_STATES

# Customers named in what a round waits for; the list of appeals names all
NAMED = 3


class CrmGradingRound(models.Model):
    """A round waits until the last appeal against its results is decided (GRD-10)."""

    _inherit = "crm.grading.round"

    appeal_ids = fields.One2many(
        "crm.grading.appeal", "round_id", string="Contested by"
    )
    appeal_count = fields.Integer(string="Appeals", compute="_compute_appeal_count")
    corrected_count = fields.Integer(
        string="Corrected", readonly=True, copy=False, help="Results after appeals."
    )
    last_appeal_at = fields.Datetime(
        string="Last Appeal filed at", readonly=True, copy=False
    )

    @api.depends("appeal_ids.state")
    def _compute_appeal_count(self):
        # sudo: how many appeals there are is no secret, what they say is
        counts = dict(
            self.env["crm.grading.appeal"]
            .sudo()
            ._read_group([("round_id", "in", self.ids)], ["round_id"], ["__count"])
        )
        for record in self:
            record.appeal_count = counts.get(record.sudo(), 0)

    @api.depends("appeal_ids.state")
    def _compute_waiting_for(self):
        return super()._compute_waiting_for()

    def _get_decision_fields(self):
        return super()._get_decision_fields() | {"last_appeal_at"}

    def _get_count_fields(self):
        return super()._get_count_fields() | {"corrected_count"}

    def _is_appealable(self):
        """Whether the appeal period runs today, its last day included."""
        self.ensure_one()
        return bool(
            self.kind == "regular"
            and self.state == "published"
            and self.appeal_until
            and self.company_id._policy_today() <= self.appeal_until
        )

    def _get_open_appeals(self):
        # sudo: everybody may know what a published round waits for
        return (
            self.env["crm.grading.appeal"]
            .sudo()
            .search([("round_id", "in", self.ids), ("state", "in", OPEN_STATES)])
        )

    def _get_apply_blockers(self):
        blockers = super()._get_apply_blockers()
        appeals = self.state == "published" and self._get_open_appeals()
        if appeals:
            names = appeals.partner_id.mapped("display_name")
            blockers.append(
                self.env._(
                    "Appeals still open: %(count)s (%(customers)s).",
                    count=len(appeals),
                    customers=", ".join(names[:NAMED])
                    + (", …" if len(names) > NAMED else ""),
                )
            )
        return blockers

    def action_cancel(self):
        """A cancelled round has nothing left to contest; appellants are told."""
        res = super().action_cancel()
        self._get_open_appeals()._close("lapsed")
        return res

    def action_open_appeals(self):
        self.ensure_one()
        action = self.env["ir.actions.act_window"]._for_xml_id(
            "crm_grading.crm_grading_appeal_action"
        )
        action.update(domain=[("round_id", "=", self.id)], context={})
        return action

    def _update_counts(self):
        """Counts the results again after a correction."""
        self.ensure_one()
        results = self.env["crm.grading.result"]
        rows = results._read_group(
            [("round_id", "=", self.id)],
            ["status", "reason", "grade_id", "movement"],
            ["__count"],
        )
        corrected = results.search_count(
            [("round_id", "=", self.id), ("is_corrected", "=", True)]
        )
        self._decide({**self._prepare_counts(rows), "corrected_count": corrected})
