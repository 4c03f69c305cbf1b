# Copyright 2026 Customer Policy Suite contributors
# License AGPL-3.0 or later (https://www.gnu.org/licenses/agpl).

from odoo import api, fields, models

FILE_GROUPS = "crm_policy.group_officer,crm_policy.group_auditor"


class CrmAllocationDocument(models.Model):
    """A company document that customers may get (ALC-16).

    One that goes out only through sales administration is known by its name to all,
    but its file is for officers, and for who asked once the request is approved.
    """

    _name = "crm.allocation.document"
    _description = "Company Document"
    _order = "kind_id, name, id"

    name = fields.Char(required=True, translate=True)
    active = fields.Boolean(default=True)
    company_id = fields.Many2one(
        "res.company", index="btree_not_null", help="Empty: for all companies."
    )
    kind_id = fields.Many2one(
        "crm.allocation.sample.kind",
        required=True,
        ondelete="restrict",
        index=True,
        domain="[('is_document', '=', True)]",
    )
    is_restricted = fields.Boolean(
        string="Only Through Sales Administration",
        default=True,
        help="Salespeople get the file only by an approved request.",
    )
    file = fields.Binary(required=True, groups=FILE_GROUPS)
    file_name = fields.Char()
    open_file = fields.Binary(
        string="Download",
        compute="_compute_open_file",
        help="The file of a document that everybody may send.",
    )

    @api.depends("file", "is_restricted")
    def _compute_open_file(self):
        for document in self:
            # sudo: the file of a document that is not restricted is for all who see it
            free = document.sudo()
            document.open_file = not free.is_restricted and free.file
