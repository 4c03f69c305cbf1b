# Copyright 2026 Customer Policy Suite contributors
# License AGPL-3.0 or later (https://www.gnu.org/licenses/agpl).

from odoo import api, fields, models
from odoo.exceptions import ValidationError


class CrmVisit(models.Model):
    """The paper form on which a visit was recorded first (VIS-04)."""

    _inherit = "crm.visit"

    paper_number = fields.Integer(
        string="Paper Form No.",
        copy=False,
        aggregator=None,
        help="Number printed on the form of the booklet, when the visit was first "
        "recorded on paper.",
    )
    booklet_id = fields.Many2one(
        "crm.visit.booklet",
        compute="_compute_booklet_id",
        store=True,
        ondelete="restrict",
        index="btree_not_null",
    )

    _paper_number_uniq = models.UniqueIndex(
        "(company_id, paper_number) WHERE paper_number > 0",
        "This paper form was already entered on another visit.",
    )

    @api.depends("paper_number", "company_id")
    def _compute_booklet_id(self):
        booklets = self.env["crm.visit.booklet"]
        for visit in self:
            if not visit.paper_number:
                visit.booklet_id = False
                continue
            visit.booklet_id = booklets.search(
                [
                    ("company_id", "=", visit.company_id.id),
                    ("number_from", "<=", visit.paper_number),
                    ("number_to", ">=", visit.paper_number),
                ],
                limit=1,
            )

    @api.constrains("paper_number", "company_id")
    def _check_paper_number(self):
        for visit in self:
            if visit.paper_number and not visit.booklet_id:
                raise ValidationError(
                    self.env._(
                        "No booklet of %(company)s has a form number %(number)s.",
                        company=visit.company_id.name,
                        number=visit.paper_number,
                    )
                )

    def _get_decision_fields(self):
        return super()._get_decision_fields() | {"booklet_id"}
