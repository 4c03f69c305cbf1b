# Copyright 2026 Customer Policy Suite contributors
# License AGPL-3.0 or later (https://www.gnu.org/licenses/agpl).

from odoo import fields, models


class MailFollowers(models.Model):
    """Followers show their e-mail address to who may read them (ALC-15)."""

    _name = "mail.followers"
    _inherit = ["mail.followers", "crm.allocation.masked.mixin"]

    email = fields.Char(related=None, compute="_compute_masked_email")
