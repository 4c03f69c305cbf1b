# Copyright 2026 Customer Policy Suite contributors
# License AGPL-3.0 or later (https://www.gnu.org/licenses/agpl).

from odoo import api, fields, models
from odoo.fields import Domain
from odoo.tools import SQL

from ..engine import comparison, scorecard
from .crm_grading_score_sheet_mixin import FIGURE_GROUPS


class CrmGradingResult(models.Model):
    """What is missing to the next grade, and what endangers the present one (GRD-19).

    Nothing of it is stored: thresholds belong to the scheme of the round, so the
    database works the distances out while it sorts and filters.
    """

    _inherit = "crm.grading.result"

    next_grade_id = fields.Many2one("crm.grading.grade", compute="_compute_distances")
    next_grade_color = fields.Integer(
        compute="_compute_distances", string="Next Grade Colour"
    )
    points_to_next = fields.Float(
        string="Points to the Next Grade",
        compute="_compute_distances",
        search="_search_points_to_next",
        digits=(5, 2),
        aggregator="avg",
        help="What the score lacks to where the next better grade begins.",
    )
    points_above = fields.Float(
        string="Points above the Own Threshold",
        compute="_compute_distances",
        search="_search_points_above",
        digits=(5, 2),
        aggregator="avg",
        help="How far the score is above the bound under which the grade is lost.",
    )
    is_near_next = fields.Boolean(
        string="Near the Next Grade",
        compute="_compute_distances",
        search="_search_is_near_next",
    )
    is_endangered = fields.Boolean(
        string="Grade Endangered",
        compute="_compute_distances",
        search="_search_is_endangered",
    )
    shortest_way = fields.Char(
        compute="_compute_shortest_ways",
        groups=FIGURE_GROUPS,
        help="The single figure that needs the least change for the next grade.",
    )
    shortest_fall = fields.Char(
        string="Grade Lost at",
        compute="_compute_shortest_ways",
        groups=FIGURE_GROUPS,
        help="The single figure whose least change would lose the grade.",
    )

    @api.depends(
        "score",
        "status",
        "round_id",
        "company_id.grading_near_next",
        "company_id.grading_near_loss",
    )
    def _compute_distances(self):
        cards = self._get_cards()
        grades = self.env["crm.grading.grade"]
        for result in self:
            # sudo: how near counts as near is no secret, the company itself may be
            company = result.company_id.sudo()
            near_next = self._decimal(company.grading_near_next)
            near_loss = self._decimal(company.grading_near_loss)
            score = result._get_counted_score()
            thresholds = cards[result.scheme_id].thresholds
            goal = scorecard.next_threshold(thresholds, score)
            own = scorecard.own_threshold(thresholds, score)
            losable = own is not None and own != thresholds[-1]
            lacking = goal and goal.lower - score
            spare = losable and score - own.lower
            result.next_grade_id = grades.browse(goal and goal.grade_id)
            result.next_grade_color = result.next_grade_id.color
            result.points_to_next = goal and float(lacking)
            result.points_above = losable and float(spare)
            result.is_near_next = goal and lacking <= near_next
            result.is_endangered = losable and spare <= near_loss

    @api.depends("breakdown", "score", "status")
    @api.depends_context("lang")
    def _compute_shortest_ways(self):
        cards = self._get_cards()
        for result in self:
            card = cards[result.scheme_id]
            figures = result._get_figures()
            score = result._get_counted_score()
            result.shortest_way = result._get_way_text(
                figures, scorecard.ways_up(card, figures, score)
            )
            result.shortest_fall = result._get_way_text(
                figures, scorecard.ways_down(card, figures, score)
            )

    def _get_way_text(self, figures, ways):
        """Name and wanted figure of the shortest way; empty when none suffices."""
        code = scorecard.shortest_way(figures, ways)
        if code is None:
            return False
        # sudo: the scheme explains figures to everybody who may see them
        lines = self.scheme_id.sudo().line_ids
        line = lines.filtered(lambda line: line.code == code)
        return self.env._(
            "%(indicator)s to %(figure)s",
            indicator=line.name,
            figure=self._format_figure(line, ways[code]),
        )

    def _get_cards(self):
        # sudo: the scheme explains figures to everybody who may see them
        return {
            scheme.sudo(False): scheme._prepare_scorecard()
            for scheme in self.scheme_id.sudo()
        }

    def _get_counted_score(self):
        """The score by which distances are told; none for methods without one."""
        if self.status not in ("graded", "provisional"):
            return None
        # sudo: the scheme explains figures to everybody who may see them
        if self.scheme_id.sudo().method != "scorecard":
            return None
        return self._decimal(self.score)

    # -- the same in SQL ---------------------------------------------------------------

    @api.model
    def _get_distance_fields(self):
        """By field: how the score and the bounds around it make the distance."""
        return {
            "points_to_next": lambda score, column: SQL(
                "(%s - %s)", column("next"), score
            ),
            "points_above": lambda score, column: SQL(
                "(CASE WHEN %s THEN %s - %s END)",
                column("losable"),
                score,
                column("lower"),
            ),
        }

    def _field_to_sql(self, alias, field_expr, query=None):
        distance = self._get_distance_fields().get(field_expr)
        if distance is None or query is None:
            return super()._field_to_sql(alias, field_expr, query)
        bounds = self._join_bounds(alias, query)
        return distance(
            self._field_to_sql(alias, "score", query),
            lambda column: SQL.identifier(bounds, column),
        )

    @api.model
    def _join_bounds(self, alias, query):
        """The bounds between which a result's score lies, joined once a query."""
        bounds = query.make_alias(alias, "bounds")
        query.add_join(
            "LEFT JOIN",
            bounds,
            SQL("(%s)", self._select_bounds()),
            SQL(
                """%(bounds_round)s = %(round)s AND %(score)s >= %(lower)s
                   AND (%(next)s IS NULL OR %(score)s < %(next)s)
                   AND %(status)s IN ('graded', 'provisional')""",
                bounds_round=SQL.identifier(bounds, "round_id"),
                lower=SQL.identifier(bounds, "lower"),
                next=SQL.identifier(bounds, "next"),
                round=self._field_to_sql(alias, "round_id", query),
                score=self._field_to_sql(alias, "score", query),
                status=self._field_to_sql(alias, "status", query),
            ),
        )
        return bounds

    @api.model
    def _select_bounds(self):
        """Of each round: where a grade begins and the next better one, in points."""
        return SQL(
            """SELECT own.id AS round_id, t.lower,
                      LEAD(t.lower) OVER (PARTITION BY own.id ORDER BY t.lower) AS next,
                      -- the worst grade cannot be lost
                      t.lower > MIN(t.lower) OVER (PARTITION BY own.id) AS losable
                 FROM crm_grading_round own
                 JOIN crm_grading_scheme scheme ON scheme.id = own.scheme_id
                  AND scheme.method = 'scorecard'
                 JOIN crm_grading_threshold t ON t.scheme_id = scheme.id"""
        )

    @api.model
    def _search_points_to_next(self, operator, value):
        return self._search_distance("points_to_next", operator, value)

    @api.model
    def _search_points_above(self, operator, value):
        return self._search_distance("points_above", operator, value)

    @api.model
    def _search_distance(self, fname, operator, value):
        if operator not in comparison.OPERATORS:
            return NotImplemented

        def to_sql(model, alias, query):
            return comparison.compare(
                model._field_to_sql(alias, fname, query), operator, value
            )

        return Domain.custom(to_sql=to_sql)

    @api.model
    def _search_is_near_next(self, operator, value):
        return self._search_is_near(
            operator, value, "points_to_next", "grading_near_next"
        )

    @api.model
    def _search_is_endangered(self, operator, value):
        return self._search_is_near(
            operator, value, "points_above", "grading_near_loss"
        )

    @api.model
    def _search_is_near(self, operator, value, fname, setting):
        """Distances within what the setting of the result's company calls near."""
        if operator != "in":
            return NotImplemented
        flushed = self.env["res.company"]._fields[setting]

        def to_sql(model, alias, query):
            return SQL(
                "COALESCE(%s <= (SELECT %s FROM res_company c WHERE c.id = %s), FALSE)",
                model._field_to_sql(alias, fname, query),
                SQL.identifier("c", setting, to_flush=flushed),
                model._field_to_sql(alias, "company_id", query),
            )

        near = Domain.custom(to_sql=to_sql)
        return Domain.OR(near if wanted else ~near for wanted in value)

    @api.model
    def action_open_ways_up(self):
        """Customers by what they lack to the next grade: own ones, officers all."""
        return self._get_distance_action("crm_grading_result_action_ways_up")

    @api.model
    def action_open_endangered(self):
        """Customers by how near they are to losing their grade."""
        return self._get_distance_action("crm_grading_result_action_endangered")

    @api.model
    def _get_distance_action(self, name):
        action = self.env["ir.actions.act_window"]._for_xml_id(f"crm_grading.{name}")
        if not self.env.user.has_group("crm_policy.group_officer"):
            # a salesperson begins with the own customers
            return {**action, "context": {"search_default_mine": 1}}
        return action

    @api.readonly
    def action_export_distances(self):
        """The distances of the selected results, or of all that the list shows."""
        return self._print_xlsx("crm_grading.distance_list_xlsx")
