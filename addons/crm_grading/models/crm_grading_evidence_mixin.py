# Copyright 2026 Customer Policy Suite contributors
# License AGPL-3.0 or later (https://www.gnu.org/licenses/agpl).

from odoo import api, fields, models


class CrmGradingEvidenceMixin(models.AbstractModel):
    """A dated figure about a customer that somebody entered and can prove."""

    _name = "crm.grading.evidence.mixin"
    _inherit = ["crm.policy.upload.mixin"]
    _description = "Entered Figure"
    _check_company_auto = True
    _upload_field = "evidence_ids"

    partner_id = fields.Many2one(
        "res.partner",
        string="Customer",
        required=True,
        ondelete="cascade",
        index=True,
        check_company=True,
    )
    company_id = fields.Many2one(
        "res.company",
        required=True,
        default=lambda self: self.env.company.root_id,
        index=True,
    )
    active = fields.Boolean(
        default=True, help="Archived figures are history: replaced, or of a merged one."
    )
    evidence_ids = fields.Many2many("ir.attachment")
    note = fields.Char()

    @api.model_create_multi
    def create(self, vals_list):
        """Figures belong to the commercial customer and the main company."""
        partners = self.env["res.partner"]
        companies = self.env["res.company"]
        for vals in vals_list:
            if vals.get("partner_id"):
                partner = partners.browse(vals["partner_id"])
                vals["partner_id"] = partner.commercial_partner_id.id
            if vals.get("company_id"):
                vals["company_id"] = companies.browse(vals["company_id"]).root_id.id
        self._replace_live(vals_list)
        return super().create(vals_list)

    @api.model
    def _replace_live(self, vals_list):
        """Called before figures are created, for models where new ones replace old."""

    @api.model
    def _get_identity(self):
        """Fields of which one combination is live for a customer and company."""
        return []

    def _archive_for_merge(self, sources, target):
        """Keeps the figures of merged customers: what the target has too is history."""
        identity = ["company_id", *self._get_identity()]

        def key(record):
            return tuple(record[fname] for fname in identity)

        kept = {key(record) for record in self.search([("partner_id", "=", target.id)])}
        for record in self.search([("partner_id", "in", sources.ids)], order="id desc"):
            if key(record) in kept:
                record.active = False
            else:
                kept.add(key(record))
