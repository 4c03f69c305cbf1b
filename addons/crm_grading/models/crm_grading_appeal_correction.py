# Copyright 2026 Customer Policy Suite contributors
# License AGPL-3.0 or later (https://www.gnu.org/licenses/agpl).

from odoo import api, fields, models
from odoo.exceptions import ValidationError


class CrmGradingAppealCorrection(models.Model):
    """One figure of a result that was wrong, and the right one (GRD-10)."""

    _name = "crm.grading.appeal.correction"
    _description = "Corrected Figure"
    _order = "appeal_id, id"
    _rec_name = "line_id"

    appeal_id = fields.Many2one(
        "crm.grading.appeal", required=True, ondelete="cascade", index=True
    )
    company_id = fields.Many2one(related="appeal_id.company_id", store=True)
    result_id = fields.Many2one(related="appeal_id.result_id")
    scheme_id = fields.Many2one(related="appeal_id.scheme_id")
    line_id = fields.Many2one(
        "crm.grading.scheme.line",
        string="Indicator",
        required=True,
        ondelete="restrict",
        index=True,
        domain="[('scheme_id', '=', scheme_id)]",
    )
    original_text = fields.Char(
        string="As Computed",
        compute="_compute_texts",
        help="The figure of the round, with its unit.",
    )
    figure = fields.Float(
        string="Corrected Figure",
        required=True,
        digits=(16, 6),
        min_display_digits=0,
        help="In the unit of the indicator. Where assessed points stand in for a "
        "missing figure, the right points.",
    )
    figure_text = fields.Char(string="Corrected", compute="_compute_texts")
    reason = fields.Text(
        required=True, help="Why this is the right figure; it stays with the result."
    )

    _one_a_line = models.Constraint(
        "UNIQUE(appeal_id, line_id)",
        "This appeal corrects the indicator already. Change that line.",
    )

    @api.depends("line_id", "figure", "result_id")
    @api.depends_context("lang")
    def _compute_texts(self):
        for correction in self:
            result, line = correction.result_id, correction.line_id
            if not result or not line:
                correction.original_text = correction.figure_text = False
                continue
            correction.original_text = result._get_original_text(line)
            correction.figure_text = result._get_correction_text(
                line, correction.figure
            )

    @api.constrains("line_id", "appeal_id")
    def _check_line(self):
        for correction in self:
            if correction.line_id.scheme_id != correction.scheme_id:
                raise ValidationError(
                    self.env._(
                        "%(indicator)s is no indicator of the scheme that graded "
                        "this customer.",
                        indicator=correction.line_id.name,
                    )
                )
