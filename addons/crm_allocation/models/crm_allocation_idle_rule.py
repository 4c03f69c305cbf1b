# Copyright 2026 Customer Policy Suite contributors
# License AGPL-3.0 or later (https://www.gnu.org/licenses/agpl).

from odoo import api, fields, models
from odoo.fields import Domain
from odoo.tools import SQL

from ..engine.idle_sql import Question, standing

UNITS = {"day": "days", "week": "weeks", "month": "months"}


class CrmAllocationIdleRule(models.Model):
    """After how long without a sales action a customer may be taken back (ALC-04)."""

    _name = "crm.allocation.idle.rule"
    _description = "Idle Rule"
    _inherit = ["mail.thread", "mail.activity.mixin"]
    _order = "company_id, id"

    active = fields.Boolean(default=True, tracking=True)
    name = fields.Char(required=True, translate=True)
    company_id = fields.Many2one(
        "res.company",
        required=True,
        ondelete="cascade",
        default=lambda self: self.env.company,
    )
    number = fields.Integer(
        string="Idle After",
        default=2,
        required=True,
        tracking=True,
        help="Without a sales action for so long. 0: never, but for the classes below.",
    )
    unit = fields.Selection(
        [("day", "Days"), ("week", "Weeks"), ("month", "Calendar Months")],
        default="month",
        required=True,
        tracking=True,
    )
    notice_days = fields.Integer(
        string="Warn Before",
        default=7,
        tracking=True,
        help="In days: so many at least lie between the warning and the proposal.",
    )
    counts_any_person = fields.Boolean(
        string="Actions of Anybody",
        tracking=True,
        help="Also the sales actions of others than the owner count.",
    )
    exempts_protected = fields.Boolean(
        string="Except Protected Customers", default=True, tracking=True
    )
    exempts_planned = fields.Boolean(
        string="Except When Work Is Planned",
        tracking=True,
        help="The owner has an activity or a meeting with the customer still to come.",
    )
    is_automatic = fields.Boolean(
        string="Take Back Automatically",
        tracking=True,
        help="Off: the director decides on each proposal.",
    )
    pool_id = fields.Many2one(
        "crm.allocation.pool",
        domain="[('company_id', '=', company_id)]",
        check_company=True,
        help="Where customers go that are taken back. None: by region and team.",
    )
    line_ids = fields.One2many("crm.allocation.idle.rule.line", "rule_id", copy=True)
    idle_count = fields.Integer(string="To Decide", compute="_compute_idle_count")

    _company_uniq = models.UniqueIndex(
        "(company_id) WHERE active IS TRUE", "A company has one idle rule."
    )
    _figures_not_negative = models.Constraint(
        "CHECK(number >= 0 AND notice_days >= 0)", "Times cannot be negative."
    )

    def _compute_idle_count(self):
        counts = dict(
            self.env["crm.allocation.idle"]._read_group(
                Domain("rule_id", "in", self.ids) & Domain("state", "=", "proposed"),
                ["rule_id"],
                ["__count"],
            )
        )
        for rule in self:
            rule.idle_count = counts.get(rule._origin, 0)

    @api.model
    def _get_for(self, company):
        """The rule of a company; none where nobody wrote one."""
        # sudo: the rule holds for people who may not read it
        return self.sudo().search([("company_id", "=", company.id)], limit=1)

    # -- what the statement is asked ---------------------------------------------------

    def _get_question(self, partners=None):
        """What is asked of the customers with an owner.

        :param partners: only these customers
        """
        self.ensure_one()
        company = self.company_id
        joins, numbers = [], []
        for join, number in self._get_number_parts():
            joins.append(join)
            numbers.append(number)
        selects = self.env["crm.allocation.action"]._get_action_selects()
        codes = company.sudo().allocation_action_ids.mapped("code")  # sudo: a setting
        return Question(
            company=company.id,
            zone=company.policy_tz,
            today=company._policy_today(),
            now=fields.Datetime.now(),
            selects=[selects[code] for code in codes if code in selects],
            any_person=self.counts_any_person,
            span=self._get_span(SQL(", ").join([*numbers, SQL("%s", self.number)])),
            joins=joins,
            exempt=self._get_exempt_conditions(),
            partners=None if partners is None else partners.ids,
        )

    def _get_span(self, numbers):
        """The time without action as an interval; NULL for never."""
        return SQL(
            "make_interval(%s => NULLIF(COALESCE(%s), 0)::int4)",
            SQL.identifier(UNITS[self.unit]),
            numbers,
        )

    def _get_number_parts(self):
        """Other times by what a customer is, those that go before others first.

        :return: list of a join to ``line`` and ``customer``, and the number found by it
        """
        lines = self.line_ids.filtered("class_id")
        if not lines:
            return []
        return [
            (
                SQL(
                    "LEFT JOIN (VALUES %s) by_class (class_id, number)"
                    " ON by_class.class_id = customer.allocation_class_id",
                    SQL(", ").join(
                        SQL("(%s, %s)", line.class_id.id, line.number) for line in lines
                    ),
                ),
                SQL("by_class.number"),
            )
        ]

    def _get_exempt_conditions(self):
        """Under which conditions a customer is left alone, on ``line``."""
        today = self.company_id._policy_today()
        conditions = [
            SQL(
                """EXISTS (SELECT FROM crm_allocation_exemption exemption
                            WHERE exemption.partner_id = line.partner_id
                              AND exemption.company_id = line.company_id
                              AND exemption.active
                              AND (exemption.date_until IS NULL
                                   OR exemption.date_until >= %s))""",
                today,
            )
        ]
        if self.exempts_protected:
            conditions.append(SQL("COALESCE(line.protected_until >= %s, FALSE)", today))
        if self.exempts_planned:
            conditions += self._get_planned_conditions()
        return conditions

    def _get_planned_conditions(self):
        """Work of the owner with the customer that is still to come, on ``line``.

        The warning about the idle customer itself is no such work.
        """
        warning = self.env.ref("crm_allocation.mail_activity_type_idle")
        today = self.company_id._policy_today()
        return [
            SQL(
                """EXISTS (SELECT FROM mail_activity activity
                             JOIN res_partner contact ON contact.id = activity.res_id
                            WHERE activity.res_model = 'res.partner'
                              AND contact.commercial_partner_id = line.partner_id
                              AND activity.active
                              AND activity.user_id = line.user_id
                              AND activity.activity_type_id <> %s
                              AND activity.date_deadline >= %s)""",
                warning.id,
                today,
            ),
            SQL(
                """EXISTS (SELECT FROM calendar_event event
                             JOIN calendar_attendee guest ON guest.event_id = event.id
                             JOIN res_partner contact ON contact.id = guest.partner_id
                             JOIN calendar_attendee host ON host.event_id = event.id
                             JOIN res_users person
                               ON person.partner_id = host.partner_id
                            WHERE event.active
                              AND contact.commercial_partner_id = line.partner_id
                              AND person.id = line.user_id
                              AND event.stop > %s)""",
                fields.Datetime.now(),
            ),
        ]

    @api.model
    def _create_missing(self):
        """Every company has the rule of the written policy until it changes it."""
        companies = self.env["res.company"].search(Domain.TRUE)
        present = self.with_context(active_test=False).search(Domain.TRUE).company_id
        self.create(
            [
                {"name": self.env._("Idle customers"), "company_id": company.id}
                for company in companies - present
            ]
        )

    def action_open_idle(self):
        """The customers that are to be decided on."""
        self.ensure_one()
        return self.env["ir.actions.act_window"]._for_xml_id(
            "crm_allocation.crm_allocation_idle_action"
        )

    def action_review_now(self):
        """Looks for idle customers without waiting for the night."""
        self.ensure_one()
        self.check_access("write")
        # sudo: proposals are made by the rule, by nobody in person
        counts = self.sudo()._review(commit=False)
        return {
            "type": "ir.actions.client",
            "tag": "display_notification",
            "params": {
                "type": "info",
                "message": self.env._(
                    "Owners warned: %(warned)s. Proposed to the director: "
                    "%(proposed)s. No longer idle: %(withdrawn)s.",
                    **counts,
                ),
            },
        }

    def _get_standings(self, partners):
        """Last action and idle day of customers, a row by id of the customer."""
        self.env.flush_all()
        # raw SQL: one statement for any number of customers
        self.env.cr.execute(standing(self._get_question(partners)))
        return {row["partner_id"]: row for row in self.env.cr.dictfetchall()}
