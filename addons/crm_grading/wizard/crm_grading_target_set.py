# Copyright 2026 Customer Policy Suite contributors
# License AGPL-3.0 or later (https://www.gnu.org/licenses/agpl).

from odoo import Command, api, fields, models
from odoo.exceptions import UserError

# So many names say who is left out; the rest is counted
NAMED = 5


class CrmGradingTargetSet(models.TransientModel):
    """Chooses customers to rise, many at once (GRD-19)."""

    _name = "crm.grading.target.set"
    _description = "Set Upgrade Target"

    company_id = fields.Many2one(
        "res.company", default=lambda self: self.env.company.root_id
    )
    partner_ids = fields.Many2many(
        "res.partner",
        string="Customers",
        compute="_compute_partner_ids",
        store=True,
        readonly=False,
    )
    from_grade_id = fields.Many2one(
        "crm.grading.grade",
        string="Customers of Grade",
        help="Puts the customers of this grade on the list, your own if you are a "
        "salesperson.",
    )
    target_grade_id = fields.Many2one(
        "crm.grading.grade",
        compute="_compute_target_grade_id",
        store=True,
        readonly=False,
        help="Left empty: for each customer the grade just above its own.",
    )
    date = fields.Date(string="Until", required=True)
    user_id = fields.Many2one(
        "res.users",
        string="Responsible",
        domain=[("share", "=", False)],
        help="Left empty: each customer's salesperson.",
    )
    plan = fields.Text()
    customer_count = fields.Integer(compute="_compute_left_out")
    left_out = fields.Text(compute="_compute_left_out")

    @api.model
    def default_get(self, fields):
        """Takes the customers selected in a list, of customers or of results."""
        values = super().default_get(fields)
        model = self.env.context.get("active_model")
        ids = self.env.context.get("active_ids") or []
        if not values.get("partner_ids"):
            if model == "res.partner":
                values["partner_ids"] = [Command.set(ids)]
            elif model == "crm.grading.result":
                results = self.env[model].browse(ids)
                values["partner_ids"] = [Command.set(results.partner_id.ids)]
            elif "from_grade_id" in fields:
                values["from_grade_id"] = (
                    self.env["crm.grading.grade"]
                    .search([("upgrade_grade_id", "!=", False)], limit=1)
                    .id
                )
        return values

    @api.depends("from_grade_id")
    def _compute_partner_ids(self):
        for wizard in self.filtered("from_grade_id"):
            domain = [
                ("customer_grade_id", "=", wizard.from_grade_id.id),
                ("parent_id", "=", False),
            ]
            if not self.env.user.has_group("crm_policy.group_officer"):
                domain.append(("user_id", "=", self.env.uid))
            wizard.partner_ids = self.env["res.partner"].search(domain)

    @api.depends("from_grade_id")
    def _compute_target_grade_id(self):
        for wizard in self:
            wizard.target_grade_id = wizard.from_grade_id.upgrade_grade_id

    @api.depends("partner_ids", "target_grade_id")
    def _compute_left_out(self):
        for wizard in self:
            vals_list, left_out = wizard._prepare_targets()
            wizard.customer_count = len(vals_list)
            wizard.left_out = "\n".join(
                self.env._(
                    "%(reason)s: %(customers)s",
                    reason=reason,
                    customers=self._name_some(partners),
                )
                for reason, partners in left_out.items()
            )

    @api.model
    def _name_some(self, partners):
        names = ", ".join(partner.display_name for partner in partners[:NAMED])
        if len(partners) <= NAMED:
            return names
        return self.env._(
            "%(names)s and %(count)s more", names=names, count=len(partners) - NAMED
        )

    def _prepare_targets(self):
        """:return: values of the targets to set, and by reason who gets none"""
        self.ensure_one()
        # records of a form that is being filled in stand for those in the database
        partners = self.partner_ids._origin.commercial_partner_id
        partners = partners.with_company(self.company_id)
        # sudo: the scheme explains grades to everybody
        scheme = self.env["crm.grading.scheme"].sudo()._find_leading(self.company_id)
        grades = scheme and scheme._get_grades().sudo(False)
        has_target = self._get_partners_with_target(partners)
        vals_list, left_out = [], {}
        for partner in partners:
            grade = partner.customer_grade_id
            goal = self.target_grade_id or (grades and grade._get_next_better(grades))
            reason = self._get_reason(partner, grade, goal, has_target)
            if reason:
                left_out.setdefault(reason, []).append(partner)
            else:
                vals_list.append(self._prepare_target(partner, goal))
        return vals_list, left_out

    def _get_partners_with_target(self, partners):
        # sudo: a colleague's target takes the place as well
        groups = (
            self.env["crm.grading.target"]
            .sudo()
            ._read_group(
                [
                    ("partner_id", "in", partners.ids),
                    ("company_id", "=", self.company_id.id),
                    ("state", "=", "open"),
                ],
                ["partner_id"],
            )
        )
        return {partner.id for [partner] in groups}

    def _get_reason(self, partner, grade, goal, has_target):
        """Why a customer gets no target, or nothing."""
        if partner.id in has_target:
            return self.env._("Has an open target already")
        if not grade:
            return self.env._("Has no grade yet")
        if not goal or goal.sequence >= grade.sequence:
            return self.env._("Has the grade aimed at already, or a better one")
        if not self.env.user.has_group("crm_policy.group_officer") and (
            partner.user_id != self.env.user
        ):
            return self.env._("Is the customer of a colleague")
        return None

    def _prepare_target(self, partner, goal):
        return {
            "partner_id": partner.id,
            "company_id": self.company_id.id,
            "user_id": (self.user_id or partner.user_id).id,
            "target_grade_id": goal.id,
            "date": self.date,
            "plan": self.plan,
        }

    def action_set(self):
        """Sets the targets and shows them.

        :raises UserError: when none of the customers can get one, saying why
        """
        vals_list, _left_out = self._prepare_targets()
        if not vals_list:
            raise UserError(
                self.left_out or self.env._("Choose at least one customer.")
            )
        targets = self.env["crm.grading.target"].create(vals_list)
        action = self.env["ir.actions.act_window"]._for_xml_id(
            "crm_grading.crm_grading_target_action"
        )
        return {
            **action,
            "domain": [("id", "in", targets.ids)],
            "context": {},
            "target": "main",
        }
