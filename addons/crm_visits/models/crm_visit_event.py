# Copyright 2026 Customer Policy Suite contributors
# License AGPL-3.0 or later (https://www.gnu.org/licenses/agpl).

from odoo import api, fields, models
from odoo.exceptions import UserError


class CrmVisitEvent(models.Model):
    """An important event of a customer, reported to the department (VIS-13).

    Everybody with a role reads it, unless it is confidential: then the reporter, the
    leader of the department, the people named, managers and auditors.
    """

    _name = "crm.visit.event"
    _inherit = ["crm.visit.followup.mixin"]
    _description = "Important Event of a Customer"
    _order = "date desc, id desc"
    _first_state = "reported"

    name = fields.Char(string="What Happened", required=True, tracking=True)
    kind_id = fields.Many2one(
        "crm.visit.event.kind", required=True, ondelete="restrict", index=True
    )
    kind_color = fields.Integer(related="kind_id.color", string="Kind Colour")
    date = fields.Date(
        string="Learnt on",
        required=True,
        index=True,
        default=lambda self: self.env.company._policy_today(),
    )
    user_id = fields.Many2one(string="Reported by")
    description = fields.Text(help="What is known, from whom, and how sure it is.")
    is_confidential = fields.Boolean(
        string="Confidential",
        compute="_compute_is_confidential",
        store=True,
        precompute=True,
        readonly=False,
        tracking=True,
        help="Only the reporter, the leader of the department, the people named, "
        "managers and auditors read it.",
    )
    named_user_ids = fields.Many2many(
        "res.users",
        "crm_visit_event_named_rel",
        string="Also Told",
        domain="[('share', '=', False)]",
        help="Who reads it although it is confidential.",
    )
    state = fields.Selection(
        [
            ("reported", "Reported"),
            ("acknowledged", "Acknowledged"),
            ("closed", "Closed"),
        ],
        required=True,
        readonly=True,
        default="reported",
        copy=False,
        index=True,
        tracking=True,
        group_expand=True,
    )
    measure = fields.Text(
        tracking=True, help="What the department does about it; needed to acknowledge."
    )
    acknowledged_by_id = fields.Many2one("res.users", readonly=True, copy=False)
    acknowledged_on = fields.Datetime(readonly=True, copy=False)
    closed_on = fields.Date(readonly=True, copy=False)
    close_reason = fields.Text(
        string="What Came of It", readonly=True, copy=False, tracking=True
    )
    can_acknowledge = fields.Boolean(compute="_compute_can_acknowledge")

    def _get_decision_fields(self):
        return super()._get_decision_fields() | {
            "acknowledged_by_id",
            "acknowledged_on",
            "closed_on",
            "close_reason",
        }

    @api.depends("kind_id")
    def _compute_is_confidential(self):
        for event in self:
            event.is_confidential = event.is_confidential or (
                event.kind_id.is_confidential
            )

    @api.depends("team_id")
    @api.depends_context("uid")
    def _compute_can_acknowledge(self):
        for event in self:
            event.can_acknowledge = event._may_acknowledge()

    def _may_acknowledge(self):
        """The leader of the department, officers and managers."""
        user = self.env.user
        # sudo: who leads a department is no secret
        leads = self.team_id.sudo().user_id == user
        return leads or user.has_group("crm_policy.group_officer")

    @api.model_create_multi
    def create(self, vals_list):
        events = super().create(vals_list)
        events._report()
        return events

    def _check_change(self, vals):
        if self._get_changed(vals, {"user_id", "company_id", "partner_id"}):
            raise UserError(
                self.env._("An event stays with its customer and its reporter.")
            )
        return super()._check_change(vals)

    def write(self, vals):
        before = {event: event._get_told_users() for event in self}
        result = super().write(vals)
        if {"named_user_ids", "is_confidential"} & vals.keys():
            for event in self:
                event._tell(event._get_told_users() - before[event])
        return result

    @api.ondelete(at_uninstall=False)
    def _unlink_if_manager(self):
        if not self.env.user.has_group("crm_policy.group_manager"):
            raise UserError(self.env._("A reported event is not deleted; close it."))

    # -- reported ----------------------------------------------------------------------

    def _report(self):
        """The department hears of it at once: who acts, and who is to know."""
        for event in self:
            actors = event._get_leader() or event._get_deciding_managers()
            event._ask(actors - self.env.user)
            event._tell(event._get_told_users() - actors - self.env.user)

    def _get_told_users(self):
        """Who gets a message, besides the one who has to act."""
        self.ensure_one()
        # sudo: who manages or is named need not be readable for the reporter
        told = self.sudo().named_user_ids | self._get_deciding_managers()
        if not self.is_confidential:
            told |= self.sudo().company_id.visit_event_user_ids
        return told

    def _ask(self, users):
        """An activity in the language of each who has to act."""
        for user in users:
            # sudo: the reporter may not plan work for superiors
            event = self.sudo().with_context(lang=user.lang)
            event.activity_schedule(
                "mail.mail_activity_data_todo",
                summary=event.env._(
                    "Important event of %(customer)s: acknowledge it with a measure",
                    customer=event.partner_id.name,
                ),
                user_id=user.id,
            )

    def _tell(self, users):
        for user in users:
            # sudo: the reporter may not read what the reader may
            event = self.sudo().with_context(lang=user.lang)
            event.message_notify(
                partner_ids=user.partner_id.ids,
                subject=event.env._(
                    "Important event of %(customer)s", customer=event.partner_id.name
                ),
                body=event.env._(
                    "%(user)s reports: %(event)s",
                    user=event.user_id.name,
                    event=event.name,
                ),
            )

    # -- steps -------------------------------------------------------------------------

    def action_acknowledge(self):
        """The leader knows, and says what is done about it."""
        self._lock("reported")
        for event in self:
            if not event._may_acknowledge():
                raise UserError(
                    self.env._("The leader of the department acknowledges the event.")
                )
            if not (event.measure or "").strip():
                raise UserError(
                    self.env._("Say what is done about it before you acknowledge.")
                )
        self._decide(
            {
                "state": "acknowledged",
                "acknowledged_by_id": self.env.uid,
                "acknowledged_on": fields.Datetime.now(),
            }
        )
        self._close_request()

    def action_close(self):
        return self._ask_reason("closed")

    def _get_reasoned_states(self):
        return {"closed": ("acknowledged",)}

    def _get_reason_titles(self):
        return {"closed": self.env._("What Came of It?")}

    def _prepare_reasoned(self, outcome, reason):
        return {
            **super()._prepare_reasoned(outcome, reason),
            "closed_on": self._get_today(),
        }
