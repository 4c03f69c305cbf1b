# Copyright 2026 Customer Policy Suite contributors
# License AGPL-3.0 or later (https://www.gnu.org/licenses/agpl).

from odoo import fields, models


class CrmComplaintCategory(models.Model):
    """Who investigates, what is replied, and whether repeats are watched."""

    _inherit = "crm.complaint.category"

    panel_unit_ids = fields.Many2many(
        "crm.policy.unit",
        "crm_complaint_category_panel_rel",
        "category_id",
        "unit_id",
        string="Panel",
        help="Departments that investigate together, such as engineering, "
        "operations and quality; each signs its finding. Without any, those of the "
        "category above.",
    )
    reply_template_id = fields.Many2one(
        "mail.template",
        string="Template of the Reply",
        domain="[('model', '=', 'crm.complaint')]",
        ondelete="set null",
        help="Without one, that of the category above, or the general one.",
    )
    is_repeat_watched = fields.Boolean(
        string="Repeats Watched",
        help="Counted for key improvement points where the settings say that only "
        "marked categories are.",
    )

    def _get_panel_units(self):
        """The panel of the nearest category upwards that has one"""
        category = self
        while category and not category.panel_unit_ids:
            category = category.parent_id
        return category.panel_unit_ids

    def _get_reply_template(self):
        """The template of the nearest category upwards that has one, or the default"""
        category = self
        while category and not category.reply_template_id:
            category = category.parent_id
        return category.reply_template_id or self.env.ref(
            "crm_complaints.mail_template_reply", raise_if_not_found=False
        )
