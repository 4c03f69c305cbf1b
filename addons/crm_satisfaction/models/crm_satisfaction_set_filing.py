# Copyright 2026 Customer Policy Suite contributors
# License AGPL-3.0 or later (https://www.gnu.org/licenses/agpl).

from odoo import api, fields, models
from odoo.exceptions import UserError

from ..engine import weights


class CrmSatisfactionSet(models.Model):
    """Filing with the department in charge, and what a version changed (SAT-04)."""

    _inherit = "crm.satisfaction.set"

    comparison = fields.Html(
        string="What Changed",
        compute="_compute_comparison",
        sanitize=False,
        help="Beside the version before.",
    )
    version_ids = fields.Many2many(
        "crm.satisfaction.set", string="Versions", compute="_compute_version_ids"
    )
    measurement_count = fields.Integer(compute="_compute_measurement_count")
    may_approve = fields.Boolean(compute="_compute_may_approve")

    # -- compute -----------------------------------------------------------------------

    @api.depends("previous_id", "factor_ids.name", "factor_ids.weight")
    @api.depends_context("lang")
    def _compute_comparison(self):
        for factor_set in self:
            factor_set.comparison = factor_set._render_comparison()

    def _render_comparison(self):
        self.ensure_one()
        if not self.previous_id:
            return False
        return self.env["ir.qweb"]._render(
            "crm_satisfaction.set_comparison",
            {
                "current": self,
                "previous": self.previous_id,
                "rows": self._get_changes(),
            },
            lang=self.env.lang,
        )

    def _get_changes(self):
        """Factors of this version beside those of the one before.

        :return: list of dicts: name, before and after (weights or None), change
        """
        self.ensure_one()
        before = {
            factor._get_identity(): factor for factor in self.previous_id.factor_ids
        }
        rows = []
        for factor in self.factor_ids:
            old = before.pop(factor._get_identity(), None)
            rows.append(self._prepare_change(factor, old, factor))
        return rows + [self._prepare_change(old, old, None) for old in before.values()]

    @api.model
    def _prepare_change(self, factor, old, new):
        change = "same"
        if not old:
            change = "added"
        elif not new:
            change = "removed"
        elif (old.name, old.weight) != (new.name, new.weight):
            change = "changed"
        return {
            "section": factor.section or "",
            "name": factor.name,
            "old_name": old.name if old and new and old.name != new.name else False,
            "before": old.weight if old else None,
            "after": new.weight if new else None,
            "change": change,
        }

    @api.depends("previous_id")
    def _compute_version_ids(self):
        for factor_set in self:
            versions = later = factor_set
            while versions[-1:].previous_id:
                versions |= versions[-1:].previous_id
            while later:
                later = self.search([("previous_id", "in", later.ids)]) - versions
                versions |= later
            factor_set.version_ids = versions.sorted("version", reverse=True)

    @api.depends_context("uid", "allowed_company_ids")
    def _compute_measurement_count(self):
        counts = dict(
            self.env["crm.satisfaction.measurement"]._read_group(
                [("set_id", "in", self.ids)], ["set_id"], ["__count"]
            )
        )
        for factor_set in self:
            factor_set.measurement_count = counts.get(factor_set, 0)

    @api.depends("company_id")
    @api.depends_context("uid")
    def _compute_may_approve(self):
        for factor_set in self:
            factor_set.may_approve = factor_set._may_approve()

    # -- weights -----------------------------------------------------------------------

    def action_spread(self):
        """The same weight for each factor."""
        self._set_weights(lambda own: weights.spread(len(own)))

    def action_rescale(self):
        """The same proportions, 100 % in all."""
        self._set_weights(weights.rescale)

    def _set_weights(self, get_weights):
        self.check_access("write")
        self._check_may_change()
        for factor_set in self:
            factors = factor_set.factor_ids
            found = get_weights(factors.mapped("weight"))
            for factor, weight in zip(factors, found, strict=True):
                factor.weight = weight

    def _copy_factors(self, other):
        """Takes the factors over that are not here yet, with their weights."""
        self.ensure_one()
        self.check_access("write")
        self._check_may_change()
        own = {factor._get_identity() for factor in self.factor_ids}
        taken = other.factor_ids.filtered(lambda one: one._get_identity() not in own)
        taken.copy({"set_id": self.id})

    def action_copy_from(self):
        """Asks from which set the factors are taken."""
        self.ensure_one()
        self._check_may_change()
        return {
            "type": "ir.actions.act_window",
            "name": self.env._("Copy Factors"),
            "res_model": "crm.satisfaction.set.copy",
            "view_mode": "form",
            "target": "new",
            "context": {"default_set_id": self.id},
        }

    # -- filing ------------------------------------------------------------------------

    def action_file(self):
        result = super().action_file()
        for factor_set in self:
            factor_set._ask_managers()
        return result

    def _get_deciding_managers(self):
        """The head of the department in charge; without one, the managers."""
        company = self.company_id or self.env.company
        # sudo: the setting is no secret
        head = company.sudo().satisfaction_unit_id.head_id.filtered("active")
        return head or self._get_managers(company)

    def _get_request_summary(self):
        return self.env._("Approve the factor set %(set)s", set=self.display_name)

    def action_approve(self):
        result = super().action_approve()
        for factor_set in self:
            factor_set._close_request()
            factor_set._tell_filer(self.env._("The set is approved and in use now."))
        return result

    def _refuse(self, reason):
        result = super()._refuse(reason)
        for factor_set in self:
            factor_set._close_request()
            factor_set._tell_filer(
                self.env._("The set was refused: %(reason)s", reason=reason)
            )
        return result

    def action_withdraw(self):
        """Taken back by who filed it, before it is decided."""
        self._lock("filed")
        for factor_set in self:
            if (
                self.env.user != factor_set.filed_by_id
                and not factor_set._may_approve()
            ):
                raise UserError(self.env._("Only who filed the set takes it back."))
        self._decide({"state": "draft"})
        self._close_request()

    def _tell_filer(self, body):
        # sudo: who decides need not follow the set
        factor_set = self.sudo()
        factor_set.message_notify(
            partner_ids=factor_set.filed_by_id.partner_id.ids,
            subject=factor_set.display_name,
            body=body,
        )

    def action_open_measurements(self):
        """The measurements that were made with the set."""
        self.ensure_one()
        action = self.env["ir.actions.act_window"]._for_xml_id(
            "crm_satisfaction.crm_satisfaction_measurement_action"
        )
        return {**action, "domain": [("set_id", "=", self.id)], "context": {}}
