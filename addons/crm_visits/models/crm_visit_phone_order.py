# Copyright 2026 Customer Policy Suite contributors
# License AGPL-3.0 or later (https://www.gnu.org/licenses/agpl).

from odoo import Command, api, fields, models
from odoo.exceptions import UserError


class CrmVisitPhoneOrder(models.Model):
    """Phone order 电话订货: what was asked, offered instead and asked for besides.

    An article out of stock gets a substitute or a date, strongly related ones are asked
    for, and the reaction goes to the representative of the area (VIS-10).
    """

    _name = "crm.visit.phone.order"
    _inherit = [
        "crm.policy.decision.mixin",
        "crm.policy.reason.mixin",
        "crm.visit.intake.mixin",
    ]
    _description = "Phone Order"
    _order = "received_at desc, id desc"
    _rec_names_search = ["name", "customer_name", "partner_id", "phone"]
    _check_company_auto = True
    _first_state = "open"
    _source_code = "phone"

    name = fields.Char(string="Number", readonly=True, copy=False)
    phone = fields.Char(string="Caller's Number")
    contact_name = fields.Char(string="Caller")
    user_id = fields.Many2one(
        "res.users",
        string="Taken by",
        required=True,
        check_company=True,
        index=True,
        domain=[("share", "=", False)],
        default=lambda self: self.env.user,
    )
    team_id = fields.Many2one(
        "crm.team",
        string="Department",
        check_company=True,
        index="btree_not_null",
        default=lambda self: self.env.user.sale_team_id,
    )
    received_at = fields.Datetime(
        string="Called on", required=True, default=fields.Datetime.now, index=True
    )
    line_ids = fields.One2many(
        "crm.visit.phone.order.line", "order_id", string="Articles"
    )
    related_ids = fields.One2many(
        "crm.visit.phone.order.related",
        "order_id",
        string="Asked For Besides",
        compute="_compute_related_ids",
        store=True,
        readonly=False,
    )
    note = fields.Text(string="What Else Was Said")
    script = fields.Html(related="company_id.visit_phone_script")
    representative_id = fields.Many2one(
        "res.users",
        compute="_compute_representative_id",
        store=True,
        readonly=False,
        check_company=True,
        index="btree_not_null",
        domain=[("share", "=", False)],
        help="The salesperson of the customer, else the representative of the area: "
        "gets the customer's reactions for follow-up.",
    )
    has_follow_up = fields.Boolean(
        string="To Follow up",
        compute="_compute_has_follow_up",
        store=True,
        help="The customer wants something that was not settled in the call.",
    )
    closed_at = fields.Datetime(string="Closed on", readonly=True, copy=False)
    closing_note = fields.Text(string="Reason", readonly=True, copy=False)
    state = fields.Selection(
        [("open", "On the Phone"), ("done", "Done"), ("cancelled", "Cancelled")],
        required=True,
        readonly=True,
        default="open",
        copy=False,
        index=True,
        tracking=True,
        group_expand=True,
    )

    _number_uniq = models.UniqueIndex(
        "(company_id, name)", "This number is used already in this company."
    )

    # Compute

    @api.depends("name", "partner_id", "customer_name")
    def _compute_display_name(self):
        for order in self:
            customer = order.partner_id.display_name or order.customer_name
            order.display_name = " ".join(filter(None, (order.name, customer)))

    @api.depends("line_ids.product_id")
    def _compute_related_ids(self):
        """Each strongly related product is asked for, unless it is ordered anyway."""
        for order in self:
            ordered = order.line_ids.product_id.product_tmpl_id
            wanted = ordered.visit_related_ids - ordered
            asked = order.related_ids.product_tmpl_id
            commands = [
                Command.create({"product_tmpl_id": product.id})
                for product in wanted._origin - asked._origin
            ]
            commands += [
                Command.delete(row.id)
                for row in order.related_ids
                if not row.reaction and row.product_tmpl_id not in wanted
            ]
            # no commands leave the rows, and what the customer answered, as they are
            order.related_ids = commands

    @api.depends(
        "partner_id",
        "country_id",
        "state_id",
        "zip",
        "city",
        "company_id",
    )
    def _compute_representative_id(self):
        users = self._get_representatives()
        for order in self:
            order.representative_id = users[order] or order.representative_id

    @api.depends(
        "related_ids.reaction",
        "line_ids.availability",
        "line_ids.substitute_reaction",
    )
    def _compute_has_follow_up(self):
        for order in self:
            order.has_follow_up = bool(
                order._get_interests() or order._get_unsettled_lines()
            )

    @api.onchange("phone", "country_id")
    def _onchange_phone(self):
        """The customer is found by the number that calls, when it is only one."""
        keys = self._get_keys()
        if self.partner_id or not keys.phone:
            return
        found = self.env["crm.policy.duplicate.finder"]._find({0: keys}).get(0, {})
        same = [
            partner
            for partner, kinds in found.items()
            if "phone" in kinds and partner.active
        ]
        if len(same) == 1:
            self.partner_id = same[0]

    # CRUD

    @api.model_create_multi
    def create(self, vals_list):
        orders = super().create(vals_list)
        # sudo: the number is closed to everybody else (see write)
        for order in orders.sudo():
            order.name = order.company_id._next_policy_number("crm.visit.phone.order")
        return orders

    def write(self, vals):
        self._check_open(vals)
        return super().write(vals)

    @api.ondelete(at_uninstall=False)
    def _unlink_except_numbered(self):
        if self:
            raise UserError(
                self.env._("A phone order has a number and is cancelled, not deleted.")
            )

    def _get_decision_fields(self):
        return super()._get_decision_fields() | {"name", "closed_at", "closing_note"}

    # What was said

    @api.model
    def _get_available_quantities(self, products):
        """Quantities on hand by product; products left out are looked up by hand.

        They are what the company of the environment has, in the unit of the product.
        Extension point of addons that know the stock.
        """
        return {}

    def _get_interests(self):
        """Related products that the customer wants, now or later"""
        return self.related_ids.filtered(lambda row: row.reaction in ("wants", "later"))

    def _get_unsettled_lines(self):
        """Articles that were missing and not replaced"""
        return self.line_ids.filtered(
            lambda line: line.availability == "out_of_stock"
            and line.substitute_reaction != "accepted"
        )

    def _get_gaps(self):
        """All that keeps the call from being closed, as texts"""
        self.ensure_one()
        gaps = []
        if not self.partner_id:
            gaps.append(self.env._("Who is the customer? Choose or create it."))
        if not self.line_ids:
            gaps.append(self.env._("Which article does the customer ask for?"))
        gaps += filter(None, (line._get_gap() for line in self.line_ids))
        gaps += [
            self.env._(
                "Ask for %(product)s and note the answer.",
                product=row.product_tmpl_id.display_name,
            )
            for row in self.related_ids
            if not row.reaction
        ]
        if self.has_follow_up and not self.representative_id:
            gaps.append(
                self.env._(
                    "Nobody represents this area: choose the representative who "
                    "follows up."
                )
            )
        return gaps

    def _get_summary(self):
        """What was said, in lines, for whoever follows up."""
        self.ensure_one()
        lines = [line._get_summary() for line in self.line_ids]
        lines += [row._get_summary() for row in self.related_ids]
        return "\n".join(filter(None, [*lines, self.note]))

    # Steps

    def action_create_customer(self):
        """The caller is new: made at once, the source is the phone."""
        self._lock("open")
        for order in self:
            if order.partner_id:
                raise UserError(
                    self.env._(
                        "%(order)s names its customer already.",
                        order=order.display_name,
                    )
                )
            if not (order.customer_name or order.contact_name):
                raise UserError(
                    self.env._("Ask for the name of the company or the person.")
                )
        self._check_not_known()
        self._create_customers()

    def action_close(self):
        """Ends the call; refused while something is still to be said, all at once."""
        self._lock("open")
        self._check_customer()
        for order in self:
            gaps = order._get_gaps()
            if gaps:
                raise UserError(
                    self.env._(
                        "The call cannot be closed yet:\n%(gaps)s",
                        gaps="\n".join(f"• {gap}" for gap in gaps),
                    )
                )
            order._decide({"state": "done", "closed_at": fields.Datetime.now()})
        self._after_close()

    def _after_close(self):
        """What follows from a closed call; extensions add theirs."""

    def action_cancel(self):
        """Asks for the reason."""
        return self._ask_reason("cancel")

    def _get_reasoned_steps(self):
        return {"cancel": (self._cancel, self.env._("Cancel Phone Order"))}

    def _cancel(self, reason):
        """:param str reason: why nothing came of the call"""
        self._lock("open")
        self._decide({"state": "cancelled", "closing_note": reason})
