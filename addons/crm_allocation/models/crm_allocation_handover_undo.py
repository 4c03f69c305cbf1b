# Copyright 2026 Customer Policy Suite contributors
# License AGPL-3.0 or later (https://www.gnu.org/licenses/agpl).

from odoo import fields, models
from odoo.exceptions import UserError
from odoo.tools import format_datetime


class CrmAllocationHandover(models.Model):
    """Undoing a hand-over on the same day (ALC-14).

    What was moved and has not changed since goes back; the rest is listed. The ledger
    keeps both: it is a history.
    """

    _inherit = "crm.allocation.handover"

    def action_undo(self):
        self._check_may_decide()
        self._lock("done")
        for handover in self:
            if not handover.may_undo:
                raise UserError(
                    self.env._(
                        "%(handover)s could be undone until %(time)s. Hand the "
                        "customers over again, or re-assign them.",
                        handover=handover.name,
                        time=format_datetime(
                            self.env, handover.undo_until, dt_format="short"
                        ),
                    )
                )
            # first of all: who cannot log in owns no customers
            handover.sudo()._restore_access()  # sudo: as it was ended
        self._decide(
            {
                "state": "undoing",
                "undone_by_id": self.env.uid,
                "undone_at": fields.Datetime.now(),
            }
        )
        for handover in self:
            handover._run_or_schedule()

    def _finish_undo(self):
        self._decide({"state": "undone"})
        self.message_post(
            body=self.env._(
                "Undone. Changed since and left where it is: %(count)s.",
                count=self.changed_count,
            )
        )

    def action_open_changed(self):
        """What did not go back, because somebody had changed it."""
        self.ensure_one()
        return {
            **self.action_open_items(),
            "name": self.env._("Changed Since"),
            "domain": [("handover_id", "=", self.id), ("state", "=", "changed")],
        }
