# Copyright 2026 Customer Policy Suite contributors
# License AGPL-3.0 or later (https://www.gnu.org/licenses/agpl).

from odoo import fields, models
from odoo.exceptions import UserError

# Names of measurements in a message; the form lists all.
NAMED = 10


class CrmSatisfactionPeriod(models.Model):
    """A manager closes a quarter or year, or opens it again (SAT-07)."""

    _inherit = "crm.satisfaction.period"

    def _get_reasoned_steps(self):
        return {
            "close": (
                self._close,
                self.env._(
                    "Close with %(count)s not measured",
                    count=sum(self.mapped("pending_count")),
                ),
            ),
            "reopen": (self._reopen, self.env._("Open Again")),
        }

    def action_close(self):
        """Fixes the figures; asks why when something is left to the next period."""
        self.check_access("write")
        if self.kind == "quarter" and self.pending_count:
            return self._ask_reason("close")
        return self._close()

    def action_reopen(self):
        self.check_access("write")
        return self._ask_reason("reopen")

    def _close(self, reason=None):
        """:raises UserError: too early, or something is not done and no reason given"""
        self._lock("open")
        for period in self:
            period._check_may_close(reason)
            # sudo: what is left out is named, whoever may read it
            pending = self.env["crm.satisfaction.measurement"].sudo()
            if period.kind == "quarter":
                pending = pending.search(period._get_pending_domain())
            # sudo: the figures are counted of all measurements; the one before is
            # shown beside them
            (period._get_previous() | period).sudo()._roll_up_with_years()
            period._decide(
                {
                    "state": "closed",
                    "closed_on": fields.Datetime.now(),
                    "closed_by_id": self.env.uid,
                    "reason": reason if pending else False,
                    "left_out": [
                        {"id": one.id, "name": one.display_name} for one in pending
                    ],
                }
            )

    def _check_may_close(self, reason):
        self.ensure_one()
        if self.company_id._policy_today() < self.date_end:
            raise UserError(
                self.env._(
                    "%(period)s is not over yet: close it from its last day on.",
                    period=self.name,
                )
            )
        if self.kind == "year":
            still_open = self._get_quarters().filtered(lambda one: one.state == "open")
            if still_open:
                raise UserError(
                    self.env._(
                        "Close the quarters first: %(quarters)s.",
                        quarters=", ".join(still_open.mapped("name")),
                    )
                )
        elif not reason and self.pending_count:
            # sudo: named to the manager who closes
            pending = self.env["crm.satisfaction.measurement"].sudo()
            pending = pending.search(self._get_pending_domain(), limit=NAMED)
            raise UserError(
                self.env._(
                    "Measurements of %(period)s not done: %(count)s "
                    "(%(measurements)s). Finish them, or say why they are left to the "
                    "next quarter.",
                    count=self.pending_count,
                    period=self.name,
                    measurements=", ".join(pending.mapped("display_name")),
                )
            )

    def _reopen(self, reason):
        """:raises UserError: the year stands on it and is closed"""
        self._lock("closed")
        for period in self:
            year = period._get_year() - period
            if year.state == "closed":
                raise UserError(
                    self.env._(
                        "The year %(year)s is closed on these figures. Open it first.",
                        year=year.name,
                    )
                )
        self._decide(
            {
                "state": "open",
                "closed_on": False,
                "closed_by_id": False,
                "left_out": False,
                "reason": reason,
            }
        )
        # sudo: the figures are counted of all measurements
        self.sudo()._roll_up_with_years()
