# Copyright 2026 Customer Policy Suite contributors
# License AGPL-3.0 or later (https://www.gnu.org/licenses/agpl).

from odoo import models


class CrmAllocationStepMixin(models.AbstractModel):
    """A record some of whose steps ask why, or to whom, in one dialog."""

    _name = "crm.allocation.step.mixin"
    _description = "Record with Steps that Ask for a Reason"

    def _get_dialog_steps(self):
        """The steps that ask for a reason.

        :return: names of the methods that take the dialog as answer, by step
        """
        return {}

    def _ask(self, step, title, **defaults):
        """Opens the dialog that comes back to the method of the step.

        :param str step: a key of :meth:`_get_dialog_steps`
        :param defaults: what else the dialog asks, with the value it begins with
        """
        return {
            "type": "ir.actions.act_window",
            "name": title,
            "res_model": "crm.allocation.step",
            "view_mode": "form",
            "target": "new",
            "context": {
                "default_res_model": self._name,
                "default_res_ids": ",".join(str(record_id) for record_id in self.ids),
                "default_step": step,
                **{f"default_{name}": value for name, value in defaults.items()},
            },
        }
