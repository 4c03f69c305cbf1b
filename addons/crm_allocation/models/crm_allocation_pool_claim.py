# Copyright 2026 Customer Policy Suite contributors
# License AGPL-3.0 or later (https://www.gnu.org/licenses/agpl).

from odoo import api, fields, models
from odoo.fields import Domain

from ..engine.claims import PERIODS, Cap


class CrmAllocationPool(models.Model):
    """Who may claim from a pool, how much, and after what time (ALC-05)."""

    _name = "crm.allocation.pool"
    _inherit = ["crm.allocation.pool", "mail.thread"]

    level_ids = fields.Many2many(
        "crm.allocation.level",
        string="Levels",
        help="Only salespeople of these levels claim from this pool. None: all levels.",
    )
    manager_ids = fields.Many2many(
        "res.users",
        "crm_allocation_pool_manager_rel",
        string="Looked After By",
        domain="[('share', '=', False)]",
        help="Who may put customers into this pool and take them out, besides the "
        "director and delegates.",
    )
    is_name_shown = fields.Boolean(
        string="Names Are Shown",
        tracking=True,
        help="Off: names are masked until a customer is claimed. Phone, e-mail, "
        "contacts and street are never shown.",
    )
    claims_per_day = fields.Integer(
        default=5, tracking=True, help="Of each person, from this pool. 0: no limit."
    )
    claims_per_week = fields.Integer(
        tracking=True, help="Monday to Sunday, of each person. 0: no limit."
    )
    claims_per_month = fields.Integer(
        tracking=True, help="Calendar month, of each person. 0: no limit."
    )
    held_at_most = fields.Integer(
        string="Customers at Most",
        tracking=True,
        help="Somebody who has so many customers, from wherever, claims no more from "
        "this pool. 0: only the allocation card of the person limits.",
    )
    cooling_days = fields.Integer(
        string="Cooling-Off (days)",
        default=30,
        tracking=True,
        help="So long after a customer was theirs, its former owners do not claim it. "
        "0: at once.",
    )
    arrival_days = fields.Integer(
        string="Wait of New Arrivals (days)",
        tracking=True,
        help="So long after it came into the pool, nobody claims a customer. 0: at "
        "once.",
    )
    respects_class = fields.Boolean(
        string="Classes of the Card",
        default=True,
        help="People claim only customers of the classes that their allocation card "
        "allows.",
    )
    respects_territory = fields.Boolean(
        string="Territory of the Card",
        help="People claim only customers of the territory on their allocation card.",
    )
    bars_suspended = fields.Boolean(
        string="Suspended People Do Not Claim",
        default=True,
        tracking=True,
        help="Whoever is suspended from allocation for some days claims nothing "
        "meanwhile.",
    )
    limit_ids = fields.One2many("crm.allocation.pool.limit", "pool_id", copy=True)
    is_open_to_me = fields.Boolean(
        string="I May Claim",
        compute="_compute_is_open_to_me",
        search="_search_is_open_to_me",
    )

    _figures_not_negative = models.Constraint(
        "CHECK(claims_per_day >= 0 AND claims_per_week >= 0 AND claims_per_month >= 0"
        " AND held_at_most >= 0 AND cooling_days >= 0 AND arrival_days >= 0)",
        "Limits and waiting times cannot be negative.",
    )

    # -- open to whom ------------------------------------------------------------------

    @api.depends_context("uid")
    @api.depends("team_ids", "level_ids", "company_id")
    def _compute_is_open_to_me(self):
        pools = self.filtered_domain(self._get_open_domain())
        for pool in self:
            pool.is_open_to_me = pool in pools

    @api.model
    def _search_is_open_to_me(self, operator, value):
        if operator != "in":
            return NotImplemented
        domain = self._get_open_domain()
        return Domain.OR(domain if one else ~domain for one in value)

    @api.model
    def _get_open_domain(self):
        """The pools from which the present user may claim, by team and level."""
        user = self.env.user
        # sudo: which teams and levels somebody has, whoever may read them
        teams = (
            self.env["crm.team"]
            .sudo()
            .search(
                Domain("member_ids", "in", user.ids) | Domain("user_id", "=", user.id)
            )
        )
        cards = self.env["crm.allocation.member"].sudo()
        cards = cards.search([("user_id", "=", user.id), ("level_id", "!=", False)])
        by_level = Domain("level_ids", "=", False) | Domain.OR(
            Domain("company_id", "=", card.company_id.id)
            & Domain("level_ids", "in", card.level_id.ids)
            for card in cards
        )
        return by_level & (
            Domain("team_ids", "=", False) | Domain("team_ids", "in", teams.ids)
        )

    def _may_manage(self):
        """Whether the present user puts customers in and takes them out at will."""
        self.ensure_one()
        # sudo: who looks after a pool, whoever asks
        return (
            self.company_id._may_allocate() or self.env.user in self.sudo().manager_ids
        )

    # -- limits ------------------------------------------------------------------------

    def _get_caps(self, card, claimed, held, scopes):
        """The limits of a person here, with what is used of them.

        :param card: the allocation card, may be empty
        :param claimed: for each period, the customers claimed from this pool in it
        :param list held: ids of the customers that the person has
        :param dict scopes: the scope (a grade) of customers, by id
        :return: list of :class:`~..engine.claims.Cap`
        """
        self.ensure_one()
        general = self._get_limit(card.level_id)
        limits = [(None, general)]
        limits += [
            (scope, self._get_limit(card.level_id, scope))
            for scope in self.limit_ids._get_scopes()
        ]
        caps = []
        for scope, (per_period, held_at_most) in limits:
            for period in PERIODS:
                used = _count(claimed[period], scopes, scope)
                caps.append(Cap(period, per_period[period], used, scope))
            caps.append(Cap("held", held_at_most, _count(held, scopes, scope), scope))
        caps.append(Cap("card", card.effective_capacity, len(held)))
        return caps

    def _get_limit(self, level, scope=None):
        """Claims by period and customers at most, of a level and a scope.

        A line of the level says it, else one for all levels, else the pool itself.
        """
        lines = self.limit_ids.filtered(
            lambda line: line._get_scope() == scope
            and (not line.level_id or line.level_id == level)
        )
        line = lines.sorted(lambda line: not line.level_id)[:1]
        source = line or (self if scope is None else line)
        per_period = {period: source[f"claims_per_{period}"] for period in PERIODS}
        return per_period, source.held_at_most

    # -- where a customer belongs ------------------------------------------------------

    @api.model
    def _get_for_customers(self, partners, company):
        """The pool of each customer: the first that its region and its team allow.

        :return: dict of pool by customer; no pool where the company has none
        """
        pools = self.search([("company_id", "=", company.id)])
        # sudo: the team that had a customer, whoever may read the ledger
        lines = partners._get_open_ownership(company).grouped("partner_id")
        return {
            partner: pools.filtered(
                lambda pool, partner=partner: pool._takes(
                    partner.state_id,
                    lines[partner].sudo().team_id if partner in lines else None,
                )
            )[:1]
            or pools[:1]
            for partner in partners
        }

    def _takes(self, state, team):
        self.ensure_one()
        return (not self.state_ids or state in self.state_ids) and (
            not self.team_ids or not team or team in self.team_ids
        )

    def action_open_customers(self):
        """The customers that wait here now."""
        self.ensure_one()
        action = self.env["ir.actions.act_window"]._for_xml_id(
            "crm_allocation.crm_allocation_pool_customer_action"
        )
        return {**action, "domain": [("pool_id", "=", self.id)], "context": {}}


def _count(customers, scopes, scope):
    """How many of the customers are of a scope; all without one."""
    if scope is None:
        return len(customers)
    return sum(scopes.get(customer) == scope for customer in customers)
