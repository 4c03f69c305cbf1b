# Copyright 2026 Customer Policy Suite contributors
# License AGPL-3.0 or later (https://www.gnu.org/licenses/agpl).

from ast import literal_eval

from odoo import api, fields, models
from odoo.exceptions import ValidationError
from odoo.fields import Domain

from ..engine import queueing, routing

# What a rule decides by; a change makes another version of it.
_PARAMETERS = {
    "sequence",
    "active",
    "domain",
    "class_ids",
    "state_ids",
    "source_ids",
    "hour_from",
    "hour_to",
    "team_ids",
    "level_ids",
    "match_class",
    "match_territory",
    "respects_hours",
    "order",
    "max_share",
    "fallback",
}


class CrmAllocationRule(models.Model):
    """Which customers go to whom; the first rule that matches decides (ALC-06)."""

    _name = "crm.allocation.rule"
    _description = "Allocation Rule"
    _inherit = ["mail.thread"]
    _order = "sequence, id"
    _check_company_auto = True

    sequence = fields.Integer(default=10)
    active = fields.Boolean(default=True, tracking=True)
    name = fields.Char(required=True, translate=True, tracking=True)
    company_id = fields.Many2one(
        "res.company",
        required=True,
        index=True,
        ondelete="cascade",
        default=lambda self: self.env.company,
    )
    version = fields.Integer(
        default=1,
        readonly=True,
        copy=False,
        help="Counts the changes. Each decision names the version that decided.",
    )
    domain = fields.Char(
        string="Condition", default="[]", tracking=True, help="Of the customer."
    )
    class_ids = fields.Many2many(
        "crm.allocation.class", string="Classes", help="None: of any class."
    )
    state_ids = fields.Many2many(
        "res.country.state", string="Regions", help="None: of any region."
    )
    source_ids = fields.Many2many(
        "crm.customer.source", string="Sources", help="None: from any source."
    )
    hour_from = fields.Float(
        string="From (hour)", help="The rule counts from this time of the day."
    )
    hour_to = fields.Float(
        string="To (hour)",
        default=24.0,
        help="The rule counts until this time of the day.",
    )
    team_ids = fields.Many2many(
        "crm.team", string="Teams", check_company=True, help="None: all people."
    )
    level_ids = fields.Many2many(
        "crm.allocation.level", string="Levels", help="None: people of any level."
    )
    match_class = fields.Boolean(
        string="Within Class Rights",
        default=True,
        help="Only people who may receive the class of the customer.",
    )
    match_territory = fields.Boolean(
        string="Within Territory",
        default=True,
        help="Only people whose territory holds the region of the customer. People "
        "without territory serve all regions.",
    )
    respects_hours = fields.Boolean(
        string="Only at Work",
        help="Only people who are at work now; when nobody is, the customer waits "
        "until somebody is. Otherwise whoever receives a customer out of hours is "
        "expected to contact it when work begins.",
    )
    order = fields.Selection(
        [
            (queueing.BY_WAIT, "Longest wait first"),
            (queueing.BY_LEVEL, "Higher level first"),
        ],
        required=True,
        default=queueing.BY_WAIT,
        tracking=True,
    )
    max_share = fields.Float(
        string="Largest Share (%)", tracking=True, help="0: what the settings say."
    )
    fallback = fields.Selection(
        [("next", "The next rule"), ("wait", "It waits")],
        string="If Nobody Can",
        required=True,
        default="next",
        tracking=True,
    )
    decision_count = fields.Integer(
        string="Decisions", compute="_compute_decision_count"
    )
    waiting_count = fields.Integer(
        string="Waiting",
        compute="_compute_waiting_count",
        help="Customers that wait now and meet the conditions.",
    )

    _share_range = models.Constraint(
        "CHECK(max_share >= 0 AND max_share <= 100)",
        "The largest share is between 0 % and 100 %.",
    )
    _hours_in_order = models.Constraint(
        "CHECK(hour_from >= 0 AND hour_to <= 24 AND hour_from < hour_to)",
        "The hours of a rule lie between 0 and 24, in their order.",
    )

    def _compute_decision_count(self):
        counts = dict(
            self.env["crm.allocation.decision"]._read_group(
                [("rule_id", "in", self.ids)], ["rule_id"], ["__count"]
            )
        )
        for rule in self:
            rule.decision_count = counts.get(rule._origin, 0)

    def _compute_waiting_count(self):
        for rule in self:
            customers = self.env["res.partner"].with_company(rule.company_id)
            rule.waiting_count = customers.search_count(
                Domain("customer_holder", "=", "company") & rule._get_domain()
            )

    @api.constrains("domain")
    def _check_domain(self):
        for rule in self:
            try:
                self.env["res.partner"]._search(rule._get_domain())
            except (ValueError, SyntaxError, TypeError) as error:
                raise ValidationError(
                    self.env._(
                        "The condition of the rule %(rule)s cannot be read: %(error)s",
                        rule=rule.name,
                        error=error,
                    )
                ) from error

    def write(self, vals):
        if _PARAMETERS & vals.keys():
            for rule in self:
                super(CrmAllocationRule, rule).write(
                    {**vals, "version": rule.version + 1}
                )
            return True
        return super().write(vals)

    def _get_domain(self):
        """The customers of the rule, whatever the time."""
        self.ensure_one()
        domain = Domain(literal_eval(self.domain or "[]"))
        if self.class_ids:
            domain &= Domain("allocation_class_id", "in", self.class_ids.ids)
        if self.state_ids:
            domain &= Domain("state_id", "in", self.state_ids.ids)
        if self.source_ids:
            domain &= Domain("customer_source_id", "in", self.source_ids.ids)
        return domain

    def _counts_at(self, moment):
        """Whether a moment lies in the hours of the rule.

        :param datetime moment: aware, in the time zone of the policies
        """
        self.ensure_one()
        hour = moment.hour + moment.minute / 60
        return self.hour_from <= hour < self.hour_to

    def _to_engine(self):
        self.ensure_one()
        share = self.max_share or self.company_id.allocation_max_share
        return routing.Rule(
            self.id,
            team_ids=frozenset(self.team_ids.ids),
            level_ids=frozenset(self.level_ids.ids),
            match_class=self.match_class,
            match_territory=self.match_territory,
            respects_hours=self.respects_hours,
            order=self.order,
            share=round(share * 100),
            goes_on=self.fallback == "next",
        )

    def _get_snapshot(self):
        """What decided, to be kept with the decisions; readable without the rule."""
        self.ensure_one()
        return {
            "condition": self.domain or "[]",
            "classes": self.class_ids.mapped("code"),
            "regions": self.state_ids.mapped("name"),
            "sources": self.source_ids.mapped("name"),
            "hours": [self.hour_from, self.hour_to],
            "teams": self.team_ids.mapped("name"),
            "levels": self.level_ids.mapped("name"),
            "match_class": self.match_class,
            "match_territory": self.match_territory,
            "respects_hours": self.respects_hours,
            "order": self.order,
            "share": self._to_engine().share,
            "fallback": self.fallback,
        }

    def action_open_decisions(self):
        self.ensure_one()
        action = self.env["ir.actions.act_window"]._for_xml_id(
            "crm_allocation.crm_allocation_decision_action"
        )
        return {**action, "domain": [("rule_id", "=", self.id)], "context": {}}

    def action_open_waiting(self):
        """The customers that wait and meet the conditions of the rule."""
        self.ensure_one()
        action = self.env["ir.actions.act_window"]._for_xml_id(
            "crm_allocation.res_partner_action_waiting"
        )
        domain = Domain("customer_holder", "=", "company") & self._get_domain()
        return {**action, "domain": list(domain)}
