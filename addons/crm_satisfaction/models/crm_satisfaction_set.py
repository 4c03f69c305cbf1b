# Copyright 2026 Customer Policy Suite contributors
# License AGPL-3.0 or later (https://www.gnu.org/licenses/agpl).

from odoo import Command, api, fields, models
from odoo.exceptions import UserError
from odoo.fields import Domain
from odoo.tools import float_compare


class CrmSatisfactionSet(models.Model):
    """The factors by which a kind of business is measured (SAT-04).

    A unit may file a set of its own with the department in charge. Once approved, a
    set never changes: results keep the questions they were asked with.
    """

    _name = "crm.satisfaction.set"
    _description = "Factor Set"
    _inherit = [
        "crm.policy.decision.mixin",
        "crm.policy.delivered.mixin",
        "crm.policy.reason.mixin",
    ]
    _order = "kind_id, unit_id, version desc, id desc"
    _check_company_auto = True

    name = fields.Char(required=True, translate=True, tracking=True)
    kind_id = fields.Many2one(
        "crm.satisfaction.kind",
        string="Business",
        required=True,
        index=True,
        ondelete="restrict",
    )
    company_id = fields.Many2one(
        "res.company",
        index="btree_not_null",
        default=lambda self: self.env.company,
        help="Empty: for all companies.",
    )
    unit_id = fields.Many2one(
        "crm.policy.unit",
        string="Department",
        check_company=True,
        index="btree_not_null",
        ondelete="restrict",
        help="Whose own set this is. Empty: for every department without one.",
    )
    version = fields.Integer(default=1, readonly=True, copy=False)
    previous_id = fields.Many2one(
        "crm.satisfaction.set",
        string="Previous Version",
        readonly=True,
        copy=False,
        index="btree_not_null",
    )
    state = fields.Selection(
        [
            ("draft", "Draft"),
            ("filed", "Filed"),
            ("approved", "Approved"),
            ("retired", "Retired"),
        ],
        default="draft",
        required=True,
        readonly=True,
        index=True,
        copy=False,
        tracking=True,
    )
    factor_ids = fields.One2many(
        "crm.satisfaction.factor", "set_id", string="Factors", copy=True
    )
    weight_total = fields.Float(
        string="Sum of Weights (%)",
        compute="_compute_weight_total",
        digits=(6, 2),
        help="Has to be 100 before the set is filed.",
    )
    is_anonymous = fields.Boolean(
        string="Promise Anonymity",
        help="Answers are kept without the name of who gave them.",
    )
    ask_comment = fields.Boolean(string="Ask for a Comment", default=True)
    ask_recommend = fields.Boolean(
        string="Ask for Recommendation",
        default=True,
        help="From 0 to 10: would you recommend us? The loyalty figures come of it.",
    )
    ask_recognition = fields.Boolean(
        string="Ask for Brand Recognition",
        help="From 0 to 10: how well do you know what we stand for?",
    )
    intro = fields.Text(
        string="Introduction", translate=True, help="Shown above the questions."
    )
    thanks = fields.Text(translate=True, help="Shown after the last answer.")
    filed_by_id = fields.Many2one("res.users", readonly=True, copy=False)
    approved_by_id = fields.Many2one("res.users", readonly=True, copy=False)
    approved_on = fields.Date(readonly=True, copy=False)

    _approved_uniq = models.UniqueIndex(
        "(kind_id, COALESCE(company_id, 0), COALESCE(unit_id, 0)) "
        "WHERE state = 'approved'",
        "This department has an approved set for this kind of business already.",
    )

    @api.model
    def _get_left_behind_domain(self, vals):
        """Of one kind of business only one for everybody is approved."""
        return Domain(
            [
                ("kind_id", "=", vals.get("kind_id")),
                ("company_id", "=", vals.get("company_id")),
                ("unit_id", "=", vals.get("unit_id")),
                ("state", "=", "approved"),
            ]
        )

    def _get_decision_fields(self):
        return super()._get_decision_fields() | {
            "version",
            "previous_id",
            "filed_by_id",
            "approved_by_id",
            "approved_on",
        }

    # -- compute -----------------------------------------------------------------------

    @api.depends("factor_ids.weight")
    def _compute_weight_total(self):
        for factor_set in self:
            factor_set.weight_total = sum(factor_set.factor_ids.mapped("weight"))

    @api.depends("name", "version")
    @api.depends_context("lang")
    def _compute_display_name(self):
        for factor_set in self:
            factor_set.display_name = self.env._(
                "%(name)s (version %(version)s)",
                name=factor_set.name or "",
                version=factor_set.version or 1,
            )

    # -- guards ------------------------------------------------------------------------

    @api.model_create_multi
    def create(self, vals_list):
        sets = super().create(vals_list)
        sets.filtered(lambda one: not one.version)._decide({"version": 1})
        return sets

    def write(self, vals):
        if not self.env.su and self._get_content_fields() & vals.keys():
            self._check_may_change()
        return super().write(vals)

    @api.model
    def _get_content_fields(self):
        """What an approval is about."""
        return {
            "kind_id",
            "company_id",
            "unit_id",
            "factor_ids",
            "is_anonymous",
            "ask_comment",
            "ask_recommend",
            "ask_recognition",
        }

    @api.model
    def _get_fixed_text(self):
        return self.env._(
            "A set that was filed does not change any more. Make a new version."
        )

    def _check_may_change(self):
        """:raises UserError: once a set is filed its factors stay"""
        if self.env.su:
            return
        if any(factor_set.state != "draft" for factor_set in self):
            raise UserError(self._get_fixed_text())

    @api.ondelete(at_uninstall=False)
    def _unlink_if_draft(self):
        if any(factor_set.state != "draft" for factor_set in self):
            raise UserError(
                self.env._("Only drafts can be deleted. Retire the set instead.")
            )

    def _check_weights(self):
        """:raises UserError: a set asks something, and its weights make 100 %"""
        for factor_set in self:
            if not factor_set.factor_ids:
                raise UserError(
                    self.env._("%(set)s has no factor yet.", set=factor_set.name)
                )
            if float_compare(factor_set.weight_total, 100, precision_digits=2):
                raise UserError(
                    self.env._(
                        "The weights of %(set)s make %(total)s %%; all factors "
                        "together have to make 100 %%.",
                        set=factor_set.name,
                        total=round(factor_set.weight_total, 2),
                    )
                )

    # -- steps -------------------------------------------------------------------------

    def action_file(self):
        """Hand the set in with the department in charge."""
        self._lock("draft")
        self._check_weights()
        self._decide({"state": "filed", "filed_by_id": self.env.uid})

    def action_approve(self):
        """The set is in use from now on; the one before it is not any more."""
        self._lock("filed")
        self._check_may_approve()
        for factor_set in self:
            factor_set._check_weights()
            # sudo: who approves need not be able to write the sets of all
            factor_set.sudo()._get_replaced()._decide({"state": "retired"})
            factor_set._decide(
                {
                    "state": "approved",
                    "approved_by_id": self.env.uid,
                    "approved_on": fields.Date.context_today(self),
                }
            )

    def action_retire(self):
        """No measurement begins with this set any more."""
        self._lock("approved")
        self._check_may_approve()
        self._decide({"state": "retired"})

    def action_new_version(self):
        """A draft with the same factors, to become the next version."""
        self.ensure_one()
        version = self.copy({"name": self.name})
        version._decide({"previous_id": self.id, "version": self.version + 1})
        return version._get_records_action(context={})

    def _refuse(self, reason):
        """Back to who drafted it, with the reason."""
        self._lock("filed")
        self._check_may_approve()
        self._decide({"state": "draft"})
        for factor_set in self:
            factor_set.message_post(body=reason, subtype_xmlid="mail.mt_note")

    def _get_reasoned_steps(self):
        return {"refuse": (self._refuse, self.env._("Refuse the Set"))}

    def action_refuse(self):
        return self._ask_reason("refuse")

    def _check_may_approve(self):
        """:raises UserError: the head of the department in charge, or a manager"""
        for factor_set in self:
            if not factor_set._may_approve():
                raise UserError(
                    self.env._(
                        "Factor sets are approved by the head of the department in "
                        "charge, or by a manager."
                    )
                )

    def _may_approve(self):
        self.ensure_one()
        user = self.env.user
        company = self.company_id or self.env.company
        # sudo: the setting is no secret
        head = company.sudo().satisfaction_unit_id.head_id
        return user == head or self.env["res.users"]._acts_as("manager")

    def _get_replaced(self):
        """The approved set that this one takes the place of."""
        self.ensure_one()
        return self.search(
            [
                ("state", "=", "approved"),
                ("kind_id", "=", self.kind_id.id),
                ("company_id", "=", self.company_id.id),
                ("unit_id", "=", self.unit_id.id),
                ("id", "!=", self.id),
            ]
        )

    @api.model
    def _find_set(self, kind, unit, company):
        """The set in use: of the unit, of the nearest one above it, of the company,
        of all companies."""
        # sudo: who measures need not see the sets of other departments
        approved = self.sudo().search(
            [
                ("state", "=", "approved"),
                ("kind_id", "=", kind.id),
                ("company_id", "in", [company.id, False]),
            ]
        )
        by_unit = {one.unit_id: one for one in approved if one.unit_id}
        part = unit
        while part:
            if part in by_unit:
                return by_unit[part].sudo(False)
            part = part.sudo().parent_id
        general = approved.filtered(lambda one: not one.unit_id)
        return general.sorted(lambda one: not one.company_id)[:1].sudo(False)

    def copy_data(self, default=None):
        vals_list = super().copy_data(default=default)
        for factor_set, vals in zip(self, vals_list, strict=True):
            vals["factor_ids"] = [
                Command.create(factor.copy_data({"set_id": False})[0])
                for factor in factor_set.factor_ids
            ]
        return vals_list
