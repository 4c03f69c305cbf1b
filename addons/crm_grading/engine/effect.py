# Copyright 2026 Customer Policy Suite contributors
# License AGPL-3.0 or later (https://www.gnu.org/licenses/agpl).
"""What a grading changed: the same figures before and after it took effect (GRD-17).

Both windows are of the same whole months on either side of the day of effect, so that
they compare like with like also while the second one still runs.
"""

from dataclasses import dataclass, replace
from datetime import date, timedelta

from dateutil.relativedelta import relativedelta

from odoo.tools import SQL

from .fact_search import figure_of, select_figures
from .facts import Registry

SIDES = ("before", "after")


@dataclass(frozen=True)
class Windows:
    """``months`` before and after ``start``, the first day of the grades in effect."""

    start: date
    months: int

    @property
    def before(self) -> date:
        """Last day before the effect."""
        return self.start - timedelta(days=1)

    @property
    def after(self) -> date:
        """Last day of the window that begins with the effect."""
        return self.start + relativedelta(months=self.months, days=-1)

    @property
    def first(self) -> date:
        """First day of the window before."""
        return self.start - relativedelta(months=self.months)


def windows(start: date, today: date, months: int) -> Windows:
    """The whole months since ``start`` that are over, at most ``months``; maybe none.

    >>> windows(date(2026, 1, 10), date(2026, 4, 9), 6).months
    2
    >>> windows(date(2026, 1, 10), date(2026, 4, 10), 6).months
    3
    """
    passed = relativedelta(today, start)
    return Windows(start, max(min(passed.years * 12 + passed.months, months), 0))


def upsert_effects(registry: Registry, scope, span: Windows, figures, record, uid):
    """The statement that measures a round: one row a graded customer.

    Rows of a complete window are closed and stay as they are.

    :param scope: of the company; its date does not matter
    :param figures: code of the fact by the stem of its two columns
    :param record: ``{"id": …, "window": …}``, the round and the months wanted
    """
    columns, values, joins = [], [], []
    for side, until in zip(SIDES, (span.before, span.after), strict=True):
        for source, codes in _by_source(registry, figures).items():
            name = f"{side}_{source}"
            joins.append(
                SQL(
                    "LEFT JOIN (%(body)s) %(name)s"
                    " ON %(name)s.partner_id = graded.partner_id",
                    body=select_figures(
                        registry, replace(scope, date=until), codes, span.months
                    ),
                    name=SQL.identifier(name),
                )
            )
            for stem, code in codes.items():
                columns.append(f"{stem}_{side}")
                values.append(
                    figure_of(registry.facts[code], SQL.identifier(name, stem))
                )
        joins.append(_work_done(scope, span, side))
        columns.append(f"tasks_{side}")
        values.append(
            SQL("COALESCE(%s, 0)", SQL.identifier(f"{side}_work", "done")),
        )
    columns += ["execution_rate"]
    values += [SQL("ROUND(after_work.execution::numeric, 2)")]
    return _upsert(columns, values, joins, span, record, uid)


def _by_source(registry, figures):
    grouped = {}
    for stem, code in figures.items():
        grouped.setdefault(registry.facts[code].source, {})[stem] = code
    return grouped


def _work_done(scope, span, side):
    """Measures for customers that were due in a window, and how many were done."""
    start, until = {
        "before": (span.first, span.before),
        "after": (span.start, span.after),
    }[side]
    return SQL(
        """LEFT JOIN (
               SELECT partner_id, COUNT(*) FILTER (WHERE state = 'done') AS done,
                      AVG(execution) FILTER (WHERE state IN ('done', 'missed'))
                          AS execution
                 FROM crm_grading_task
                WHERE company_id = %(company)s
                  AND date_deadline BETWEEN %(start)s AND %(until)s
                GROUP BY 1
           ) %(name)s ON %(name)s.partner_id = graded.partner_id""",
        company=scope.company_id,
        start=start,
        until=until,
        name=SQL.identifier(f"{side}_work"),
    )


def _upsert(columns, values, joins, span, record, uid):
    names = [SQL.identifier(column) for column in columns]
    return SQL(
        """INSERT INTO crm_grading_effect AS e (
               round_id, company_id, partner_id, date, user_id, team_id, grade_id,
               previous_grade_id, movement, window_months, months, is_complete,
               merged_from, %(names)s, create_uid, write_uid, create_date, write_date)
           SELECT %(round)s, graded.company_id, graded.partner_id, %(start)s::date,
                  graded.user_id, graded.team_id, graded.grade_id,
                  graded.previous_grade_id, graded.movement, %(window)s, %(months)s,
                  %(complete)s, 0, %(values)s, %(uid)s, %(uid)s,
                  now() AT TIME ZONE 'UTC', now() AT TIME ZONE 'UTC'
             FROM (SELECT DISTINCT ON (r.partner_id) r.*, u.sale_team_id AS team_id
                     FROM crm_grading_result r
                     LEFT JOIN res_users u ON u.id = r.user_id
                    WHERE r.round_id = %(round)s AND r.status = 'graded'
                    ORDER BY r.partner_id, r.id) graded
             %(joins)s
           ON CONFLICT (round_id, partner_id, merged_from) DO UPDATE SET
               (%(names)s) = ROW(%(updates)s),
               months = EXCLUDED.months, is_complete = EXCLUDED.is_complete,
               write_uid = EXCLUDED.write_uid, write_date = EXCLUDED.write_date
           WHERE NOT e.is_complete""",
        names=SQL(", ").join(names),
        values=SQL(", ").join(values),
        updates=SQL(", ").join(SQL("EXCLUDED.%s", name) for name in names),
        joins=SQL(" ").join(joins),
        round=record["id"],
        window=record["window"],
        complete=span.months >= record["window"],
        months=span.months,
        start=span.start,
        uid=uid,
    )
