# Copyright 2026 Customer Policy Suite contributors
# License AGPL-3.0 or later (https://www.gnu.org/licenses/agpl).

from odoo import api, fields, models
from odoo.exceptions import UserError, ValidationError


class CrmAllocationHandover(models.Model):
    """Hand-over 交接 of all that a leaver, or somebody who moves, works on (ALC-14).

    Prepared: everything that would move is listed, with its successor. Handed over: in
    one step, in batches that can be killed and go on. Undone on the same day: what was
    moved and has not changed since goes back.
    """

    _name = "crm.allocation.handover"
    _inherit = [
        "crm.allocation.decider.mixin",
        "crm.policy.decision.mixin",
        "crm.policy.reason.mixin",
        "crm.policy.xlsx.mixin",
    ]
    _description = "Hand-Over of Customers"
    _order = "id desc"
    _check_company_auto = True

    name = fields.Char(string="Number", readonly=True, copy=False, index="trigram")
    company_id = fields.Many2one(
        "res.company",
        required=True,
        readonly=True,
        index=True,
        default=lambda self: self.env.company,
    )
    kind = fields.Selection(
        [("leaving", "Leaves the company"), ("moving", "Moves within the company")],
        required=True,
        default="leaving",
        tracking=True,
    )
    from_user_id = fields.Many2one(
        "res.users",
        string="Person",
        required=True,
        index=True,
        tracking=True,
        domain="[('share', '=', False), ('company_ids', 'in', company_id)]",
        context={"active_test": False},
        help="Whose customers and work are handed over.",
    )
    team_id = fields.Many2one(
        "crm.team",
        string="Department",
        compute="_compute_team_id",
        store=True,
        precompute=True,
    )
    date = fields.Date(
        string="On",
        required=True,
        tracking=True,
        default=lambda self: self.env.company._policy_today(),
        help="A hand-over of a later day is done by itself on that day.",
    )
    reason = fields.Text(required=True, tracking=True)
    method = fields.Selection(
        [
            ("territory", "By territory"),
            ("number", "By share of the customers"),
            ("amount", "By share of what the customers are worth"),
            ("single", "One by one"),
        ],
        string="Share Out",
        required=True,
        default="number",
        help="By worth: the class of the customer counts. One by one: you choose the "
        "successor of each customer yourself.",
    )
    successor_ids = fields.One2many(
        "crm.allocation.handover.successor", "handover_id", string="Successors"
    )
    fallback_user_id = fields.Many2one(
        "res.users",
        string="Takes the Rest",
        domain="[('share', '=', False), ('company_ids', 'in', company_id)]",
        help="Receives the work that belongs to no customer of the person. Empty: the "
        "first successor.",
    )
    customer_ids = fields.One2many(
        "crm.allocation.handover.customer", "handover_id", string="Customers"
    )
    item_ids = fields.One2many(
        "crm.allocation.handover.item", "handover_id", string="Work and Documents"
    )
    part_ids = fields.One2many(
        "crm.allocation.handover.part", "handover_id", string="What Moves"
    )
    access = fields.Selection(
        [
            ("archive", "Can no longer log in"),
            ("roles", "Loses the roles of the customer policies"),
            ("keep", "Keeps the roles"),
        ],
        string="Access Afterwards",
        compute="_compute_access",
        store=True,
        precompute=True,
        readonly=False,
        required=True,
        tracking=True,
        help="Of the person whose customers are handed over.",
    )
    is_told = fields.Boolean(
        string="Write to the Customers",
        default=True,
        help="An e-mail names the new contact person, in the language of the customer, "
        "when the hand-over can no longer be undone. Customers without an e-mail "
        "address get the letter.",
    )
    template_id = fields.Many2one(
        "mail.template",
        string="Letter",
        domain="[('model', '=', 'res.partner')]",
        default=lambda self: self.env.ref(
            "crm_allocation.mail_template_handover", raise_if_not_found=False
        ),
    )
    state = fields.Selection(
        [
            ("draft", "Draft"),
            ("prepared", "Prepared"),
            ("running", "Under Way"),
            ("done", "Handed Over"),
            ("undoing", "Being Undone"),
            ("undone", "Undone"),
            ("cancelled", "Cancelled"),
        ],
        required=True,
        readonly=True,
        default="draft",
        copy=False,
        index=True,
        tracking=True,
        group_expand=True,
    )
    decided_by_id = fields.Many2one(
        "res.users", string="Handed Over By", readonly=True, copy=False
    )
    decided_at = fields.Datetime(string="Handed Over at", readonly=True, copy=False)
    undo_until = fields.Datetime(
        string="Can Be Undone Until", readonly=True, copy=False
    )
    undone_by_id = fields.Many2one("res.users", readonly=True, copy=False)
    undone_at = fields.Datetime(readonly=True, copy=False)
    former_access = fields.Json(readonly=True, copy=False)
    cancel_reason = fields.Text(readonly=True, copy=False, tracking=True)
    customer_count = fields.Integer(
        string="Number of Customers", compute="_compute_counts"
    )
    item_count = fields.Integer(string="Number of Records", compute="_compute_counts")
    open_count = fields.Integer(
        string="Still to Move", compute="_compute_counts", help="Customers and work."
    )
    unassigned_count = fields.Integer(
        string="Customers without Successor", compute="_compute_counts"
    )
    skipped_count = fields.Integer(
        string="Not Moved", compute="_compute_counts", help="Each says why."
    )
    changed_count = fields.Integer(
        string="Changed Since",
        compute="_compute_counts",
        help="Not moved back, because somebody had changed it after the hand-over.",
    )
    progress = fields.Float(string="Progress (%)", compute="_compute_counts")
    may_undo = fields.Boolean(compute="_compute_may_undo")
    is_later = fields.Boolean(compute="_compute_is_later")

    _one_open = models.UniqueIndex(
        "(from_user_id, company_id)"
        " WHERE state IN ('draft', 'prepared', 'running', 'undoing')",
        "There is a hand-over of this person already that is not finished.",
    )

    @api.depends("from_user_id")
    def _compute_team_id(self):
        for handover in self:
            handover.team_id = handover.from_user_id.sale_team_id or handover.team_id

    @api.depends("kind")
    def _compute_access(self):
        for handover in self:
            handover.access = "archive" if handover.kind == "leaving" else "keep"

    @api.depends("name", "from_user_id")
    def _compute_display_name(self):
        for handover in self:
            handover.display_name = handover.name or self.env._("New hand-over")

    @api.depends("customer_ids.state", "customer_ids.user_id", "item_ids.state")
    def _compute_counts(self):
        customers = self._count_by_state("crm.allocation.handover.customer")
        items = self._count_by_state("crm.allocation.handover.item")
        unassigned = dict(
            self.env["crm.allocation.handover.customer"]._read_group(
                [
                    ("handover_id", "in", self.ids),
                    ("state", "=", "planned"),
                    ("user_id", "=", False),
                ],
                ["handover_id"],
                ["__count"],
            )
        )
        for handover in self:
            mine = customers.get(handover.id, {}), items.get(handover.id, {})
            total = sum(sum(counts.values()) for counts in mine)
            waiting = "moved" if handover.state == "undoing" else "planned"
            handover.customer_count = sum(mine[0].values())
            handover.item_count = sum(mine[1].values())
            handover.open_count = sum(counts.get(waiting, 0) for counts in mine)
            handover.skipped_count = sum(counts.get("skipped", 0) for counts in mine)
            handover.changed_count = sum(counts.get("changed", 0) for counts in mine)
            handover.unassigned_count = unassigned.get(handover, 0)
            done = total - handover.open_count
            handover.progress = 100 * done / total if total else 0

    def _count_by_state(self, model):
        counts = {}
        for handover, state, count in self.env[model]._read_group(
            [("handover_id", "in", self.ids)], ["handover_id", "state"], ["__count"]
        ):
            counts.setdefault(handover.id, {})[state] = count
        return counts

    @api.depends("state", "undo_until")
    def _compute_may_undo(self):
        now = fields.Datetime.now()
        for handover in self:
            handover.may_undo = (
                handover.state == "done"
                and bool(handover.undo_until)
                and now <= handover.undo_until
            )

    @api.depends("date", "company_id")
    def _compute_is_later(self):
        for handover in self:
            handover.is_later = bool(handover.date) and (
                handover.date > handover.company_id._policy_today()
            )

    @api.constrains("from_user_id", "fallback_user_id")
    def _check_fallback(self):
        for handover in self:
            if handover.fallback_user_id == handover.from_user_id:
                raise ValidationError(
                    self.env._("What is handed over goes to somebody else.")
                )

    def _get_decision_fields(self):
        return super()._get_decision_fields() | {
            "name",
            "decided_by_id",
            "decided_at",
            "undo_until",
            "undone_by_id",
            "undone_at",
            "former_access",
            "cancel_reason",
        }

    def _get_planned_fields(self):
        """What is fixed as soon as the hand-over begins."""
        return {
            "kind",
            "from_user_id",
            "date",
            "reason",
            "method",
            "successor_ids",
            "fallback_user_id",
            "customer_ids",
            "item_ids",
            "access",
            "is_told",
            "template_id",
        }

    # -- CRUD --------------------------------------------------------------------------

    @api.model
    def _get_decider_steps(self):
        return ["action_prepare", "action_hand_over", "action_undo", "action_cancel"]

    @api.model_create_multi
    def create(self, vals_list):
        handovers = super().create(vals_list)
        handovers._check_may_decide()
        for handover in handovers:
            # sudo: numbers are given by the addon only
            handover.sudo().name = handover.company_id._next_policy_number(self._name)
        return handovers

    def write(self, vals):
        if not self.env.su and self._get_planned_fields() & vals.keys():
            self._check_is_open()
        result = super().write(vals)
        if {"kind", "from_user_id"} & vals.keys():
            self._forget_preview()
        return result

    def _check_is_open(self):
        if self.filtered(lambda one: one.state not in ("draft", "prepared")):
            raise UserError(
                self.env._("A hand-over that has begun stays as it was decided.")
            )

    def _check_may_decide(self):
        if self.env.su:
            # prepared because somebody was deactivated, whoever did that
            return
        for company in self.company_id:
            company._check_may_allocate()

    @api.ondelete(at_uninstall=False)
    def _unlink_if_open(self):
        if self.filtered(
            lambda one: one.state not in ("draft", "prepared", "cancelled")
        ):
            raise UserError(self.env._("What was handed over is kept."))

    def _forget_preview(self):
        """Another person: what was listed is of somebody else."""
        # sudo: lists are written by the steps only
        handovers = self.sudo()
        handovers.customer_ids.unlink()
        handovers.item_ids.unlink()
        handovers.part_ids.unlink()
        handovers.filtered(lambda one: one.state == "prepared").write(
            {"state": "draft"}
        )

    # -- steps -------------------------------------------------------------------------

    def action_cancel(self):
        self._check_may_decide()
        return self._ask_reason("cancelled")

    def _get_reasoned_steps(self):
        return {"cancelled": (self._cancel, self.env._("Cancel the Hand-Over"))}

    def _cancel(self, reason):
        self._check_may_decide()
        self._lock("draft", "prepared", "running")
        # sudo: what was moved by batches already is undone, not cancelled
        for handover in self.sudo():
            if handover.state == "running" and (
                "moved" in (handover.customer_ids + handover.item_ids).mapped("state")
            ):
                raise UserError(self.env._("Wait until it is done, then undo it."))
        self._decide({"state": "cancelled", "cancel_reason": reason})

    # -- opening -----------------------------------------------------------------------

    def action_open_customers(self):
        """All customers of the hand-over, to be given to successors many at a time."""
        self.ensure_one()
        return {
            "type": "ir.actions.act_window",
            "name": self.env._("Customers of %(handover)s", handover=self.name),
            "res_model": "crm.allocation.handover.customer",
            "view_mode": "list,pivot",
            "domain": [("handover_id", "=", self.id)],
            "context": {"search_default_group_successor": 1},
        }

    def action_open_items(self):
        self.ensure_one()
        return {
            "type": "ir.actions.act_window",
            "name": self.env._("Work of %(handover)s", handover=self.name),
            "res_model": "crm.allocation.handover.item",
            "view_mode": "list",
            "domain": [("handover_id", "=", self.id)],
            "context": {"search_default_group_part": 1},
        }

    @api.readonly
    def action_export_xlsx(self):
        """The customers and all work of the selected hand-overs."""
        return self._print_xlsx("crm_allocation.handover_xlsx")

    @api.model
    def _open_for(self, user, company):
        """The hand-over of a person that is not finished, made where there is none."""
        open_one = self.search(
            [
                ("from_user_id", "=", user.id),
                ("company_id", "=", company.id),
                ("state", "in", ("draft", "prepared", "running", "undoing")),
            ]
        )
        return open_one or self.create(
            {
                "from_user_id": user.id,
                "company_id": company.id,
                "date": company._policy_today(),
                "reason": self.env._("%(person)s has left.", person=user.name),
            }
        )
