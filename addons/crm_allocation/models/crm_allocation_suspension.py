# Copyright 2026 Customer Policy Suite contributors
# License AGPL-3.0 or later (https://www.gnu.org/licenses/agpl).

from dateutil.relativedelta import relativedelta

from odoo import api, fields, models
from odoo.exceptions import UserError
from odoo.fields import Domain
from odoo.tools import format_date


class CrmAllocationSuspension(models.Model):
    """A person who receives no customers for some turns or days (ALC-07 to ALC-10).

    A turn is consumed when allocation reaches the person; days run by the calendar of
    the company's time zone, the first and the last day included. A duty ban keeps an
    agent from hotlines; customers are allocated all the same.
    """

    _name = "crm.allocation.suspension"
    _inherit = ["crm.allocation.discipline.mixin"]
    _description = "Suspension from Allocation"
    _order = "id desc"
    _first_state = "proposed"

    kind = fields.Selection(
        [("turns", "Turns Skipped"), ("days", "Days"), ("duty", "No Hotline")],
        required=True,
        default="days",
        tracking=True,
        help="Turns: as many customers go to the next person. Days: nothing is "
        "allocated. No hotline: the agent takes no calls of hotlines.",
    )
    turns = fields.Integer(help="How many turns are skipped.")
    turns_left = fields.Integer(readonly=True, copy=False, tracking=True)
    days = fields.Integer(help="With the months, the length in calendar days.")
    months = fields.Integer(help="With the days, the length in calendar months.")
    date_from = fields.Date(string="From", readonly=True, copy=False)
    date_to = fields.Date(
        string="Until",
        readonly=True,
        copy=False,
        tracking=True,
        help="The last day. Turns have none: they end when they are used up.",
    )
    cause = fields.Selection(
        [
            ("mismatch", "Mismatches"),
            ("missed", "Missed clock"),
            ("violation", "Violation"),
            ("manual", "Decision of a manager"),
        ],
        required=True,
        readonly=True,
        default="manual",
        tracking=True,
    )
    reason = fields.Text(required=True)
    state = fields.Selection(
        [
            ("proposed", "Proposed"),
            ("active", "In Force"),
            ("served", "Served"),
            ("revoked", "Revoked"),
        ],
        required=True,
        readonly=True,
        default="proposed",
        index=True,
        tracking=True,
    )
    turn_ids = fields.One2many("crm.allocation.turn", "suspension_id", readonly=True)
    is_in_force = fields.Boolean(
        compute="_compute_is_in_force",
        search="_search_is_in_force",
        help="Keeps the person from customers, or from hotlines, now.",
    )

    # the same cause never suspends twice, whatever runs at once
    _origin_uniq = models.UniqueIndex(
        "(origin_model, origin_id, kind) WHERE origin_id IS NOT NULL",
        "This suspension is there already.",
    )
    _in_force_idx = models.Index("(member_id) WHERE state = 'active'")
    _has_length = models.Constraint(
        "CHECK((kind = 'turns' AND turns > 0)"
        " OR (kind != 'turns' AND days >= 0 AND months >= 0 AND days + months > 0))",
        "Say for how many turns, days or months.",
    )
    _turns_left_not_negative = models.Constraint(
        "CHECK(turns_left >= 0)", "All turns are used up."
    )

    @api.depends("kind", "turns", "turns_left", "date_to", "state", "user_id")
    def _compute_display_name(self):
        for record in self:
            record.display_name = self.env._(
                "%(person)s: %(length)s",
                person=record.user_id.name,
                length=record._get_length_sentence(),
            )

    def _get_length_sentence(self):
        self.ensure_one()
        if self.kind == "turns":
            if self.state == "active":
                return self.env._(
                    "%(left)s of %(turns)s turns left",
                    left=self.turns_left,
                    turns=self.turns,
                )
            return self.env._("%(turns)s turns", turns=self.turns)
        length = (
            self.env._("%(days)s days", days=self.days)
            if not self.months
            else self.env._(
                "%(months)s months, %(days)s days", months=self.months, days=self.days
            )
            if self.days
            else self.env._("%(months)s months", months=self.months)
        )
        if self.kind == "duty":
            length = self.env._("no hotline for %(length)s", length=length)
        if self.date_to:
            return self.env._(
                "%(length)s, until %(last)s",
                length=length,
                last=format_date(self.env, self.date_to),
            )
        return length

    @api.depends("state", "kind", "turns_left", "date_to", "company_id")
    def _compute_is_in_force(self):
        for record in self:
            record.is_in_force = record.state == "active" and (
                record.turns_left > 0
                if record.kind == "turns"
                else record.date_to >= record.company_id._policy_today()
            )

    def _search_is_in_force(self, operator, value):
        if operator != "in":
            return NotImplemented
        over = self.env["res.company"]._get_before_today_domain("date_to")
        domain = Domain("state", "=", "active") & (
            (Domain("kind", "=", "turns") & Domain("turns_left", ">", 0))
            | (Domain("kind", "!=", "turns") & ~over)
        )
        return Domain.OR(domain if wanted else ~domain for wanted in value)

    def _get_decision_fields(self):
        return super()._get_decision_fields() | {
            "turns_left",
            "date_from",
            "date_to",
        }

    def _get_fixed_fields(self):
        return super()._get_fixed_fields() | {"cause"}

    @api.model_create_multi
    def create(self, vals_list):
        asked = not self.env.su
        if asked:
            for vals in vals_list:
                vals["cause"] = "manual"
        records = super().create(vals_list)
        if asked:
            records._ask_managers()
        return records

    def _get_request_summary(self):
        return self.env._("Suspension proposed: %(what)s", what=self.display_name)

    # -- imposing ----------------------------------------------------------------------

    @api.model
    def _impose(self, vals_list):
        """Suspends people for what was found out; once for each origin and kind.

        :param vals_list: with ``is_immediate``: in force at once, or proposed to the
            managers first
        :return: the suspensions made
        """
        # sudo: consequences are drawn by rules, whoever brought them about
        model = self.sudo().with_context(
            mail_create_nolog=True, mail_create_nosubscribe=True
        )
        vals_list = model._drop_imposed(vals_list)
        prepared = []
        for vals in vals_list:
            vals = dict(vals)
            company = self.env["res.company"].browse(vals["company_id"])
            if vals.pop("is_immediate"):
                vals.update(model._prepare_force(company, **self._get_length(vals)))
            prepared.append(vals)
        suspensions = model.create(prepared)
        suspensions.filtered(lambda one: one.state == "proposed")._ask_managers()
        suspensions.filtered(lambda one: one.state == "active")._tell_suspended()
        return suspensions

    @api.model
    def _drop_imposed(self, vals_list):
        """Without those whose origin has been drawn upon already."""
        known = {
            (record.origin_model, record.origin_id, record.kind)
            for record in self.search(
                Domain("origin_id", "in", [vals["origin_id"] for vals in vals_list])
            )
        }
        return [
            vals
            for vals in vals_list
            if (vals["origin_model"], vals["origin_id"], vals["kind"]) not in known
        ]

    @api.model
    def _get_length(self, vals):
        return {name: vals.get(name, 0) for name in ("kind", "turns", "days", "months")}

    @api.model
    def _prepare_force(self, company, kind, turns, days, months):
        """What is written when a suspension comes into force today."""
        today = company._policy_today()
        vals = {"state": "active", "date_from": today}
        if kind == "turns":
            return {**vals, "turns_left": turns}
        after = today + relativedelta(months=months, days=days)
        return {**vals, "date_to": after - relativedelta(days=1)}

    def _tell_suspended(self):
        """One message a person, however many suspensions begin."""
        for user, suspensions in self.grouped("user_id").items():
            told = suspensions.sudo().with_context(lang=user.lang)  # sudo: the reason
            told.env["mail.thread"].message_notify(
                partner_ids=user.partner_id.ids,
                subject=told.env._("Suspended from allocation"),
                body="; ".join(
                    told.env._(
                        "%(length)s. Reason: %(reason)s",
                        length=one._get_length_sentence(),
                        reason=one.reason,
                    )
                    for one in told
                ),
            )

    # -- steps -------------------------------------------------------------------------

    def action_confirm(self):
        """The proposal comes into force today."""
        self._check_may_decide()
        self._lock("proposed")
        for record in self:
            force = record._prepare_force(
                record.company_id,
                record.kind,
                record.turns,
                record.days,
                record.months,
            )
            record._settle(force.pop("state"), **force)
        self._tell_suspended()

    def action_revoke(self):
        return self._ask_reason("revoke")

    def _get_reasoned_steps(self):
        return {"revoke": (self._revoke, self.env._("Revoke the Suspension"))}

    def _revoke(self, reason):
        """It ends now; the turns and days that were served stay served.

        :param str reason: why, in the manager's own words
        """
        self._check_may_decide()
        self._lock("proposed", "active")
        self._settle("revoked", reason)
        self._tell_person(
            lambda told: told.env._("Suspension revoked"),
            lambda told: told.env._(
                "%(length)s. Reason: %(reason)s",
                length=told._get_length_sentence(),
                reason=told.decision_reason,
            ),
        )

    # -- being served ------------------------------------------------------------------

    def _take_turn(self, partner=None, origin=None):
        """One turn of each is used up, and the log says by which allocation.

        :param partner: the customer who goes to the next person
        :param origin: the record that decided so
        :raises UserError: when another allocation is using it up right now
        """
        if not self:
            return
        # sudo: turns are used up by whoever allocates
        suspensions = self.sudo()
        suspensions._lock("active")
        suspensions.invalidate_recordset(["turns_left"])
        now = fields.Datetime.now()
        for suspension in suspensions:
            if not suspension.turns_left:
                raise UserError(self.env._("All turns are used up."))
            left = suspension.turns_left - 1
            suspension._decide(
                {"turns_left": left, "state": "active" if left else "served"}
            )
        self.env["crm.allocation.turn"].sudo().create(  # sudo: as above
            [
                {
                    "suspension_id": suspension.id,
                    "taken_on": now,
                    "partner_id": partner.id if partner else False,
                    "origin_model": origin._name if origin else False,
                    "origin_id": origin.id if origin else False,
                }
                for suspension in suspensions
            ]
        )

    @api.model
    def _cron_serve(self):
        """Suspensions whose last day is over are served; each company by its day."""
        over = self.env["res.company"]._get_before_today_domain("date_to")
        served = self.search(Domain("state", "=", "active") & over)
        served.try_lock_for_update()._decide({"state": "served"})
