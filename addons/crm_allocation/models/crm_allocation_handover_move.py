# Copyright 2026 Customer Policy Suite contributors
# License AGPL-3.0 or later (https://www.gnu.org/licenses/agpl).

from odoo import api, fields, models
from odoo.exceptions import LockError, UserError
from odoo.fields import Domain
from odoo.tools import plaintext2html

from ..stepping import step_through

# Customers, or other records, that move in one transaction
BATCH = 500


class CrmAllocationHandover(models.Model):
    """Handing over, in one step for people and in batches for the machine (ALC-14)."""

    _inherit = "crm.allocation.handover"

    def action_hand_over(self):
        """Everything moves: at once, or by the scheduled action when it is much."""
        self._check_may_decide()
        self._lock("prepared")
        for handover in self:
            handover._check_people()
            handover._check_placed()
            handover._check_end_access()
        self._decide(
            {
                "state": "running",
                "decided_by_id": self.env.uid,
                "decided_at": fields.Datetime.now(),
            }
        )
        for handover in self.filtered(lambda one: not one.is_later):
            handover._run_or_schedule()

    def _check_placed(self):
        if self.unassigned_count:
            raise UserError(
                self.env._(
                    "Customers without a successor: %(count)s. Choose one for each, or "
                    "share them out.",
                    count=self.unassigned_count,
                )
            )

    def _run_or_schedule(self):
        """What one transaction can hold is done now; the rest by the job, visibly."""
        self.ensure_one()
        # sudo: everything moves, whatever the director may write by himself
        handover = self.sudo()
        if handover.state == "running" and not handover.undo_until:
            handover._begin()
        if handover.open_count > BATCH:
            # sudo: only administrators may trigger scheduled actions otherwise
            self.env.ref("crm_allocation.ir_cron_handover").sudo()._trigger()
            return
        while handover._take_batch():
            pass
        handover._finish()

    def _begin(self):
        """The list as it is now; who came since the preview is shared out too."""
        self._collect()
        self._share_out()
        late = self.customer_ids.filtered(
            lambda one: one.state == "planned" and not one.user_id
        )
        late.write({"user_id": self._get_fallback().id})
        self.write({"undo_until": self._get_undo_until()})

    def _get_undo_until(self):
        company = self.company_id
        if company.allocation_handover_undo_hours:
            return fields.Datetime.add(
                fields.Datetime.now(), hours=company.allocation_handover_undo_hours
            )
        tomorrow = fields.Date.add(company._policy_today(), days=1)
        return company._policy_moment(tomorrow)

    def _take_batch(self):
        """Moves some records, or moves them back.

        :return: how many; 0 when there is nothing left
        """
        self.ensure_one()
        self.lock_for_update()
        if self.state == "undoing":
            return self._take_batch_back()
        customers = self._get_batch("customer", "planned")
        # work goes with its customer, so that a batch is whole; and before it, as the
        # ledger ends what the former owner follows
        items = self._get_batch("item", "planned", customers)
        if customers:
            step_through(customers, self._move_customers, self._skip_customer)
        elif items:
            items._move()
        self.env.flush_all()
        return len(customers) + len(items)

    def _move_customers(self, customers):
        if items := self._get_batch("item", "planned", customers):
            items._move()
        customers._move()

    def _skip_customer(self, customer, reason):
        """What cannot move stays where it is, with its work; the others move."""
        self._get_batch("item", "planned", customer)._skip(reason)
        customer._skip(reason)

    def _take_batch_back(self):
        items = self._get_batch("item", "moved")
        if items:
            items._move_back()
        customers = self._get_batch("customer", "moved") if not items else ()
        if customers:
            step_through(
                customers,
                lambda some: some._move_back(),
                lambda one, reason: one._keep_changed(reason),
            )
        self.env.flush_all()
        return len(items) + len(customers)

    def _get_batch(self, kind, state, customers=None):
        domain = Domain("handover_id", "=", self.id) & Domain("state", "=", state)
        if customers:
            domain &= Domain("customer_id", "in", customers.ids)
        limit = None if customers else BATCH
        return self.env[f"crm.allocation.handover.{kind}"].search(
            domain, limit=limit, order="id"
        )

    def _finish(self):
        """All records have moved: access ends, people are told."""
        if self.state == "undoing":
            return self._finish_undo()
        self._end_access()
        self._decide({"state": "done"})
        self._tell_successors()
        self.message_post(body=self._get_outcome())

    def _get_outcome(self):
        return self.env._(
            "Handed over: %(customers)s customers and %(items)s other records. Not "
            "moved: %(skipped)s.",
            customers=self._count("customer", "moved"),
            items=self._count("item", "moved"),
            skipped=self.skipped_count,
        )

    def _count(self, kind, state):
        return self.env[f"crm.allocation.handover.{kind}"].search_count(
            [("handover_id", "=", self.id), ("state", "=", state)]
        )

    def _tell_successors(self):
        """One letter to each, with a link to what was received."""
        counts = self.env["crm.allocation.handover.customer"]._read_group(
            [("handover_id", "=", self.id), ("state", "=", "moved")],
            ["user_id"],
            ["__count"],
        )
        for user, count in counts:
            handover = self.with_context(lang=user.lang)
            handover.message_notify(
                partner_ids=user.partner_id.ids,
                subject=handover.env._(
                    "Customers of %(person)s that are yours now: %(count)s",
                    count=count,
                    person=handover.from_user_id.name,
                ),
                body=handover.env._(
                    "You find the first contacts that are due among your activities."
                ),
            )

    # -- scheduled ---------------------------------------------------------------------

    @api.model
    def _cron_hand_over(self):
        """Goes on with hand-overs, and begins those of today; can be killed."""
        companies = self.env["res.company"]
        handovers = self.search(
            Domain("state", "in", ("running", "undoing"))
            & companies._get_domain_by_day(
                lambda company: Domain("date", "<=", company._policy_today())
            ),
            order="id",
        )
        cron = self.env["ir.cron"]
        cron._commit_progress(remaining=sum(handovers.mapped("open_count")))
        for handover in handovers:
            try:
                if not handover._go_on():
                    return
            except LockError:
                # somebody works on it: next time
                if not cron._commit_progress(1):
                    return

    def _go_on(self):
        """All that is left of one hand-over, batch by batch.

        :return: whether the job has time for another one
        """
        cron = self.env["ir.cron"]
        self.lock_for_update()
        if not self._try_begin():
            return cron._commit_progress(1)
        while moved := self._take_batch():
            if not cron._commit_progress(moved):
                return False
        step_through(self, lambda one: one._finish(), self._tell_unfinished)
        return cron._commit_progress(1)

    def _tell_unfinished(self, handover, reason):
        """Who decided hears once what is in the way; the job tries again."""
        if self.decided_by_id not in handover.activity_ids.user_id:
            handover._tell_trouble(
                self.env._("The hand-over could not be finished"), reason
            )

    def _tell_trouble(self, summary, reason):
        self.activity_schedule(
            "mail.mail_activity_data_todo",
            summary=summary,
            note=plaintext2html(reason),
            user_id=self.decided_by_id.id,
        )

    def _try_begin(self):
        """What cannot begin goes back to who decided it, with the reason."""
        if self.state == "undoing" or self.undo_until:
            return True
        try:
            with self.env.cr.savepoint():
                self._check_people()
                self._check_end_access()
                self._begin()
        except UserError as error:
            self._decide({"state": "prepared"})
            self._tell_trouble(self.env._("The hand-over could not begin"), str(error))
            return False
        return True
