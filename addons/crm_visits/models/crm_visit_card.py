# Copyright 2026 Customer Policy Suite contributors
# License AGPL-3.0 or later (https://www.gnu.org/licenses/agpl).

from odoo import api, fields, models
from odoo.exceptions import UserError

from odoo.addons.crm_policy.engine import duplicates


class CrmVisitCard(models.Model):
    """A business card 名片 collected at an exhibition (VIS-11).

    Entered in bulk as it is; whatever is wrong with it, and whom it may be, shows
    before a customer is made of it. Nothing that was entered is lost.
    """

    _name = "crm.visit.card"
    _inherit = ["crm.policy.decision.mixin", "crm.visit.intake.mixin"]
    _description = "Card of an Exhibition"
    _order = "exhibition_id desc, line, id"
    _rec_name = "customer_name"
    _rec_names_search = ["customer_name", "contact_name"]
    _check_company_auto = True
    _source_code = "exhibition"

    exhibition_id = fields.Many2one(
        "crm.visit.exhibition",
        required=True,
        ondelete="restrict",
        index=True,
        check_company=True,
    )
    company_id = fields.Many2one(
        related="exhibition_id.company_id",
        store=True,
        precompute=True,
        default=None,
        readonly=True,
    )
    customer_source_id = fields.Many2one(
        compute="_compute_origin",
        store=True,
        readonly=False,
        precompute=True,
        default=None,
    )
    sales_channel_id = fields.Many2one(
        compute="_compute_origin", store=True, readonly=False, precompute=True
    )
    line = fields.Integer(
        readonly=True, aggregator=None, help="Line of the paste or the file."
    )
    needs = fields.Text()
    note = fields.Text()
    answer_ids = fields.One2many("crm.visit.card.answer", "card_id", string="Answers")
    decision = fields.Selection(
        [
            ("create", "New Customer"),
            ("link", "Known Customer"),
            ("skip", "Leave Out"),
        ],
        help="What becomes of the card. Proposed by what is known; you decide.",
    )
    problem = fields.Text(
        compute="_compute_problem",
        help="What must be put right before the card can be saved.",
    )
    earlier_card_id = fields.Many2one(
        "crm.visit.card",
        string="Same as",
        compute="_compute_earlier_card_id",
        help="An earlier card of this show with the same phone, e-mail or tax number.",
    )
    save_error = fields.Text(
        readonly=True, copy=False, help="Why saving it failed the last time."
    )
    entry_late = fields.Boolean(
        string="Entered Late",
        readonly=True,
        copy=False,
        help="Entered after the deadline of the show.",
    )
    open_count = fields.Integer(
        string="To Decide", compute="_compute_counts", store=True
    )
    new_count = fields.Integer(
        string="New Customers", compute="_compute_counts", store=True
    )
    known_count = fields.Integer(
        string="Known Customers", compute="_compute_counts", store=True
    )
    late_count = fields.Integer(
        string="Cards Entered Late", compute="_compute_counts", store=True
    )
    state = fields.Selection(
        [
            ("draft", "To Decide"),
            ("created", "New Customer"),
            ("linked", "Known Customer"),
            ("skipped", "Left Out"),
        ],
        required=True,
        readonly=True,
        default="draft",
        copy=False,
        index=True,
        group_expand=True,
    )

    # Compute

    @api.depends("customer_name", "contact_name")
    def _compute_display_name(self):
        for card in self:
            parts = filter(None, (card.customer_name, card.contact_name))
            card.display_name = ", ".join(parts) or self.env._("Card without a name")

    @api.depends("exhibition_id")
    def _compute_origin(self):
        for card in self:
            show = card.exhibition_id
            card.customer_source_id = show.customer_source_id or card.customer_source_id
            card.sales_channel_id = show.sales_channel_id or card.sales_channel_id

    @api.depends("state", "entry_late")
    def _compute_counts(self):
        for card in self:
            card.open_count = card.state == "draft"
            card.new_count = card.state == "created"
            card.known_count = card.state == "linked"
            card.late_count = card.entry_late

    @api.depends(
        "customer_name",
        "contact_name",
        "phone",
        "email",
        "phone_key",
        "email_key",
        "decision",
        "partner_id",
        "state",
    )
    def _compute_problem(self):
        for card in self:
            problems = card._get_problems() if card.state == "draft" else []
            card.problem = "\n".join(problems) or False

    def _get_problems(self):
        """What is wrong with a card, as texts"""
        self.ensure_one()
        if self.decision == "skip":
            return []
        problems = []
        if not (self.customer_name or self.contact_name):
            problems.append(self.env._("No name of a company or a person."))
        if self.phone and not self.phone_key:
            problems.append(
                self.env._("%(phone)s is no phone number.", phone=self.phone)
            )
        if self.email and not self.email_key:
            problems.append(
                self.env._("%(email)s is no e-mail address.", email=self.email)
            )
        if self.decision == "link" and not self.partner_id:
            problems.append(self.env._("Choose the known customer."))
        if self.partner_id and not self.partner_id.active:
            problems.append(
                self.env._(
                    "%(customer)s is archived. Restore it first.",
                    customer=self.partner_id.display_name,
                )
            )
        if not self.decision:
            problems.append(self.env._("Decide: new, known, or leave out?"))
        return problems

    @api.depends("phone_key", "email_key", "vat_key", "exhibition_id", "state")
    def _compute_earlier_card_id(self):
        """One query for all cards: those of the shows with a key in common."""
        drafts = self.filtered(lambda card: card.state == "draft")
        earlier = {}
        others = self._search_same_cards(drafts)
        for cards in others.grouped("exhibition_id").values():
            found = duplicates.find_earlier(
                (card.id, card._get_keys()) for card in cards
            )
            earlier.update(found)
        for card in self:
            card.earlier_card_id = earlier.get(card._origin.id, False)

    @api.model
    def _search_same_cards(self, cards):
        keys = ("phone_key", "email_key", "vat_key")
        values = {key: [value for value in cards.mapped(key) if value] for key in keys}
        return self.search_fetch(
            [
                ("exhibition_id", "in", cards.exhibition_id.ids),
                ("state", "!=", "skipped"),
                "|",
                "|",
                *((key, "in", values[key]) for key in keys),
            ],
            ["exhibition_id", *keys],
            order="id",
        )

    def _is_customer_decided(self):
        return self.state != "draft"

    # CRUD

    @api.model_create_multi
    def create(self, vals_list):
        cards = super(CrmVisitCard, self.with_context(**self._bulk_context())).create(
            vals_list
        )
        cards = cards.with_env(self.env)
        cards._check_show_takes_cards()
        late = cards.filtered(
            lambda card: card.company_id._policy_today()
            > card.exhibition_id.entry_deadline
        )
        # sudo: when a card was entered is not for the person to say
        late.sudo().write({"entry_late": True})
        cards._propose()
        return cards

    def write(self, vals):
        self._check_open(vals)
        return super().write(vals)

    @api.ondelete(at_uninstall=False)
    def _unlink_if_draft(self):
        for card in self:
            if card.state != "draft":
                raise UserError(
                    self.env._(
                        "%(record)s is closed and stays as it is.",
                        record=card.display_name,
                    )
                )

    @api.model
    def _bulk_context(self):
        """Hundreds of cards come at once: none of them tells its followers so."""
        return {
            "tracking_disable": True,
            "mail_create_nolog": True,
            "mail_create_nosubscribe": True,
        }

    def _get_decision_fields(self):
        return super()._get_decision_fields() | {"entry_late", "save_error"}

    def _check_show_takes_cards(self):
        for show in self.exhibition_id:
            if show.state == "closed":
                raise UserError(
                    self.env._(
                        "%(show)s is closed. Open it again to enter more cards.",
                        show=show.name,
                    )
                )

    def _propose(self):
        """What becomes of cards without a decision, by what is known of them."""
        for card in self.filtered(lambda card: not card.decision):
            if card.earlier_card_id:
                card.decision = "skip"
            elif len(card.duplicate_ids) == 1:
                card.write({"decision": "link", "partner_id": card.duplicate_ids.id})
            elif not card.duplicate_ids:
                card.decision = "create"
