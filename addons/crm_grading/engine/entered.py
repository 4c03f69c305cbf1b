# Copyright 2026 Customer Policy Suite contributors
# License AGPL-3.0 or later (https://www.gnu.org/licenses/agpl).
"""Figures that people entered: yearly figures, credit ratings, assessments (GRD-03)."""

from operator import itemgetter

from odoo.tools import SQL

from .facts import Fact, Registry, Source, growth, only_partners, parts, share


def _financials_body(scope, _start):
    """The latest year recorded, beside the year before it."""
    return SQL("f.partner_id"), SQL(
        """FROM (
            SELECT partner_id, year, revenue, profit, assets, liabilities,
                   ROW_NUMBER() OVER newest AS position,
                   LEAD(year) OVER newest AS before,
                   LEAD(revenue) OVER newest AS revenue_before,
                   LEAD(profit) OVER newest AS profit_before
              FROM crm_grading_financials
             WHERE active AND company_id = %(company)s
               AND make_date(year, 12, 31) <= %(until)s AND %(only)s
            WINDOW newest AS (PARTITION BY partner_id ORDER BY year DESC)
        ) f WHERE f.position = 1 AND f.year >= %(oldest)s""",
        company=scope.company_id,
        until=scope.date,
        oldest=scope.date.year - scope.financials_max_age,
        only=only_partners(scope, SQL("partner_id")),
    )


def _financials_columns(_scope, _window):
    consecutive = SQL("f.before = f.year - 1")
    return {
        "revenue": SQL("MAX(f.revenue)"),
        "revenue_before": SQL("MAX(f.revenue_before) FILTER (WHERE %s)", consecutive),
        "profit": SQL("MAX(f.profit)"),
        "profit_before": SQL("MAX(f.profit_before) FILTER (WHERE %s)", consecutive),
    }


def _own_growth(columns):
    """Mean of the growth of revenue and of profit, of those that are known."""
    revenue = growth(columns, "revenue", "revenue_before")
    profit = growth(columns, "profit", "profit_before")
    return SQL(
        "COALESCE((%(r)s + %(p)s) / 2, %(r)s, %(p)s)",
        r=SQL("(%s)", revenue),
        p=SQL("(%s)", profit),
    )


def _debt_columns(_scope, _window):
    return {
        "assets": SQL("MAX(f.assets)"),
        "liabilities": SQL("MAX(f.liabilities)"),
    }


def _credit_body(scope, _start):
    return SQL("c.partner_id"), SQL(
        """FROM (
            SELECT DISTINCT ON (r.partner_id) r.partner_id, r.valid_until, g.points
              FROM crm_grading_credit_rating r
              JOIN crm_grading_credit_grade g ON g.id = r.credit_grade_id
             WHERE r.active AND r.company_id = %(company)s AND r.date <= %(until)s
               AND %(only)s
             ORDER BY r.partner_id, r.date DESC, r.id DESC
        ) c WHERE c.valid_until IS NULL OR c.valid_until >= %(until)s""",
        company=scope.company_id,
        until=scope.date,
        only=only_partners(scope, SQL("r.partner_id")),
    )


def _assessment_body(scope, _start):
    """The latest assessment of each indicator; history rows count for their time."""
    return SQL("a.partner_id"), SQL(
        """FROM (
            SELECT DISTINCT ON (partner_id, indicator_code)
                   partner_id, indicator_code, points, valid_until
              FROM crm_grading_assessment
             WHERE company_id = %(company)s AND date <= %(until)s AND %(only)s
             ORDER BY partner_id, indicator_code, date DESC, id DESC
        ) a WHERE a.valid_until IS NULL OR a.valid_until >= %(until)s""",
        company=scope.company_id,
        until=scope.date,
        only=only_partners(scope, SQL("partner_id")),
    )


def registry():
    """Sources and facts of entered figures."""
    sources = {
        "financials": Source(_financials_body),
        "credit": Source(_credit_body),
        "assessment": Source(_assessment_body),
    }
    facts = {
        "own_growth": Fact(
            "financials",
            _financials_columns,
            _own_growth,
            "percent",
            parts=parts("revenue", "revenue_before", "profit", "profit_before"),
        ),
        "debt_ratio": Fact(
            "financials",
            _debt_columns,
            lambda columns: share(columns["liabilities"], columns["assets"]),
            "percent",
            parts=parts("liabilities", "assets"),
        ),
        "credit_rating": Fact(
            "credit",
            lambda scope, window: {"points": SQL("MAX(c.points)")},
            itemgetter("points"),
            "points",
        ),
    }
    return Registry(sources, facts)
