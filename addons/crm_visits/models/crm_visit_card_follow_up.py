# Copyright 2026 Customer Policy Suite contributors
# License AGPL-3.0 or later (https://www.gnu.org/licenses/agpl).

from odoo import api, fields, models


class CrmVisitCard(models.Model):
    """The people met at a show are followed up by the representative of the area."""

    _inherit = "crm.visit.card"

    follow_up_user_id = fields.Many2one(
        "res.users",
        string="Followed up by",
        check_company=True,
        index="btree_not_null",
        readonly=True,
        copy=False,
        help="The salesperson of the customer, else the representative of the area, "
        "else who is responsible for the show.",
    )
    followed_on = fields.Datetime(
        string="Followed up on",
        readonly=True,
        copy=False,
        help="By a visit of any channel, or marked by the representative.",
    )
    follow_up_open = fields.Integer(
        string="Still to Follow up", compute="_compute_follow_up", store=True
    )
    follow_up_done = fields.Integer(
        string="Followed Up", compute="_compute_follow_up", store=True
    )
    may_follow_up = fields.Boolean(compute="_compute_may_follow_up")

    @api.depends("follow_up_user_id", "followed_on")
    def _compute_follow_up(self):
        for card in self:
            is_handed_over = bool(card.follow_up_user_id)
            card.follow_up_done = is_handed_over and bool(card.followed_on)
            card.follow_up_open = is_handed_over and not card.followed_on

    @api.depends("follow_up_user_id", "followed_on")
    @api.depends_context("uid")
    def _compute_may_follow_up(self):
        is_officer = self.env.user.has_group("crm_policy.group_officer")
        for card in self:
            mine = card.follow_up_user_id == self.env.user
            card.may_follow_up = bool(card.follow_up_open and (mine or is_officer))

    def _get_decision_fields(self):
        return super()._get_decision_fields() | {"follow_up_user_id", "followed_on"}

    def _hand_over(self):
        """An activity for each card, one batch a representative."""
        users = self._get_representatives()
        by_user = self.grouped(lambda card: users[card] or card.exhibition_id.user_id)
        for user, cards in by_user.items():
            cards._decide({"follow_up_user_id": user.id})
            # sudo: customer service gives work to representatives; nobody wants a
            # mail for each of hundreds of cards
            records = cards.sudo().with_context(
                lang=user.lang, mail_activity_quick_update=True
            )
            records.activity_schedule(
                "crm_visits.mail_activity_type_card",
                summary=records.env._("Follow up the contact of the exhibition"),
                user_id=user.id,
            )

    def action_followed_up(self):
        """The representative got in touch without recording a visit."""
        self._lock("created", "linked")
        self._close_follow_up()

    def _close_follow_up(self):
        waiting = self.filtered("follow_up_open")
        waiting._decide({"followed_on": fields.Datetime.now()})
        # sudo: the activity ends, whoever did the work
        waiting.sudo().activity_unlink(["crm_visits.mail_activity_type_card"])
