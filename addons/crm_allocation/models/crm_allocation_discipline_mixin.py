# Copyright 2026 Customer Policy Suite contributors
# License AGPL-3.0 or later (https://www.gnu.org/licenses/agpl).

from odoo import api, fields, models
from odoo.exceptions import AccessError, UserError


class CrmAllocationDisciplineMixin(models.AbstractModel):
    """What counts for or against a person: stated, decided, revocable (ALC-08 to 11).

    The person is chosen; the allocation card of person and company is found by itself.
    What was stated can be corrected until it is decided.
    """

    _name = "crm.allocation.discipline.mixin"
    _inherit = ["crm.policy.decision.mixin", "crm.policy.reason.mixin"]
    _description = "What Counts for or Against a Person"
    _check_company_auto = True
    _first_state = "proposed"

    company_id = fields.Many2one(
        "res.company",
        required=True,
        readonly=True,
        index=True,
        default=lambda self: self.env.company,
    )
    user_id = fields.Many2one(
        "res.users",
        string="Person",
        required=True,
        index=True,
        ondelete="restrict",
        check_company=True,
        domain="[('share', '=', False)]",
    )
    member_id = fields.Many2one(
        "crm.allocation.member",
        string="Allocation Card",
        required=True,
        readonly=True,
        index=True,
        ondelete="restrict",
    )
    team_id = fields.Many2one(
        related="member_id.team_id",
        string="Department",
        store=True,
        index="btree_not_null",
    )
    origin_model = fields.Char(readonly=True)
    origin_id = fields.Many2oneReference(
        model_field="origin_model", string="Comes From", readonly=True
    )
    decided_by_id = fields.Many2one("res.users", readonly=True, copy=False)
    decided_on = fields.Datetime(readonly=True, copy=False)
    decision_reason = fields.Text(
        string="Why Decided So", readonly=True, copy=False, tracking=True
    )

    is_own = fields.Boolean(compute="_compute_is_own")

    @api.depends("user_id")
    @api.depends_context("uid")
    def _compute_is_own(self):
        for record in self:
            record.is_own = record.user_id == self.env.user

    def _get_decision_fields(self):
        return super()._get_decision_fields() | {
            "origin_model",
            "origin_id",
            "decided_by_id",
            "decided_on",
            "decision_reason",
        }

    def _get_fixed_fields(self):
        """What is said when it is created, and never changed."""
        return {"company_id"}

    # -- CRUD --------------------------------------------------------------------------

    @api.model_create_multi
    def create(self, vals_list):
        cards = {}
        for vals in vals_list:
            if self.env.su and vals.get("member_id"):
                continue
            key = vals["user_id"], vals.get("company_id") or self.env.company.id
            if key not in cards:
                cards[key] = self._find_card(*key)
            vals["member_id"] = cards[key].id
        return super().create(vals_list)

    def write(self, vals):
        vals = dict(vals)
        if not self.env.su:
            if self._get_fixed_fields() & vals.keys():
                raise UserError(self.env._("Make a new one: this does not change."))
            if self._get_stated_fields() & vals.keys():
                self._check_correctable()
        if vals.get("user_id"):
            vals["member_id"] = self._find_card(vals["user_id"], self.company_id.id).id
        return super().write(vals)

    @api.model
    def _find_card(self, user_id, company_id):
        """What counts for a person stands on the person's card."""
        return self.env["crm.allocation.member"]._get_for(
            self.env["res.users"].browse(user_id),
            self.env["res.company"].browse(company_id),
        )

    def _number(self):
        """Each company numbers by itself; the code is the name of the model."""
        # sudo: nobody but the steps numbers
        for record in self.sudo().with_context(tracking_disable=True):
            record.name = record.company_id._next_policy_number(self._name)

    @api.model
    def _get_stated_fields(self):
        """What may be corrected until it is decided."""
        inherited = self.env["crm.policy.decision.mixin"]._fields
        return {
            name
            for name, field in self._fields.items()
            if (field.store or field.type == "many2many")
            and name not in inherited
            and name not in self._get_decision_fields()
        }

    def _check_correctable(self):
        if any(record.state != self._first_state for record in self):
            raise UserError(
                self.env._("This is decided. What was stated does not change any more.")
            )
        self._check_not_own()

    # -- deciding ----------------------------------------------------------------------

    def _check_not_own(self):
        """Nobody decides on, or rewrites, what counts against themselves."""
        if self.env.user in self.user_id:
            raise AccessError(
                self.env._("This concerns yourself. Somebody else decides on it.")
            )

    def _check_may_decide(self):
        """Managers decide, on others.

        :raises AccessError: for everybody else
        """
        if not self.env.user.has_group("crm_policy.group_manager"):
            raise AccessError(self.env._("Only managers decide on this."))
        self._check_not_own()

    def _settle(self, state, reason=False, **vals):
        """Writes a decision with who made it, when, and why."""
        self._decide(
            {
                "state": state,
                "decided_by_id": self.env.uid,
                "decided_on": fields.Datetime.now(),
                "decision_reason": reason,
                **vals,
            }
        )
        self._close_request()

    def _tell_person(self, subject, body):
        """A message to the person, who need not follow the record.

        :param subject: method that gives it in the language of the environment
        """
        for record in self:
            user = record.user_id
            # sudo: the person may be told by whoever decided
            told = record.sudo().with_context(lang=user.lang)
            told.message_notify(
                partner_ids=user.partner_id.ids,
                subject=subject(told),
                body=body(told),
            )

    def action_open_origin(self):
        """What it comes from."""
        self.ensure_one()
        origin = self.env[self.origin_model].browse(self.origin_id)
        return origin._get_records_action(context={})
