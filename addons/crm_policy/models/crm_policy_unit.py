# Copyright 2026 Customer Policy Suite contributors
# License AGPL-3.0 or later (https://www.gnu.org/licenses/agpl).

from odoo import fields, models


class CrmPolicyUnit(models.Model):
    """A branch, department or project office: who answers for what, and who above.

    Sales teams sell; a unit may be any part of the company that handles a complaint or
    is measured: the works department, quality inspection, customer service.
    """

    _name = "crm.policy.unit"
    _inherit = "crm.policy.tree.mixin"
    _description = "Department"
    _order = "complete_name, id"
    _parent_store = True
    _check_company_auto = True
    _rec_names_search = ["complete_name", "code"]

    code = fields.Char()
    sequence = fields.Integer(default=10)
    active = fields.Boolean(default=True)
    company_id = fields.Many2one(
        "res.company",
        required=True,
        index=True,
        default=lambda self: self.env.company,
    )
    parent_id = fields.Many2one(
        "crm.policy.unit",
        string="Belongs to",
        index="btree_not_null",
        check_company=True,
        ondelete="restrict",
    )
    child_ids = fields.One2many("crm.policy.unit", "parent_id")
    head_id = fields.Many2one(
        "res.users",
        check_company=True,
        index="btree_not_null",
        domain="[('share', '=', False)]",
        help="Answers for the department and all that belong to it.",
    )
    user_ids = fields.Many2many(
        "res.users",
        "crm_policy_unit_user_rel",
        "unit_id",
        "user_id",
        string="Members",
        check_company=True,
        domain="[('share', '=', False)]",
    )
    resource_calendar_id = fields.Many2one(
        "resource.calendar",
        string="Working Hours",
        check_company=True,
        help="Deadlines of the department run in these hours. Empty: the company's.",
    )

    _code_uniq = models.UniqueIndex(
        "(company_id, code) WHERE code IS NOT NULL",
        "A department with this code exists already (perhaps archived).",
    )

    def _get_heads_up(self):
        """The heads from this department up to the top, each once, without gaps.

        :return: active users, the nearest first; nobody without a department
        """
        heads = self.env["res.users"]
        unit = self[:1]
        while unit:
            heads |= unit.head_id.filtered("active")
            unit = unit.parent_id
        return heads

    def _get_calendar(self):
        """The hours in which the department works; empty: nobody knows of any."""
        self.ensure_one()
        return self.resource_calendar_id or self.company_id.resource_calendar_id
