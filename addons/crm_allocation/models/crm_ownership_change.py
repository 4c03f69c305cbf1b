# Copyright 2026 Customer Policy Suite contributors
# License AGPL-3.0 or later (https://www.gnu.org/licenses/agpl).

from odoo import api, fields, models
from odoo.exceptions import LockError, UserError
from odoo.fields import Domain
from odoo.tools.i18n import format_list


class CrmOwnership(models.Model):
    """What becomes of changes of owners that nobody approved (ALC-12, ALC-13).

    The director approves them afterwards, gives the customer back, or leaves it at
    that; each with a reason. Until then their revenue is the department's.
    """

    _name = "crm.ownership"
    _inherit = ["crm.ownership", "crm.policy.reason.mixin"]

    former_holder = fields.Char(
        string="Before",
        compute="_compute_former_holder",
        help="Who held the customer before; empty where nobody did.",
    )
    change_decision = fields.Selection(
        [
            ("approved", "Approved afterwards"),
            ("reversed", "Given back"),
            ("left", "Left as it is"),
        ],
        string="Decision",
        readonly=True,
        help="What the director decided on a change that nobody had approved.",
    )
    change_decided_by_id = fields.Many2one(
        "res.users", readonly=True, ondelete="restrict"
    )
    change_decided_at = fields.Datetime(string="Change Decided at", readonly=True)
    change_reason = fields.Text(string="Reason of the Decision", readonly=True)

    _undecided_idx = models.Index(
        "(company_id) WHERE change_decision IS NULL"
        " AND (is_unapproved OR source = 'found')"
    )

    @api.depends("partner_id", "company_id", "date_from")
    def _compute_former_holder(self):
        # sudo: who had a customer that one may see is part of its history
        former = self.sudo()._get_former_lines()
        for line in self:
            before = former.get(line.sudo())  # sudo: see above
            line.former_holder = before and before._get_holder_name()

    # -- steps -------------------------------------------------------------------------

    def action_approve_change(self):
        self._check_may_decide_change()
        return self._ask_reason("change_approved", attribution=self[:1].attribution)

    def action_reverse_change(self):
        self._check_may_decide_change()
        return self._ask_reason("change_reversed")

    def action_leave_change(self):
        self._check_may_decide_change()
        return self._ask_reason("change_left")

    def _get_reasoned_steps(self):
        return {
            "change_approved": (
                self._approve_change,
                self.env._("Approve the Change Afterwards"),
            ),
            "change_reversed": (
                self._reverse_change,
                self.env._("Give Back to the Former Owner"),
            ),
            "change_left": (self._leave_change, self.env._("Leave It as It Is")),
        }

    @api.model
    def _get_reason_dialog(self, step):
        if step == "change_approved":
            return "crm.allocation.step"
        return super()._get_reason_dialog(step)

    def _approve_change(self, answer):
        """The owner stays; whose result the time is, is a choice of its own."""
        if not answer.attribution:
            raise UserError(self.env._("Say for whom the revenue counts."))
        self._decide_change(
            "approved",
            answer.reason,
            attribution=answer.attribution,
            attribution_reason=answer.reason,
            department_from=False,
        )

    def _leave_change(self, reason):
        """Seen and left: the owner stays, the revenue is the department's."""
        self._decide_change("left", reason)

    def _reverse_change(self, reason):
        """The customer goes back to who had it before."""
        self._decide_change("reversed", reason)
        gone = self.filtered("date_to")
        if gone:
            raise UserError(
                self.env._(
                    "These customers have changed hands again since: %(customers)s. "
                    "Leave the change as it is, or re-assign them.",
                    customers=format_list(
                        self.env, gone.mapped("partner_id.display_name")
                    ),
                )
            )
        former = self._get_former_lines()
        # sudo: the ledger is written by its own door only
        lines = (
            self.env["crm.ownership"]
            .sudo()
            ._transfer(
                [
                    {
                        **former.get(line, line.browse())._prepare_return(),
                        "partner_id": line.partner_id.id,
                        "company_id": line.company_id.id,
                        "source": "resume",
                        "reason": reason,
                        "approved_by_id": self.env.uid,
                        "origin_model": line._name,
                        "origin_id": line.id,
                    }
                    for line in self
                ]
            )
        )
        lines._carry(
            [former.get(line, line.browse()) for line in self], with_registration=True
        )

    def _prepare_return(self):
        """Whom this line, that has ended, gives the customer to once more."""
        if not self:
            return {}
        return {
            "user_id": self.user_id.id,
            "pool_id": self.pool_id.id,
            "team_id": self.team_id.id,
            "attribution": self.attribution,
            "attribution_reason": self.attribution_reason,
            "protected_until": self.protected_until,
        }

    def _get_former_lines(self):
        """The line before each of these, by line; none where the customer was new."""
        # sudo: the ledger of others' customers is not read by everybody
        earlier = self.sudo().search(
            Domain("partner_id", "in", self.partner_id.ids)
            & Domain("company_id", "in", self.company_id.ids)
            & Domain("date_to", "!=", False),
            order="date_to, id",
        )
        former = {}
        mine = self.grouped(lambda line: (line.partner_id, line.company_id))
        for line in earlier:
            for own in mine.get((line.partner_id, line.company_id), ()):
                if line.id < own.id and line.date_to <= own.date_from:
                    former[own] = line
        return former

    def _decide_change(self, decision, reason, **vals):
        """:raises UserError: when somebody else has decided in the meantime"""
        self._check_may_decide_change()
        # sudo: the ledger is closed to everybody but its steps
        lines = self.sudo()
        try:
            lines.lock_for_update()
        except LockError as error:
            raise UserError(
                self.env._("Somebody else is working on this. Try again.")
            ) from error
        lines.invalidate_recordset()
        for line in lines:
            line._check_undecided()
        lines.write(
            {
                **vals,
                "change_decision": decision,
                "change_decided_by_id": self.env.uid,
                "change_decided_at": fields.Datetime.now(),
                "change_reason": reason,
            }
        )
        lines._close_change_request()

    def _check_undecided(self):
        if not self.is_unapproved and self.source != "found":
            raise UserError(
                self.env._(
                    "The change of %(customer)s was approved; there is nothing to "
                    "decide.",
                    customer=self.partner_id.display_name,
                )
            )
        if self.change_decision:
            raise UserError(
                self.env._(
                    "%(person)s has decided on %(customer)s already.",
                    person=self.change_decided_by_id.name,
                    customer=self.partner_id.display_name,
                )
            )

    def _close_change_request(self):
        """Decided: nobody needs to be asked any more."""
        # sudo: the activities of all who were asked end, not only one's own
        self.partner_id.sudo().activity_unlink(
            ["crm_allocation.mail_activity_type_owner_change"]
        )

    def _check_may_decide_change(self):
        for company in self.company_id:
            company._check_may_allocate()
