# Copyright 2026 Customer Policy Suite contributors
# License AGPL-3.0 or later (https://www.gnu.org/licenses/agpl).

from odoo import Command, api, fields, models
from odoo.exceptions import AccessError, UserError
from odoo.fields import Domain
from odoo.tools import split_every
from odoo.tools.i18n import format_list

from odoo.addons.crm_policy.engine import duplicates

from ..stepping import step_through

# Requests that are closed, or asked about, in one turn of a job
_BATCH = 200


class CrmAllocationAccess(models.Model):
    """How a request moves: found, asked, approved step by step, ended (ALC-15)."""

    _inherit = "crm.allocation.access"

    # Which customers

    @api.model
    def _open_request(self, partners, reason=""):
        """A draft for customers whom somebody met masked: one click from a hit.

        :param partners: customers or contacts, whoever may read them
        :return: the action that opens the draft
        """
        request = self.create({"reason": reason})
        request._add_customers(partners)
        return request._get_form_action()

    def _get_form_action(self):
        self.ensure_one()
        action = self.env["ir.actions.act_window"]._for_xml_id(
            "crm_allocation.crm_allocation_access_action"
        )
        return {**action, "views": [(False, "form")], "res_id": self.id}

    def _add_customers(self, partners):
        """:raises UserError: when the person may read all of them already"""
        self.ensure_one()
        asker = self.with_user(self.user_id)
        # sudo: who asks may not read these customers yet
        customers = partners.sudo().commercial_partner_id
        open_ids = (
            customers.with_env(asker.env)._filter_accessible(to_change=self.may_change)
        ).ids
        closed = customers.filtered(lambda customer: customer.id not in open_ids)
        if not closed:
            raise UserError(self.env._("You may read this customer already."))
        known = self.sudo().line_ids.partner_id  # sudo: see above
        self.sudo().line_ids = [
            Command.create({"partner_id": customer.id}) for customer in closed - known
        ]

    def action_find(self):
        """Adds the customer that has exactly the name or number entered."""
        self.ensure_one()
        self.check_access("write")
        if not (self.wanted or "").strip():
            raise UserError(
                self.env._("Enter what you know: whole name, phone, e-mail or tax no.")
            )
        keys = duplicates.Keys(
            phone=duplicates.phone_key(
                self.wanted, self.company_id.country_id.code or self._get_country_code()
            ),
            email=duplicates.email_key(self.wanted),
            name=duplicates.name_key(self.wanted),
            vat=duplicates.vat_key(self.wanted),
        )
        # sudo: the customer is found for who may not read it; the name stays masked
        finder = self.env["crm.policy.duplicate.finder"].sudo()
        found = finder._find({self.id: keys}).get(self.id, {})
        customers = self.env["res.partner"].union(*found).filtered("active")
        if not customers:
            raise UserError(
                self.env._(
                    "No customer has exactly this name, phone, e-mail or tax number."
                )
            )
        self._add_customers(customers)
        self.wanted = False

    def _get_country_code(self):
        return self.env.user.country_id.code

    # Asking and deciding

    def action_ask(self):
        """Sends the request to its first approvers."""
        self._lock("draft")
        for request in self:
            # sudo: the lines name customers that the person may not read
            if not request.sudo().line_ids:
                raise UserError(
                    self.env._("Name the customers first: enter what you know of one.")
                )
            if not (request.reason or "").strip():
                raise UserError(self.env._("Say what you need the data for."))
            request._decide(
                {"state": "asked", "approval_ids": request._prepare_approvals()}
            )
            request._go_on()

    def _prepare_approvals(self):
        """The chain as it is set today; later changes of it do not count."""
        self.ensure_one()
        steps = self._get_steps()
        approvals = []
        for number, step in enumerate(steps, start=1):
            approvers = step._get_approvers(self.user_id, self.company_id)
            approvals.append(
                {
                    "sequence": number,
                    "name": step.display_name,
                    "approver_ids": [Command.set(approvers.ids)],
                    "state": "waiting" if approvers else "skipped",
                }
            )
        if all(vals["state"] == "skipped" for vals in approvals):
            approvals.append(self._prepare_last_approval(len(approvals) + 1))
        return [Command.create(vals) for vals in approvals]

    def _prepare_last_approval(self, number):
        """Where a chain names nobody, the managers decide: never nobody."""
        managers = self._get_managers(self.company_id) - self.user_id
        if not managers:
            raise UserError(
                self.env._(
                    "Nobody could approve this: ask an administrator to name approvers "
                    "of access in the settings."
                )
            )
        return {
            "sequence": number,
            "name": self.env._("Managers"),
            "approver_ids": [Command.set(managers.ids)],
            "state": "waiting",
        }

    def _get_steps(self):
        """The steps of the company, else those of all companies"""
        # sudo: who asks need not be able to read the settings
        steps = self.env["crm.allocation.access.step"].sudo()
        own = steps.search([("company_id", "=", self.company_id.id)])
        return own or steps.search([("company_id", "=", False)])

    def _get_waiting_approval(self):
        self.ensure_one()
        # sudo: approvers need no right of their own on the steps
        return self.sudo().approval_ids.filtered(
            lambda approval: approval.state == "waiting"
        )[:1]

    def _go_on(self):
        """Asks the next approvers, or opens the customers after the last one."""
        self._close_request()
        approval = self._get_waiting_approval()
        self._decide({"approver_ids": [Command.set(approval.approver_ids.ids)]})
        if approval:
            self._ask_managers()
        else:
            self._grant()

    def _get_deciding_managers(self):
        # sudo: approvers need not be readable for who asks
        return self.sudo().approver_ids

    def _get_request_summary(self):
        return self.env._(
            "%(person)s asks for access to customers", person=self.user_id.name
        )

    def _check_may_decide(self):
        """:raises AccessError: for all but the approvers of the present step"""
        for request in self:
            if not request.may_decide:
                raise AccessError(
                    self.env._(
                        "%(request)s waits for %(people)s, not for you.",
                        request=request.name,
                        people=format_list(
                            self.env, request.sudo().approver_ids.mapped("name")
                        ),
                    )
                )

    def action_approve(self):
        """Agrees at the present step."""
        self._lock_asked()
        for request in self:
            request._sign("approved")
            request._go_on()

    def _lock_asked(self):
        # the record is closed to who decides, except by these steps
        self.check_access("read")
        # sudo: approvers decide about records that they may not edit
        self.sudo()._lock("asked")
        self._check_may_decide()

    def _sign(self, state):
        self._get_waiting_approval().write(
            {
                "state": state,
                "decided_by_id": self.env.uid,
                "decided_on": fields.Datetime.now(),
            }
        )

    def _grant(self):
        self.ensure_one()
        now = fields.Datetime.now()
        if self.date_until <= now:
            raise UserError(
                self.env._(
                    "The time asked for is over. Refuse the request; a new one can be "
                    "made."
                )
            )
        self._decide(
            {"state": "granted", "granted_on": now, "granted_by_id": self.env.uid}
        )
        self._tell(
            self.user_id,
            self._for_asker().env._(
                "You may read these customers until the time given."
            ),
        )
        if self.company_id.allocation_access_tell_owner:
            self._tell_owners()

    def _tell(self, users, text):
        """A message to people, on the request"""
        # sudo: who decides need not be able to write to the request
        self.sudo().message_notify(
            partner_ids=users.partner_id.ids,
            subject=self.name,
            body=text,
            author_id=self.env.user.partner_id.id,
        )

    def _tell_owners(self):
        """Owners learn who reads their customers, and why (setting)."""
        # sudo: the owners of customers that the person may not read
        customers = self.sudo().line_ids.partner_id
        lines = customers._get_open_ownership(self.company_id)
        owners = lines.grouped("user_id")
        for owner, held in owners.items():
            if not owner or owner == self.user_id:
                continue
            told = self.with_context(lang=owner.lang)
            for line in held:
                # sudo: told on the owner's customer, which others may not read
                line.partner_id.sudo().message_notify(
                    partner_ids=owner.partner_id.ids,
                    subject=self.name,
                    body=told.env._(
                        "%(person)s may read this customer until %(until)s. "
                        "Reason: %(reason)s",
                        person=self.user_id.name,
                        until=told.company_id._format_allocation_time(self.date_until),
                        reason=self.reason,
                    ),
                )

    # Ending

    def action_refuse(self):
        """Asks for the reason, then refuses."""
        return self._ask_reason("refuse")

    def action_revoke(self):
        """Asks for the reason, then takes the access away."""
        return self._ask_reason("revoke")

    def action_withdraw(self):
        """Asks for the reason, then ends a request that still waits."""
        return self._ask_reason("withdraw")

    def _ask_reason(self, step):
        return {
            "type": "ir.actions.act_window",
            "res_model": "crm.allocation.access.close",
            "name": self.env._("Reason"),
            "views": [(False, "form")],
            "target": "new",
            "context": {
                "default_access_ids": self.ids,
                "default_step": step,
            },
        }

    def _refuse(self, reason):
        self._lock_asked()
        for request in self:
            request._sign("refused")
            request._close("refused", reason)

    def _revoke(self, reason):
        """By who granted, by a manager, or by the person who was let in."""
        self._end("granted", "revoked", reason)

    def _withdraw(self, reason):
        """Nobody was let in yet: mostly by who asked."""
        self._end("asked", "withdrawn", reason)

    def _end(self, state, new_state, reason):
        self.check_access("read")
        # sudo: see _lock_asked
        self.sudo()._lock(state)
        for request in self:
            request._check_may_revoke()
            request._close(new_state, reason)

    def _check_may_revoke(self):
        if not self.may_revoke:
            raise AccessError(
                self.env._(
                    "Access is taken away by who granted it, by a manager, or given "
                    "back by who has it."
                )
            )

    def _close(self, state, reason):
        self.ensure_one()
        self._decide(
            {
                "state": state,
                "approver_ids": [Command.clear()],
                "closed_by_id": self.env.uid,
                "close_reason": reason,
            }
        )
        self._close_request()
        if self.user_id != self.env.user:
            told = self._for_asker()
            labels = dict(self._fields["state"]._description_selection(told.env))
            self._tell(self.user_id, f"{labels[state]}: {reason}")

    @api.model
    def _revoke_for_leavers(self, users):
        """Who leaves takes no access along (ALC-14)."""
        # sudo: whoever deactivates a user
        requests = self.sudo().search(
            Domain("user_id", "in", users.ids)
            & Domain("state", "in", ("draft", "asked", "granted"))
        )
        for request in requests:
            request._close("revoked", self.env._("The person left."))

    @api.model
    def _get_granted(self, user):
        """The requests by which a person is let in to customers now."""
        # sudo: asked before access ends, whoever ends it
        return self.sudo().search(
            Domain("user_id", "=", user.id) & Domain("state", "=", "granted")
        )

    def _grant_again(self):
        """A revocation is undone, for as long as the access was granted."""
        now = fields.Datetime.now()
        revoked = self.filtered(
            lambda request: request.state == "revoked" and request.date_until > now
        )
        if revoked:
            revoked._decide(
                {"state": "granted", "closed_by_id": False, "close_reason": False}
            )

    @api.model
    def _cron_expire(self):
        """Tidies requests whose time is over; the rules shut at the moment itself."""
        cron = self.env["ir.cron"]
        over = self.search(
            Domain("state", "in", ("asked", "granted"))
            & Domain("date_until", "<=", fields.Datetime.now())
        )
        cron._commit_progress(remaining=len(over))
        for ids in split_every(_BATCH, over.ids):
            step_through(self.browse(ids), lambda some: some._expire())
            if not cron._commit_progress(len(ids)):
                break

    def _expire(self):
        for request in self:
            told = request._for_asker()
            request._close("expired", told.env._("The time was over."))

    def _for_asker(self):
        """In the language of who asked, whoever or whatever decides."""
        self.ensure_one()
        return self.with_context(lang=self.user_id.lang)

    def action_open_customers(self):
        """The customers of a running request."""
        self.ensure_one()
        # sudo: only ids; the list itself asks for access
        ids = self.sudo().line_ids.partner_id.ids
        action = self.env["ir.actions.act_window"]._for_xml_id(
            "crm_policy.res_partner_action_customer"
        )
        action.update(domain=[("id", "in", ids)], context={})
        if len(ids) == 1:
            action.update(views=[(False, "form")], res_id=ids[0])
        return action
