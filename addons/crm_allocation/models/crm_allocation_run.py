# Copyright 2026 Customer Policy Suite contributors
# License AGPL-3.0 or later (https://www.gnu.org/licenses/agpl).

from odoo import api, fields, models
from odoo.fields import Domain

from ..engine import concentration


class CrmAllocationRun(models.Model):
    """Customers that were allocated together, by one person or by itself (ALC-06)."""

    _name = "crm.allocation.run"
    _description = "Allocation Run"
    _inherit = ["mail.thread", "mail.activity.mixin"]
    _order = "started_on desc, id desc"

    name = fields.Char(readonly=True, copy=False, index="btree_not_null")
    company_id = fields.Many2one(
        "res.company", required=True, readonly=True, index=True, ondelete="restrict"
    )
    kind = fields.Selection(
        [
            ("automatic", "By itself"),
            ("manual", "Started by hand"),
            ("intake", "At intake"),
            ("direct", "Direct assignment"),
        ],
        required=True,
        readonly=True,
    )
    started_on = fields.Datetime(required=True, readonly=True)
    started_by_id = fields.Many2one(
        "res.users", readonly=True, ondelete="restrict", help="Who allocated."
    )
    decision_ids = fields.One2many("crm.allocation.decision", "run_id", readonly=True)
    decided_count = fields.Integer(string="Allocated", readonly=True)
    unassigned_count = fields.Integer(
        string="Left Waiting", readonly=True, help="When the run ended."
    )
    still_waiting_count = fields.Integer(
        compute="_compute_still_waiting_count", help="Of those left, today."
    )
    receiver_count = fields.Integer(
        string="People", readonly=True, help="People who received customers."
    )
    largest_share = fields.Float(
        string="Largest Share (%)",
        readonly=True,
        aggregator="avg",
        digits=(5, 2),
        help="Of the customers of the run, with one person.",
    )

    def _compute_still_waiting_count(self):
        counts = dict(
            self.env["crm.allocation.decision"]._read_group(
                [("run_id", "in", self.ids), ("state", "=", "unassigned")],
                ["run_id"],
                ["__count"],
            )
        )
        for run in self:
            run.still_waiting_count = counts.get(run._origin, 0)

    @api.model
    def _start(self, company, kind):
        """A run of now; decisions are added by who started it."""
        # sudo: runs are written by the steps of this addon only
        return self.sudo().create(
            {
                "name": company._next_policy_number("crm.allocation.run"),
                "company_id": company.id,
                "kind": kind,
                "started_on": fields.Datetime.now(),
                "started_by_id": self.env.uid,
            }
        )

    def _end(self, received, unassigned):
        """Keeps the figures of the run, and asks the managers about who is left.

        :param dict received: customers of the run by person
        :param int unassigned: customers left waiting
        """
        self.ensure_one()
        self.write(
            {
                "decided_count": sum(received.values()),
                "unassigned_count": unassigned,
                "receiver_count": len(received),
                "largest_share": concentration.largest_share(list(received.values())),
            }
        )
        if unassigned:
            self._ask_about_waiting(unassigned)

    def _ask_about_waiting(self, unassigned):
        mixin = self.env["crm.policy.decision.mixin"]
        for user in mixin._get_managers(self.company_id):
            run = self.with_context(lang=user.lang)
            run.activity_schedule(
                "mail.mail_activity_data_todo",
                summary=run.env._(
                    "Customers that could not be allocated: %(count)s", count=unassigned
                ),
                user_id=user.id,
            )

    def _close_if_done(self):
        """Nobody is left waiting: nobody needs to be asked any more."""
        waiting = self.env["crm.allocation.decision"]._read_group(
            Domain("run_id", "in", self.ids) & Domain("state", "=", "unassigned"),
            ["run_id"],
        )
        done = self - self.browse().union(*(run for (run,) in waiting))
        done.activity_unlink(["mail.mail_activity_data_todo"])

    def action_open_decisions(self):
        self.ensure_one()
        action = self.env["ir.actions.act_window"]._for_xml_id(
            "crm_allocation.crm_allocation_decision_action"
        )
        return {**action, "domain": [("run_id", "=", self.id)], "context": {}}

    def action_open_still_waiting(self):
        action = self.action_open_decisions()
        action["domain"] += [("state", "=", "unassigned")]
        return action
