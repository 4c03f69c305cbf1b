# Copyright 2026 Customer Policy Suite contributors
# License AGPL-3.0 or later (https://www.gnu.org/licenses/agpl).

from odoo import fields, models


class CrmSatisfactionPaperType(models.Model):
    """A paper that objects must have on file, and from when on (SAT-15)."""

    _name = "crm.satisfaction.paper.type"
    _description = "Paper Due"
    _order = "sequence, id"

    name = fields.Char(string="Paper", required=True, translate=True)
    code = fields.Char()
    sequence = fields.Integer(default=10)
    active = fields.Boolean(default=True)
    kind_ids = fields.Many2many(
        "crm.satisfaction.kind",
        "crm_satisfaction_paper_type_kind_rel",
        "type_id",
        "kind_id",
        string="Business",
        help="Empty: every kind of business.",
    )
    base = fields.Selection(
        [
            ("date_start", "Start"),
            ("date_handover", "Handover"),
            ("date_deeds", "Title Deeds"),
            ("date_completion", "Completion"),
            ("date_settlement", "Final Settlement"),
            ("date_warranty_end", "End of Warranty"),
            ("measurement", "End of a Measurement's Window"),
        ],
        string="Counted from",
        required=True,
        default="date_completion",
        help="An object needs the paper once; counted from measurements, "
        "once for each of them.",
    )
    occasion = fields.Selection(
        [
            ("deeds", "Handover to Title Deeds"),
            ("quarter", "End of Quarter"),
            ("settlement", "After Final Settlement"),
            ("warranty", "Warranty"),
            ("revisit", "Revisit"),
            ("manual", "By Hand"),
        ],
        help="Which measurements need it. Empty: all.",
    )
    days = fields.Integer(
        string="Due after (Days)",
        default=30,
        required=True,
        help="So many calendar days after the date.",
    )
    is_survey_form = fields.Boolean(
        string="Signed Survey Form",
        help="Received by itself when a paper questionnaire is entered that is signed "
        "and stamped, with its scan.",
    )
    needs_scan = fields.Boolean(
        string="Needs a Scan",
        default=True,
        help="Received only with the scan attached.",
    )
    description = fields.Text(translate=True, help="What it has to contain.")

    _code_uniq = models.UniqueIndex(
        "(code) WHERE code IS NOT NULL",
        "A paper with this code exists already (perhaps archived).",
    )
    _days_check = models.Constraint(
        "CHECK(days BETWEEN 0 AND 3660)", "A paper is due within ten years."
    )
