# Copyright 2026 Customer Policy Suite contributors
# License AGPL-3.0 or later (https://www.gnu.org/licenses/agpl).

from odoo import fields, models


class CrmVisitCardAnswer(models.Model):
    """What the person of a card answered to a question of the exhibition (VIS-11)."""

    _name = "crm.visit.card.answer"
    _inherit = ["crm.visit.intake.part.mixin"]
    _description = "Answer on a Card"
    _order = "card_id, question_id, id"
    _part_of = "card_id"

    card_id = fields.Many2one(
        "crm.visit.card", required=True, ondelete="cascade", index=True
    )
    exhibition_id = fields.Many2one(
        related="card_id.exhibition_id", store=True, index=True
    )
    company_id = fields.Many2one(related="card_id.company_id", store=True, index=True)
    question_id = fields.Many2one(
        "crm.visit.exhibition.question",
        required=True,
        ondelete="restrict",
        index=True,
        domain="[('exhibition_id', '=', exhibition_id)]",
    )
    answer = fields.Text(required=True)

    _answered_once = models.UniqueIndex(
        "(card_id, question_id)", "A card answers a question once."
    )
