# Copyright 2026 Customer Policy Suite contributors
# License AGPL-3.0 or later (https://www.gnu.org/licenses/agpl).

from odoo import api, fields, models
from odoo.exceptions import ValidationError


class CrmSatisfactionLevel(models.Model):
    """One of the levels of an answer, with its band of numbers out of 100 (SAT-02).

    A band begins at its lower bound and ends before the next higher one begins, so
    that no decimal falls between two of them.
    """

    _name = "crm.satisfaction.level"
    _description = "Level of Satisfaction"
    _order = "lower desc, id"

    name = fields.Char(required=True, translate=True)
    code = fields.Char(required=True)
    lower = fields.Float(
        string="From",
        digits=(5, 2),
        required=True,
        help="The lowest score of this level, itself included.",
    )
    value = fields.Float(
        string="Score of the Level",
        digits=(5, 2),
        required=True,
        help="What the level counts when only the level was chosen.",
    )
    company_id = fields.Many2one("res.company", index="btree_not_null")
    color = fields.Integer()
    active = fields.Boolean(default=True)

    _lower_check = models.Constraint(
        "CHECK(lower >= 0 AND lower <= 100)", "A level begins between 0 and 100."
    )
    _lower_uniq = models.UniqueIndex(
        "(COALESCE(company_id, 0), lower) WHERE active IS TRUE",
        "Two levels cannot begin at the same score.",
    )
    _code_uniq = models.UniqueIndex(
        "(COALESCE(company_id, 0), code)", "A level with this code exists already."
    )

    @api.constrains("lower", "value", "company_id", "active")
    def _check_value(self):
        for level in self.filtered("active"):
            upper = level._get_upper()
            inside = level.lower <= level.value <= 100
            if not inside or (upper < 100 and level.value >= upper):
                raise ValidationError(
                    self.env._(
                        "The score of %(level)s lies inside its band, from %(lower)s "
                        "to %(upper)s.",
                        level=level.name,
                        lower=level.lower,
                        upper=upper,
                    )
                )

    def _get_upper(self):
        """Where the band ends: the next higher level's lower bound, or 100."""
        self.ensure_one()
        higher = self._get_levels(self.company_id).filtered(
            lambda other: other.lower > self.lower
        )
        return min(higher.mapped("lower"), default=100.0)

    @api.model
    def _get_levels(self, company):
        """The levels of a company: its own, else those of all; the best first."""
        shared = self.search([("company_id", "in", [company.id, False])])
        return shared.filtered("company_id") or shared
