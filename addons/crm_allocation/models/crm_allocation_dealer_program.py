# Copyright 2026 Customer Policy Suite contributors
# License AGPL-3.0 or later (https://www.gnu.org/licenses/agpl).

from odoo import api, fields, models
from odoo.exceptions import UserError

# A contract with them was signed and has not ended
SIGNED_STATES = ("signed", "trained", "active")


class CrmAllocationDealerProgram(models.Model):
    """How many dealers and agents are wanted, where, in which industry (ALC-22).

    A manager agrees to the target, then candidates are looked for, chosen and signed.
    """

    _name = "crm.allocation.dealer.program"
    _inherit = ["crm.policy.decision.mixin"]
    _description = "Dealer Programme"
    _order = "date_from desc, id desc"
    _check_company_auto = True

    name = fields.Char(required=True, tracking=True)
    company_id = fields.Many2one(
        "res.company",
        required=True,
        readonly=True,
        index=True,
        default=lambda self: self.env.company,
    )
    kind = fields.Selection(
        [("dealer", "Dealers"), ("agent", "Agents"), ("both", "Dealers and Agents")],
        required=True,
        default="dealer",
        tracking=True,
    )
    user_id = fields.Many2one(
        "res.users",
        string="Responsible",
        required=True,
        check_company=True,
        default=lambda self: self.env.user,
        domain="[('share', '=', False)]",
        index=True,
        tracking=True,
    )
    team_id = fields.Many2one(
        "crm.team",
        string="Department",
        compute="_compute_team_id",
        store=True,
        precompute=True,
        readonly=False,
        index="btree_not_null",
    )
    country_id = fields.Many2one("res.country", tracking=True)
    state_ids = fields.Many2many(
        "res.country.state",
        string="Region",
        domain="[('country_id', '=?', country_id)]",
        help="Where dealers are wanted. None: the whole country.",
    )
    industry_id = fields.Many2one("res.partner.industry", tracking=True)
    date_from = fields.Date(
        string="From",
        required=True,
        default=lambda self: self.env.company._policy_today().replace(month=1, day=1),
    )
    date_to = fields.Date(
        string="Until",
        required=True,
        default=lambda self: self.env.company._policy_today().replace(month=12, day=31),
    )
    target_number = fields.Integer(
        string="Target",
        tracking=True,
        help="How many dealers or agents are to be signed.",
    )
    conditions = fields.Text(
        help="What is expected of them and what they get: stock, staff, prices, "
        "protection of their region."
    )
    state = fields.Selection(
        [("draft", "Draft"), ("running", "Running"), ("closed", "Closed")],
        required=True,
        readonly=True,
        default="draft",
        copy=False,
        index=True,
        tracking=True,
        group_expand=True,
    )
    approved_by_id = fields.Many2one("res.users", readonly=True, copy=False)
    approved_on = fields.Date(readonly=True, copy=False)
    dealer_ids = fields.One2many(
        "crm.allocation.dealer", "program_id", string="Dealers and Agents"
    )
    candidate_count = fields.Integer(
        string="Candidates",
        compute="_compute_progress",
        store=True,
        help="All that were looked at, those who ended included.",
    )
    signed_count = fields.Integer(
        string="Signed",
        compute="_compute_progress",
        store=True,
        help="With a contract that has not ended.",
    )
    missing_count = fields.Integer(
        string="Still Missing", compute="_compute_progress", store=True
    )
    progress = fields.Float(
        string="Reached (%)",
        compute="_compute_progress",
        store=True,
        digits=(5, 1),
        aggregator="avg",
    )

    _dates = models.Constraint(
        "CHECK(date_to >= date_from)", "A programme ends after it begins."
    )
    _target = models.Constraint(
        "CHECK(target_number >= 0)", "A target is not below zero."
    )

    @api.depends("user_id")
    def _compute_team_id(self):
        for program in self:
            program.team_id = program.user_id.sale_team_id or program.team_id

    @api.depends("dealer_ids.state", "target_number")
    def _compute_progress(self):
        for program in self:
            signed = program.dealer_ids.filtered(
                lambda dealer: dealer.state in SIGNED_STATES
            )
            target = program.target_number
            program.candidate_count = len(program.dealer_ids)
            program.signed_count = len(signed)
            program.missing_count = max(target - len(signed), 0)
            program.progress = len(signed) * 100 / target if target else 0

    def _get_decision_fields(self):
        return super()._get_decision_fields() | {"approved_by_id", "approved_on"}

    def _get_aim_fields(self):
        """What a manager agrees to."""
        return {
            "name",
            "kind",
            "country_id",
            "state_ids",
            "industry_id",
            "date_from",
            "date_to",
            "target_number",
            "conditions",
        }

    def write(self, vals):
        if not self.env.su and self._get_aim_fields() & vals.keys():
            if self.filtered(lambda program: program.state != "draft"):
                raise UserError(
                    self.env._(
                        "An approved programme stays as it is. A manager sets it back "
                        "to draft to change its target."
                    )
                )
        return super().write(vals)

    @api.ondelete(at_uninstall=False)
    def _unlink_if_draft(self):
        if self.filtered(lambda program: program.state != "draft"):
            raise UserError(self.env._("Only drafts of programmes can be deleted."))

    # -- steps -------------------------------------------------------------------------

    def action_ask(self):
        """Managers are asked to agree."""
        self._lock("draft")
        for program in self:
            program._ask_managers()

    def _get_request_summary(self):
        return self.env._("Approve the dealer programme %(program)s", program=self.name)

    def action_approve(self):
        """The target is agreed, by a manager; the search begins."""
        self._check_manager()
        self._lock("draft")
        if not all(self.mapped("target_number")):
            raise UserError(self.env._("Say how many are to be signed."))
        for program in self:
            program._decide(
                {
                    "state": "running",
                    "approved_by_id": self.env.uid,
                    "approved_on": program.company_id._policy_today(),
                }
            )
        self._close_request()

    def action_close(self):
        """The search is over; who was signed stays."""
        self._lock("running")
        self._decide({"state": "closed"})

    def action_reset(self):
        """A manager lets the target be changed, or the search go on."""
        self._check_manager()
        self._lock("running", "closed")
        self._decide({"state": "draft"})

    def _check_manager(self):
        if not self.env.user.has_group("crm_policy.group_manager"):
            raise UserError(self.env._("A manager decides on dealer programmes."))

    def action_open_dealers(self):
        """The candidates of the programme, stage by stage."""
        self.ensure_one()
        action = self.env["ir.actions.act_window"]._for_xml_id(
            "crm_allocation.crm_allocation_dealer_action"
        )
        return {
            **action,
            "display_name": self.name,
            "domain": [("program_id", "=", self.id)],
            "context": {"default_program_id": self.id},
        }
