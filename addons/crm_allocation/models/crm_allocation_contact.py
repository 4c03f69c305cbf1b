# Copyright 2026 Customer Policy Suite contributors
# License AGPL-3.0 or later (https://www.gnu.org/licenses/agpl).

from odoo import api, fields, models
from odoo.exceptions import UserError
from odoo.fields import Domain

ACTIVITY = "crm_allocation.mail_activity_type_contact"
RUNNING = ("open", "contacted")


class CrmAllocationContact(models.Model):
    """The clock of a customer who was assigned directly (ALC-07).

    Two times are due, in the receiver's working time: the customer is contacted, and
    the sales manager has a report on the progress. What stopped the clock is kept. A
    contact after a missed clock is recorded as late; the clock stays missed.
    """

    _name = "crm.allocation.contact"
    _inherit = ["crm.policy.decision.mixin"]
    _description = "First Contact with an Allocated Customer"
    _order = "due_at, id desc"
    _rec_name = "partner_id"
    _first_state = "open"

    ownership_id = fields.Many2one(
        "crm.ownership",
        string="Allocation",
        required=True,
        readonly=True,
        ondelete="cascade",
    )
    partner_id = fields.Many2one(
        "res.partner",
        string="Customer",
        required=True,
        readonly=True,
        index=True,
        ondelete="cascade",
    )
    company_id = fields.Many2one(
        "res.company", required=True, readonly=True, index=True
    )
    user_id = fields.Many2one(
        "res.users",
        string="Receiver",
        required=True,
        readonly=True,
        index=True,
        ondelete="restrict",
    )
    team_id = fields.Many2one(
        "crm.team", string="Department", readonly=True, index="btree_not_null"
    )
    manager_id = fields.Many2one(
        "res.users",
        string="Sales Manager",
        readonly=True,
        help="Who receives the report: the leader of the department at that time.",
    )
    assigned_at = fields.Datetime(readonly=True, required=True)
    starts_at = fields.Datetime(
        string="Clock Starts",
        readonly=True,
        required=True,
        help="The assignment; out of hours the next opening.",
    )
    contact_due = fields.Datetime(
        readonly=True,
        required=True,
        help="Until when the customer has to be contacted.",
    )
    report_due = fields.Datetime(
        readonly=True,
        required=True,
        help="Until when the sales manager has to have the report.",
    )
    contacted_at = fields.Datetime(readonly=True)
    contact_how = fields.Selection(
        [
            ("phone", "Telephone"),
            ("message", "Message"),
            ("email", "E-mail"),
            ("visit", "Visit"),
            ("online", "Online Meeting"),
            ("other", "Otherwise"),
        ],
        string="Contacted By",
        readonly=True,
    )
    contact_result = fields.Text(string="Result of the Contact", readonly=True)
    reported_at = fields.Datetime(readonly=True)
    report = fields.Text(string="Progress", readonly=True)
    is_late = fields.Boolean(
        string="Contacted Late",
        compute="_compute_is_late",
        store=True,
        help="The contact came after its time, whatever was logged.",
    )
    state = fields.Selection(
        [
            ("open", "To Contact"),
            ("contacted", "To Report"),
            ("reported", "Reported"),
            ("missed", "Missed"),
            ("cancelled", "Called Off"),
        ],
        required=True,
        readonly=True,
        default="open",
        tracking=True,
    )
    due_at = fields.Datetime(
        string="Next Due",
        compute="_compute_due_at",
        store=True,
        help="When the next step is due; empty when nothing is.",
    )
    missed_what = fields.Selection(
        [("contact", "First contact"), ("report", "Progress report")],
        string="Missed",
        readonly=True,
    )
    missed_at = fields.Datetime(readonly=True)
    stopped_by = fields.Selection(
        [
            ("person", "Contact, as the receiver says"),
            ("event", "Recorded action"),
            ("report", "Report"),
            ("time", "Time was over"),
            ("owner", "Change of owner"),
            ("manager", "Called off by a manager"),
        ],
        readonly=True,
        help="The event that stopped the clock last.",
    )
    stop_event = fields.Char(
        string="Recorded Action", readonly=True, help="What shows the contact."
    )
    minutes_to_contact = fields.Float(
        string="Minutes to Contact",
        compute="_compute_minutes_to_contact",
        store=True,
        digits=(10, 1),
        aggregator=None,
        help="From the start of the clock, in minutes of the calendar.",
    )
    is_own = fields.Boolean(compute="_compute_is_own")

    _ownership_uniq = models.UniqueIndex(
        "(ownership_id)", "The clock of this allocation runs already."
    )
    _due_idx = models.Index("(due_at) WHERE state IN ('open', 'contacted')")

    @api.depends("contacted_at", "contact_due")
    def _compute_is_late(self):
        for contact in self:
            moment = contact.contacted_at
            contact.is_late = bool(moment and moment > contact.contact_due)

    @api.depends("state", "contact_due", "report_due")
    def _compute_due_at(self):
        for contact in self:
            contact.due_at = {
                "open": contact.contact_due,
                "contacted": contact.report_due,
            }.get(contact.state, False)

    @api.depends("contacted_at", "starts_at")
    def _compute_minutes_to_contact(self):
        for contact in self:
            passed = contact.contacted_at and contact.contacted_at - contact.starts_at
            contact.minutes_to_contact = (
                max(passed.total_seconds() / 60, 0) if passed else 0
            )

    @api.depends("user_id")
    @api.depends_context("uid")
    def _compute_is_own(self):
        for contact in self:
            contact.is_own = contact.user_id == self.env.user

    def _get_decision_fields(self):
        """All of it is written by the steps."""
        inherited = self.env["crm.policy.decision.mixin"]._fields
        return super()._get_decision_fields() | {
            name
            for name, field in self._fields.items()
            if field.store and name not in inherited
        }

    def _get_request_summary(self):
        self.ensure_one()
        values = {
            "customer": self.partner_id.display_name,
            "person": self.user_id.name,
        }
        if self.missed_what == "report":
            return self.env._("No report on %(customer)s by %(person)s", **values)
        return self.env._(
            "%(customer)s not contacted in time by %(person)s: assign again?", **values
        )

    # -- steps -------------------------------------------------------------------------

    def action_contact(self):
        """Asks how the customer was contacted, and with what result."""
        return self._ask_step("contact", self.env._("Customer Contacted"))

    def action_report(self):
        """Asks for the progress that the sales manager reads."""
        return self._ask_step("report", self.env._("Report to the Sales Manager"))

    def _ask_step(self, step, title):
        self.ensure_one()
        self._check_step(step)
        return {
            "type": "ir.actions.act_window",
            "name": title,
            "res_model": "crm.allocation.contact.step",
            "view_mode": "form",
            "target": "new",
            "context": {"default_contact_id": self.id, "default_step": step},
        }

    def _check_step(self, step):
        self.ensure_one()
        if step == "contact" and self.contacted_at:
            raise UserError(self.env._("The contact is recorded already."))
        if step == "report" and not self.contacted_at:
            raise UserError(
                self.env._("Contact the customer first, then report to your manager.")
            )
        if step == "report" and self.reported_at:
            raise UserError(self.env._("The report is there already."))

    def _register_contact(self, how, result, event=None):
        """The customer was contacted now.

        :param str how: a key of ``contact_how``
        :param str event: what tells so; by default, the receiver does
        """
        self._lock(*RUNNING, "missed")
        self._check_step("contact")
        self._miss()
        vals = {
            "contacted_at": fields.Datetime.now(),
            "contact_how": how,
            "contact_result": result,
        }
        if self.state == "open":
            vals.update(
                state="contacted",
                stopped_by="event" if event else "person",
                stop_event=event,
            )
        self._decide(vals)

    def _register_report(self, report):
        """The sales manager has the progress in writing."""
        self._lock(*RUNNING, "missed")
        self._check_step("report")
        self._miss()
        vals = {"reported_at": fields.Datetime.now(), "report": report}
        if self.state == "contacted":
            vals.update(state="reported", stopped_by="report")
        self._decide(vals)
        # sudo: the activity is the receiver's, the message the manager's
        contact = self.sudo()
        contact.activity_feedback([ACTIVITY])
        manager = contact.manager_id
        if manager and manager != contact.user_id:
            told = contact.with_context(lang=manager.lang)
            told.message_notify(
                partner_ids=manager.partner_id.ids,
                subject=told.env._(
                    "Progress with %(customer)s",
                    customer=contact.partner_id.display_name,
                ),
                body=report,
            )

    @api.model
    def _stop_by_event(self, partners, user, how, event, since=None):
        """A recorded action shows that the person contacted the customers.

        For addons that know such actions: a visit made, a call logged.

        :param str event: the action, by its name
        :param datetime since: when it began; it stops no clock that started later
        """
        since = since or fields.Datetime.now()
        # sudo: who records an action need not be the receiver
        contacts = self.sudo().search(
            Domain("partner_id", "in", partners.commercial_partner_id.ids)
            & Domain("user_id", "=", user.id)
            & Domain("state", "=", "open")
            & Domain("assigned_at", "<=", since)
        )
        for contact in contacts:
            contact._register_contact(how, event, event)

    def action_call_off(self):
        """A manager stops a clock that should not run."""
        self._lock(*RUNNING)
        if not self.env.user.has_group("crm_policy.group_manager"):
            raise UserError(self.env._("Only managers call off a clock."))
        self._decide({"state": "cancelled", "stopped_by": "manager"})
        # sudo: the receiver has nothing to do any more
        self.sudo().activity_unlink([ACTIVITY])

    def action_open_customer(self):
        self.ensure_one()
        return self.partner_id._get_records_action(context={})
