# Copyright 2026 Customer Policy Suite contributors
# License AGPL-3.0 or later (https://www.gnu.org/licenses/agpl).

from odoo import api, models


class CrmPolicyReasonMixin(models.AbstractModel):
    """A record some of whose steps ask why in one dialog."""

    _name = "crm.policy.reason.mixin"
    _description = "Record with Steps that Ask for a Reason"

    def _get_reasoned_steps(self):
        """The steps that ask for a reason; no other is taken by the dialog.

        :return: method that takes the reason, and title of the dialog, by step
        """
        return {}

    @api.model
    def _get_reason_dialog(self, step):
        """The model of the dialog of a step, which may ask for more than a reason."""
        return "crm.policy.reason"

    def _ask_reason(self, step, **values):
        """The dialog that asks why, and then takes the step.

        :param str step: a key of :meth:`_get_reasoned_steps`
        :param values: of the dialog's other fields
        """
        return {
            "type": "ir.actions.act_window",
            "name": self._get_reasoned_steps()[step][1],
            "res_model": self._get_reason_dialog(step),
            "view_mode": "form",
            "target": "new",
            "context": {
                "default_res_model": self._name,
                "default_res_ids": self.ids,
                "default_step": step,
                **{f"default_{name}": value for name, value in values.items()},
            },
        }
