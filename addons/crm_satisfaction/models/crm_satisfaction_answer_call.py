# Copyright 2026 Customer Policy Suite contributors
# License AGPL-3.0 or later (https://www.gnu.org/licenses/agpl).

from odoo import fields, models


class CrmSatisfactionAnswer(models.Model):
    """One call after the other: who is next, who was not reached (SAT-09)."""

    _inherit = "crm.satisfaction.answer"

    try_count = fields.Integer(
        string="Tries", readonly=True, copy=False, help="Calls that nobody answered."
    )
    tried_on = fields.Datetime(string="Last Tried", readonly=True, copy=False)

    def _get_decided_fields(self):
        return super()._get_decided_fields() | {"try_count", "tried_on"}

    def action_done_next(self):
        """Answered: the next one, please."""
        self.ensure_one()
        self.action_done()
        return self._open_following()

    def action_done_back(self):
        """Answered: back to the measurement."""
        self.ensure_one()
        self.action_done()
        return self.measurement_id._open_form()

    def action_not_reached(self):
        """Nobody answered the phone: noted, tried again after the others."""
        self.ensure_one()
        self.check_access("write")
        self._check_may_change()
        # sudo: tries are counted by this button only (see write)
        self.sudo().write(
            {
                "try_count": self.try_count + 1,
                "tried_on": fields.Datetime.now(),
            }
        )
        return self._open_following()

    def _open_following(self):
        """The next one in place of this one: a hundred calls are no path back."""
        return {**self.measurement_id._open_next_call(self.way), "target": "main"}

    def action_open_measurement(self):
        """Back to what the questionnaire belongs to."""
        self.ensure_one()
        return self.measurement_id._open_form()

    def action_enter_form(self):
        """The screen on which staff enter the questionnaire."""
        self.ensure_one()
        return {
            "type": "ir.actions.act_window",
            "name": self.measurement_id.display_name,
            "res_model": self._name,
            "res_id": self.id,
            "views": [
                (
                    self.env.ref(
                        "crm_satisfaction.crm_satisfaction_answer_view_form_entry"
                    ).id,
                    "form",
                )
            ],
        }
