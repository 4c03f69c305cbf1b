# Copyright 2026 Customer Policy Suite contributors
# License AGPL-3.0 or later (https://www.gnu.org/licenses/agpl).

from odoo import api, fields, models


class CrmPolicyTreeMixin(models.AbstractModel):
    """What stands in a tree and is called by its whole path: Works / Service.

    A model that has it names its own ``parent_id`` and sets ``_parent_store``.
    """

    _name = "crm.policy.tree.mixin"
    _description = "Part of a Tree"
    _rec_names_search = ["complete_name"]

    name = fields.Char(required=True, translate=True)
    complete_name = fields.Char(
        string="Full Name",
        compute="_compute_complete_name",
        recursive=True,
        store=True,
        help="With all that stands above it.",
    )
    parent_path = fields.Char(index=True)

    @api.depends("name", "parent_id.complete_name")
    def _compute_complete_name(self):
        for part in self:
            names = (part.parent_id.complete_name, part.name)
            part.complete_name = " / ".join(filter(None, names))

    @api.depends("complete_name")
    @api.depends_context("lang", "crm_policy_short_name")
    def _compute_display_name(self):
        """In the reader's language; the stored name is in that of its last change.

        Lists that ask for the short name tell departments apart in a narrow column.
        """
        short = self.env.context.get("crm_policy_short_name")
        for part in self:
            names = []
            above = part
            while above:
                names.insert(0, above.name or "")
                above = not short and above.parent_id
            part.display_name = " / ".join(names)
