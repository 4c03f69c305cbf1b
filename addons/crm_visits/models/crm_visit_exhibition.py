# Copyright 2026 Customer Policy Suite contributors
# License AGPL-3.0 or later (https://www.gnu.org/licenses/agpl).

from datetime import timedelta

from odoo import api, fields, models
from odoo.exceptions import UserError
from odoo.fields import Domain


class CrmVisitExhibition(models.Model):
    """A show 展会, prepared with the departments, its cards entered after it (VIS-11).

    Marketing prepares the questionnaire with the departments before; customer service
    enters the cards after it, with the show as source.
    """

    _name = "crm.visit.exhibition"
    _inherit = ["crm.policy.decision.mixin", "crm.policy.upload.mixin"]
    _description = "Exhibition"
    _order = "date_start desc, id desc"
    _check_company_auto = True
    _first_state = "preparing"

    name = fields.Char(required=True, tracking=True)
    company_id = fields.Many2one(
        "res.company", required=True, index=True, default=lambda self: self.env.company
    )
    date_start = fields.Date(string="Begins on", required=True, tracking=True)
    date_end = fields.Date(string="Ends on", required=True, tracking=True)
    place = fields.Char()
    user_id = fields.Many2one(
        "res.users",
        string="Responsible",
        required=True,
        check_company=True,
        index=True,
        tracking=True,
        domain=[("share", "=", False)],
        default=lambda self: self.env.user,
        help="Marketing: prepares the show with the departments.",
    )
    team_id = fields.Many2one("crm.team", check_company=True)
    department_ids = fields.Many2many(
        "crm.team",
        "crm_visit_exhibition_department_rel",
        "exhibition_id",
        "team_id",
        string="Departments Asked",
        help="With whom the questionnaire is prepared.",
    )
    campaign_id = fields.Many2one(
        "utm.campaign",
        ondelete="restrict",
        index="btree_not_null",
        help="Made with the show when none is chosen. Customers won carry it.",
    )
    customer_source_id = fields.Many2one(
        "crm.customer.source",
        required=True,
        ondelete="restrict",
        default=lambda self: self._default_customer_source(),
    )
    sales_channel_id = fields.Many2one(
        "crm.sales.channel",
        ondelete="restrict",
        help="Proposed for the customers won.",
    )
    attachment_ids = fields.Many2many(
        "ir.attachment",
        "crm_visit_exhibition_attachment_rel",
        string="Questionnaire",
        copy=False,
        bypass_search_access=True,
    )
    question_ids = fields.One2many(
        "crm.visit.exhibition.question", "exhibition_id", string="Questions", copy=True
    )
    currency_id = fields.Many2one(related="company_id.currency_id")
    budget = fields.Monetary()
    cost = fields.Monetary(copy=False)
    entry_deadline = fields.Date(
        string="Cards Entered by",
        compute="_compute_entry_deadline",
        store=True,
        readonly=False,
        copy=False,
        help="So many days after the end as the settings say. Cards entered later "
        "count as late.",
    )
    is_late = fields.Boolean(
        string="Entry Overdue", compute="_compute_is_late", search="_search_is_late"
    )
    card_ids = fields.One2many(
        "crm.visit.card", "exhibition_id", string="Collected Cards"
    )
    card_count = fields.Integer(string="Cards", compute="_compute_figures")
    open_count = fields.Integer(string="To Decide", compute="_compute_figures")
    new_count = fields.Integer(string="New Customers", compute="_compute_figures")
    known_count = fields.Integer(string="Known", compute="_compute_figures")
    late_count = fields.Integer(string="Entered Late", compute="_compute_figures")
    follow_up_count = fields.Integer(
        string="Still to Follow up", compute="_compute_figures"
    )
    state = fields.Selection(
        [
            ("preparing", "Preparing"),
            ("open", "Running"),
            ("entry", "Entry of Cards"),
            ("closed", "Closed"),
        ],
        required=True,
        readonly=True,
        default="preparing",
        copy=False,
        index=True,
        tracking=True,
        group_expand=True,
    )

    _dates_in_order = models.Constraint(
        "CHECK(date_end >= date_start)", "A show cannot end before it begins."
    )
    _money_positive = models.Constraint(
        "CHECK(COALESCE(budget, 0) >= 0 AND COALESCE(cost, 0) >= 0)",
        "Budget and cost cannot be negative.",
    )

    def _default_customer_source(self):
        return self.env["crm.customer.source"].search(
            [("code", "=", "exhibition")], limit=1
        )

    @api.depends("date_end", "company_id")
    def _compute_entry_deadline(self):
        for show in self:
            days = show.company_id.visit_card_days
            show.entry_deadline = show.date_end and show.date_end + timedelta(days=days)

    @api.depends("state", "entry_deadline", "company_id")
    def _compute_is_late(self):
        for show in self:
            show.is_late = bool(
                show.state != "closed"
                and show.entry_deadline
                and show.entry_deadline < show.company_id._policy_today()
            )

    def _search_is_late(self, operator, value):
        if operator != "in":
            return NotImplemented
        late = self.env["res.company"]._get_before_today_domain("entry_deadline")
        late &= Domain("state", "!=", "closed")
        return Domain.OR(late if wanted else ~late for wanted in value)

    @api.depends("card_ids.state", "card_ids.entry_late", "card_ids.followed_on")
    @api.depends_context("uid")
    def _compute_figures(self):
        """One query for all shows of a list."""
        groups = self.env["crm.visit.card"]._read_group(
            [("exhibition_id", "in", self.ids)],
            ["exhibition_id"],
            [
                "__count",
                "open_count:sum",
                "new_count:sum",
                "known_count:sum",
                "late_count:sum",
                "follow_up_open:sum",
            ],
        )
        figures = {show: values for show, *values in groups}
        for show in self:
            (
                show.card_count,
                show.open_count,
                show.new_count,
                show.known_count,
                show.late_count,
                show.follow_up_count,
            ) = figures.get(show, (0,) * 6)

    @api.model_create_multi
    def create(self, vals_list):
        shows = super().create(vals_list)
        for show in shows.filtered(lambda show: not show.campaign_id):
            show.campaign_id = self.env["utm.campaign"].create({"title": show.name})
        return shows

    @api.ondelete(at_uninstall=False)
    def _unlink_except_with_cards(self):
        if self.card_ids:
            raise UserError(
                self.env._("A show with cards is kept; close it when it is done.")
            )

    # Steps

    def action_open(self):
        """The show runs; its questionnaire stands."""
        self._lock("preparing")
        for show in self:
            if not show.question_ids and not show.attachment_ids:
                raise UserError(
                    self.env._(
                        "Prepare the questionnaire of %(show)s with the departments "
                        "first: questions, or a file.",
                        show=show.name,
                    )
                )
        self._decide({"state": "open"})

    def action_enter(self):
        """The show is over; its cards are entered."""
        self._lock("open")
        self._decide({"state": "entry"})

    def action_close(self):
        """All cards are decided."""
        self._lock("entry")
        for show in self:
            if show.open_count:
                raise UserError(
                    self.env._(
                        "%(count)s cards of %(show)s wait for a decision.",
                        count=show.open_count,
                        show=show.name,
                    )
                )
        self._decide({"state": "closed"})

    def action_reopen(self):
        """A card turned up later."""
        self._lock("closed")
        self._decide({"state": "entry"})

    def action_open_cards(self):
        self.ensure_one()
        action = self.env["ir.actions.act_window"]._for_xml_id(
            "crm_visits.crm_visit_card_action"
        )
        return {
            **action,
            "domain": [("exhibition_id", "=", self.id)],
            "context": {"default_exhibition_id": self.id},
        }
