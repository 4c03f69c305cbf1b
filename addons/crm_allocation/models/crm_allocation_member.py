# Copyright 2026 Customer Policy Suite contributors
# License AGPL-3.0 or later (https://www.gnu.org/licenses/agpl).

from psycopg2 import IntegrityError
from psycopg2.errors import SerializationFailure

from odoo import api, fields, models
from odoo.fields import Domain


class CrmAllocationMember(models.Model):
    """The card of a person who receives customers, one a company (ALC-06)."""

    _name = "crm.allocation.member"
    _description = "Allocation Card"
    _inherit = ["mail.thread"]
    _rec_name = "user_id"
    _order = "company_id, team_id, user_id"

    active = fields.Boolean(default=True)
    user_id = fields.Many2one(
        "res.users",
        string="Person",
        required=True,
        index=True,
        ondelete="cascade",
        domain="[('share', '=', False)]",
    )
    company_id = fields.Many2one(
        "res.company",
        required=True,
        ondelete="cascade",
        default=lambda self: self.env.company,
    )
    team_id = fields.Many2one(
        "crm.team",
        compute="_compute_team_id",
        store=True,
        precompute=True,
        readonly=False,
        index="btree_not_null",
        help="The department; its leader is the person's sales manager.",
    )
    level_id = fields.Many2one(
        "crm.allocation.level", ondelete="restrict", tracking=True
    )
    class_ids = fields.Many2many(
        "crm.allocation.class",
        string="Classes",
        help="The classes of customers that this person may receive. None: all.",
    )
    state_ids = fields.Many2many(
        "res.country.state",
        string="Territory",
        help="The regions whose customers this person receives. None: all.",
    )
    is_receiving = fields.Boolean(
        string="Receives Customers",
        default=True,
        tracking=True,
        help="Takes part in the allocation of customers.",
    )
    is_intake = fields.Boolean(
        string="Intake Agent", help="Takes calls and judges the class of who calls."
    )
    capacity = fields.Integer(
        string="Customers at Most",
        tracking=True,
        help="0: what the level says. -1: as many as come, whatever the level says.",
    )
    weight = fields.Float(
        default=1.0,
        tracking=True,
        help="Multiplies the weight of the level. 0: nothing is allocated by turns.",
    )
    last_allocated_on = fields.Datetime(
        string="Last Allocation",
        readonly=True,
        copy=False,
        help="Who has waited longest comes first.",
    )
    owned_count = fields.Integer(string="Customers", compute="_compute_owned_count")
    effective_capacity = fields.Integer(
        compute="_compute_effective_capacity",
        help="0: as many as come.",
    )
    effective_weight = fields.Float(compute="_compute_effective_weight")

    _user_company_uniq = models.Constraint(
        "UNIQUE(user_id, company_id)", "This person has a card in the company already."
    )
    _weight_not_negative = models.Constraint(
        "CHECK(weight >= 0)", "A weight cannot be negative."
    )
    _capacity_from = models.Constraint(
        "CHECK(capacity >= -1)", "Customers at most is 0, -1 or a positive number."
    )

    @api.depends("user_id", "company_id")
    def _compute_team_id(self):
        """The team that the person sells in, where it is one of the company."""
        for member in self:
            team = member.user_id.sale_team_id
            company = team.company_id
            if member.team_id or (company and company != member.company_id):
                continue
            member.team_id = team

    def _compute_owned_count(self):
        # sudo: how many customers somebody has is no secret, which ones is
        counts = {
            (user, company): count
            for user, company, count in self.env["crm.ownership"]
            .sudo()
            ._read_group(
                Domain("user_id", "in", self.user_id.ids)
                & Domain("date_to", "=", False),
                ["user_id", "company_id"],
                ["__count"],
            )
        }
        for member in self:
            member.owned_count = counts.get((member.user_id, member.company_id), 0)

    @api.depends("capacity", "level_id.capacity")
    def _compute_effective_capacity(self):
        for member in self:
            member.effective_capacity = max(
                member.capacity or member.level_id.capacity, 0
            )

    @api.depends("weight", "level_id.weight")
    def _compute_effective_weight(self):
        for member in self:
            level = member.level_id
            member.effective_weight = member.weight * (level.weight if level else 1.0)

    @api.model
    def _get_for(self, user, company):
        """The card of a person, made where there is none yet."""
        # sudo: a card is looked up and opened for people who may not write cards
        cards = self.sudo().with_context(active_test=False)
        domain = [("user_id", "=", user.id), ("company_id", "=", company.id)]
        if card := cards.search(domain):
            return card
        try:
            with self.env.cr.savepoint():
                return cards.create({"user_id": user.id, "company_id": company.id})
        except IntegrityError as error:
            # somebody else opened it a moment ago; Odoo calls once more and sees it
            raise SerializationFailure from error

    def action_open_customers(self):
        """The customers that this person owns now."""
        self.ensure_one()
        action = self.env["ir.actions.act_window"]._for_xml_id(
            "crm_allocation.crm_ownership_action"
        )
        return {
            **action,
            "domain": [
                ("user_id", "=", self.user_id.id),
                ("company_id", "=", self.company_id.id),
            ],
        }
