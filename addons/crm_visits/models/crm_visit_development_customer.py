# Copyright 2026 Customer Policy Suite contributors
# License AGPL-3.0 or later (https://www.gnu.org/licenses/agpl).

from odoo import api, fields, models
from odoo.exceptions import UserError, ValidationError

STEPS = [
    ("research", "Research"),
    ("screening", "Screening"),
    ("contact", "Contact"),
    ("follow_up", "Follow-Up"),
    ("conversion", "Conversion"),
    ("dropped", "Dropped"),
]


class CrmVisitDevelopmentCustomer(models.Model):
    """A customer that a development plan takes up, on its way to a contract (VIS-16).

    Each step is kept with its day and author. A visit made leads from the screening to
    the contact by itself.
    """

    _name = "crm.visit.development.customer"
    _inherit = ["mail.thread", "mail.activity.mixin", "crm.policy.xlsx.mixin"]
    _description = "Customer of a Development Plan"
    _order = "plan_id desc, step, id"
    _rec_name = "partner_id"
    _check_company_auto = True

    plan_id = fields.Many2one(
        "crm.visit.development",
        string="Development Plan",
        required=True,
        ondelete="cascade",
        index=True,
        check_company=True,
    )
    plan_state = fields.Selection(related="plan_id.state", string="State of the Plan")
    company_id = fields.Many2one(
        related="plan_id.company_id", store=True, index=True, precompute=True
    )
    currency_id = fields.Many2one(related="company_id.currency_id")
    team_id = fields.Many2one(
        related="plan_id.team_id", string="Department", store=True, precompute=True
    )
    partner_id = fields.Many2one(
        "res.partner",
        string="Customer",
        required=True,
        ondelete="restrict",
        index=True,
        check_company=True,
    )
    user_id = fields.Many2one(
        "res.users",
        string="Responsible",
        required=True,
        check_company=True,
        domain="[('share', '=', False)]",
        compute="_compute_user_id",
        store=True,
        precompute=True,
        readonly=False,
        index=True,
        tracking=True,
    )
    kind = fields.Selection(
        [
            ("potential", "Potential"),
            ("organic", "Existing: Organic Growth"),
            ("new", "Existing: New Business"),
            ("in_progress", "Existing: in Progress"),
        ],
        required=True,
        default="potential",
    )
    step = fields.Selection(
        STEPS,
        required=True,
        default="research",
        index=True,
        tracking=True,
        group_expand=True,
        copy=False,
    )
    step_ids = fields.One2many(
        "crm.visit.development.step", "line_id", string="Steps Taken", readonly=True
    )
    step_date = fields.Date(
        string="Step Since",
        compute="_compute_step_date",
        store=True,
        help="Day of the latest step.",
    )
    next_action = fields.Char()
    next_date = fields.Date(string="Next Action on")
    contract_date = fields.Date(
        compute="_compute_contract_date",
        store=True,
        readonly=False,
        copy=False,
        tracking=True,
    )
    amount = fields.Monetary(
        string="Sales",
        copy=False,
        tracking=True,
        help="What the contract brings; counts as result of the plan.",
    )
    drop_reason = fields.Text(
        string="Why Dropped", copy=False, help="Needed before a customer is dropped."
    )
    note = fields.Text()

    _partner_uniq = models.UniqueIndex(
        "(plan_id, partner_id)", "The plan takes up this customer already."
    )
    _amount_positive = models.Constraint(
        "CHECK(amount >= 0)", "Sales cannot be negative."
    )

    @api.depends("partner_id", "plan_id")
    def _compute_user_id(self):
        for line in self:
            line.user_id = (
                line.user_id
                or line.partner_id.user_id
                or line.plan_id.user_id
                or self.env.user
            )

    @api.depends("step_ids.date")
    def _compute_step_date(self):
        for line in self:
            line.step_date = max(line.step_ids.mapped("date"), default=False)

    @api.depends("step")
    def _compute_contract_date(self):
        """A contract is of the day of the conversion, unless somebody says another."""
        for line in self:
            today = line.step == "conversion" and line.company_id._policy_today()
            line.contract_date = line.contract_date or today

    @api.constrains("step", "drop_reason")
    def _check_drop_reason(self):
        for line in self:
            if line.step == "dropped" and not (line.drop_reason or "").strip():
                raise ValidationError(
                    self.env._(
                        "Say on %(customer)s why it is dropped, then drop it.",
                        customer=line.partner_id.name,
                    )
                )

    @api.model_create_multi
    def create(self, vals_list):
        for vals in vals_list:
            partner = self.env["res.partner"].browse(vals.get("partner_id"))
            vals["partner_id"] = partner.commercial_partner_id.id
        lines = super().create(vals_list)
        lines._check_plan_open()
        lines._take_step()
        return lines

    def write(self, vals):
        if not self.env.su:
            self._check_plan_open()
            if {"plan_id", "partner_id"} & vals.keys():
                raise UserError(
                    self.env._("A line stays with its plan and its customer.")
                )
        moved = self.filtered(lambda line: line.step != vals.get("step", line.step))
        result = super().write(vals)
        moved._take_step()
        return result

    @api.ondelete(at_uninstall=False)
    def _unlink_if_draft(self):
        """Who was taken up counts: a customer is dropped, not removed."""
        if self.env.su:
            # lines of merged customers
            return
        if self.filtered(lambda line: line.plan_id.state != "draft"):
            raise UserError(
                self.env._("Drop the customer with a reason instead: it was taken up.")
            )

    def _check_plan_open(self):
        if not self.env.su and "closed" in self.mapped("plan_id.state"):
            raise UserError(self.env._("The plan is closed."))

    def _take_step(self):
        """The step and its day, in the history."""
        # sudo: the history is written by the steps only
        self.env["crm.visit.development.step"].sudo().create(
            [
                {
                    "line_id": line.id,
                    "step": line.step,
                    "date": line.company_id._policy_today(),
                }
                for line in self
            ]
        )

    @api.model
    def _get_met_domain(self, visits):
        """Lines that a visit leads to the next step."""
        return [
            ("partner_id", "in", visits.partner_id.ids),
            ("company_id", "in", visits.company_id.ids),
            ("step", "=", "screening"),
            ("plan_id.state", "=", "running"),
        ]

    @api.model
    def _move_met(self, visits):
        """Customers in screening that were met are in contact now."""
        # sudo: the visit may be a colleague's of the responsible
        self.sudo().search(self._get_met_domain(visits)).write({"step": "contact"})

    @api.model
    def _merge_customers(self, sources, target):
        """A plan keeps one line of merged customers: the further step, all sales."""
        lines = self.search([("partner_id", "in", (sources | target).ids)])
        rank = {step: position for position, (step, _label) in enumerate(STEPS)}
        # who was dropped is behind everybody else
        rank["dropped"] = -1
        for twins in lines.grouped("plan_id").values():
            kept = twins.filtered(lambda line: line.partner_id == target)[:1]
            kept = kept or twins[0]
            best = max(twins, key=lambda line: rank[line.step])
            others = twins - kept
            vals = {"step": best.step, "amount": sum(twins.mapped("amount"))}
            vals["contract_date"] = best.contract_date
            # the history of all stays
            others.step_ids.line_id = kept
            kept.write(vals)
            others.unlink()

    @api.readonly
    def action_export_xlsx(self):
        """The selected customers, or all that the list shows."""
        return self._print_xlsx("crm_visits.development_customer_xlsx")
