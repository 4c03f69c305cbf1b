# Copyright 2026 Customer Policy Suite contributors
# License AGPL-3.0 or later (https://www.gnu.org/licenses/agpl).
"""The roll-up of a company in one statement (SAT-07, SAT-10, SAT-11).

From the measurements that are done to one score of each project and quarter, from
those to small cells of quarter, unit and kind; everything else works on the cells.
The arithmetic is that of ``rollup``; the database counts in decimals, exactly.
"""

from dataclasses import dataclass
from datetime import date

from odoo.tools import SQL

from . import rollup_scope_sql

# Kept of those left out, for each row; the number of all stands beside them
LISTED = 100
# What is summed up from measurements to cells and rows, name and expression
SUMS = {
    "measurement_count": SQL(
        "count(*) FILTER (WHERE one.has_score AND one.is_rolled_up)"
    ),
    "invited_count": SQL("sum(one.asked_count)"),
    "answer_count": SQL("sum(one.answer_count)"),
    "responded_count": SQL("sum(one.feedback_count)"),
    "recommend_count": SQL("sum(one.recommend_count)"),
    "promoter_count": SQL("sum(one.promoter_count)"),
    "detractor_count": SQL("sum(one.detractor_count)"),
    "recognition_count": SQL("sum(one.recognition_count)"),
    "recognition_sum": SQL("sum(one.recognition_count * one.recognition_avg)"),
}

# How much a subsidiary unit counts in the year, by the setting
UNIT_WEIGHTS = {
    "equal": SQL("1"),
    "projects": SQL("year.project_count"),
    "manual": SQL("year.manual"),
}


@dataclass(frozen=True)
class Quarter:
    """A quarter that goes into the period; of a quarter it is the only one.

    :ivar closed: its own figures stand, whatever settings, tree and measurements say
    """

    id: int
    weight: float
    name: str
    closed: bool = False


@dataclass(frozen=True)
class Task:
    """What is rolled up, and by which settings.

    :ivar weighting: of units in a year: ``equal``, ``projects`` or ``manual``
    :ivar unit_level: at which level of the tree the subsidiary units stand, 1 = top
    :ivar last: the latest measurement stands for its project, not the mean
    :ivar levels: ids of the levels of the company
    :ivar due_from: what is due from this day on and not done is missing here
    """

    period_id: int
    previous_id: int | None
    company_id: int
    company_name: str
    kind: str
    start: date
    end: date
    quarters: tuple[Quarter, ...]
    weighting: str
    unit_level: int
    last: bool
    pass_mark: float
    levels: tuple[int, ...]
    due_from: date
    lang: str
    uid: int


def _sum_columns(alias):
    return SQL(", ").join(
        SQL("sum(%s) AS %s", SQL.identifier(alias, name), SQL.identifier(name))
        for name in SUMS
    )


def _quarter_ids(task, closed):
    """:param closed: those closed, or those open"""
    return tuple(one.id for one in task.quarters if one.closed == closed) or (0,)


def _measured(task):
    """One row of each project, unit, kind and open quarter, from what is done."""
    counted = SQL("one.has_score AND one.is_rolled_up")
    score = (
        SQL(
            "(array_agg(one.score ORDER BY one.done_on DESC, one.id DESC)"
            " FILTER (WHERE %s))[1]",
            counted,
        )
        if task.last
        else SQL("round(avg(one.score) FILTER (WHERE %s), 2)", counted)
    )
    return SQL(
        """
        SELECT one.rollup_period_id AS quarter_id, one.unit_id, one.kind_id,
               %s AS score, %s
          FROM crm_satisfaction_measurement one
         WHERE one.state = 'done' AND one.rollup_period_id IN %s
         GROUP BY one.rollup_period_id, one.unit_id, one.kind_id, one.subject_id
        """,
        score,
        SQL(", ").join(
            SQL("%s AS %s", expression, SQL.identifier(name))
            for name, expression in SUMS.items()
        ),
        _quarter_ids(task, closed=False),
    )


def _stored(task):
    """The figures of closed quarters as they were closed (SAT-07).

    Of the subsidiary units only what the score of the year needs was kept.
    """
    sums = {name: SQL.identifier("row", name) for name in SUMS}
    sums["recognition_sum"] = SQL("row.recognition_count * row.recognition_avg")
    return SQL(
        """
        SELECT row.scope, COALESCE(row.unit_id, 0) AS unit_key,
               COALESCE(row.kind_id, 0) AS kind_key, row.period_id AS quarter_id,
               row.project_count, row.numerator AS total,
               CASE WHEN row.has_score THEN row.score END AS score,
               %(sums)s
          FROM crm_satisfaction_rollup row
         WHERE row.period_id IN %(quarters)s
           AND (row.project_count, row.invited_count, row.answer_count) <> (0, 0, 0)
        UNION ALL
        SELECT 'subsidiary', part.unit, 0, row.period_id,
               part.count, part.total, round(part.total / part.count, 2), %(nothing)s
          FROM crm_satisfaction_rollup row
         CROSS JOIN LATERAL jsonb_to_recordset(row.subsidiaries)
               part (unit int, count int, total numeric)
         WHERE row.period_id IN %(quarters)s AND row.scope = 'company'
        """,
        sums=SQL(", ").join(sums.values()),
        nothing=SQL(", ").join(SQL("0") for _name in sums),
        quarters=_quarter_ids(task, closed=True),
    )


def _means(task):
    """Score, numerator, denominator, coverage and parts of each row.

    A quarter is the plain mean of its projects, the year of the company the weighted
    mean of its subsidiary units, any other year that of its quarters.
    """
    if task.kind == "quarter":
        return SQL(
            """
            SELECT year.*, year.project_count AS projects, year.total AS numerator,
                   year.project_count::numeric AS denominator,
                   round(year.total / NULLIF(year.project_count, 0), 2) AS score,
                   COALESCE(round(year.measurement_count::numeric / NULLIF(
                       year.measurement_count + COALESCE(missing.due, 0), 0), 4), 0)
                       AS coverage,
                   NULL::jsonb AS parts,
                   CASE WHEN year.scope = 'company' THEN (
                       SELECT jsonb_agg(jsonb_build_object(
                                  'unit', unit_key, 'count', project_count,
                                  'total', total) ORDER BY unit_key)
                         FROM figure
                        WHERE scope = 'subsidiary' AND project_count > 0
                   ) END AS subsidiaries
              FROM year
              LEFT JOIN missing USING (scope, unit_key, kind_key)
             WHERE year.scope <> 'subsidiary'
            """
        )
    return SQL(
        """
        SELECT year.*, projects.count AS projects, year.weighted AS numerator,
               year.weight AS denominator, year.year_score AS score,
               year.year_coverage AS coverage, year.quarters AS parts,
               NULL::jsonb AS subsidiaries
          FROM year
          LEFT JOIN projects USING (scope, unit_key, kind_key)
         WHERE year.scope IN ('unit', 'kind')
        UNION ALL
        SELECT year.*, projects.count, units.numerator, units.denominator,
               round(units.numerator / NULLIF(units.denominator, 0), 2),
               COALESCE(round(units.covered / NULLIF(units.whole, 0), 4), 0),
               units.parts, NULL::jsonb
          FROM year
          LEFT JOIN projects USING (scope, unit_key, kind_key)
         CROSS JOIN (
               SELECT sum(weight * year_score) AS numerator,
                      sum(weight) FILTER (WHERE year_score IS NOT NULL) AS denominator,
                      sum(weight * year_coverage) AS covered,
                      sum(weight) AS whole,
                      jsonb_agg(jsonb_build_object(
                          'unit', unit_key, 'name', name, 'weight', weight,
                          'score', year_score) ORDER BY name, unit_key) AS parts
                 FROM (SELECT year.unit_key, year.name, year.year_score,
                              year.year_coverage, %(weight)s::numeric AS weight
                         FROM year
                        WHERE year.scope = 'subsidiary') year
               ) units
         WHERE year.scope = 'company'
        """,
        weight=UNIT_WEIGHTS[task.weighting],
    )


def _quarters(task):
    rows = [
        SQL("(%s::int, %s::int, %s::numeric, %s)", one.id, number, one.weight, one.name)
        for number, one in enumerate(task.quarters, 1)
    ]
    return SQL(", ").join(rows)


def _each():
    """Each scope in each quarter, with or without a figure."""
    return SQL(
        """
        SELECT scope.*, quarter.number, quarter.quarter_id, quarter.weight,
               quarter.name AS quarter,
               CASE WHEN row.score IS NOT NULL THEN quarter.weight END AS known,
               row.score, row.project_count, row.total, %(plain)s
          FROM scope
         CROSS JOIN quarter
          LEFT JOIN figure row USING (scope, unit_key, kind_key, quarter_id)
        """,
        plain=SQL(", ").join(SQL.identifier("row", name) for name in SUMS),
    )


def _year():
    """The quarters of each scope together, by their weights."""
    return SQL(
        """
        SELECT scope, unit_key, kind_key, name, manual,
               COALESCE(sum(project_count), 0) AS project_count,
               sum(total) AS total,
               sum(known * score) AS weighted,
               sum(known) AS weight,
               round(sum(known * score) / NULLIF(sum(known), 0), 2) AS year_score,
               COALESCE(round(sum(known) / NULLIF(sum(weight), 0), 4), 0)
                   AS year_coverage,
               jsonb_agg(jsonb_build_object(
                   'quarter', quarter_id, 'name', quarter,
                   'weight', weight, 'score', score) ORDER BY number) AS quarters,
               %(sums)s
          FROM each row
         GROUP BY scope, unit_key, kind_key, name, manual
        """,
        sums=_sum_columns("row"),
    )


def _missing():
    """What was left out of each scope: how much, and the first of it by name."""
    return SQL(
        """
        SELECT scope, unit_key, kind_key, count(*) AS count,
               count(*) FILTER (WHERE reason <> 'not_counted') AS due,
               jsonb_agg(jsonb_build_object(
                   'measurement', id, 'name', reference, 'reason', reason)
                   ORDER BY id) FILTER (WHERE place <= %(listed)s) AS excluded
          FROM (SELECT left_member.*,
                       row_number() OVER (
                           PARTITION BY scope, unit_key, kind_key ORDER BY id
                       ) AS place
                  FROM left_member) placed
         GROUP BY scope, unit_key, kind_key
        """,
        listed=LISTED,
    )


def _columns(task):
    """What a row says, in the order of the table that it goes to."""
    return SQL(
        """
        means.scope, NULLIF(means.unit_key, 0) AS unit_id,
        NULLIF(means.kind_key, 0) AS kind_id,
        means.name,
        CASE WHEN means.scope = 'unit'
             THEN split_part(means.name, ' / ', -1) ELSE means.name END,
        means.score IS NOT NULL AS has_score,
        COALESCE(means.score, 0) AS score,
        COALESCE(means.projects, 0)::int,
        COALESCE(means.measurement_count, 0)::int,
        COALESCE(round(means.numerator, 4), 0),
        COALESCE(round(means.denominator, 4), 0),
        means.coverage,
        means.parts,
        means.subsidiaries,
        missing.excluded,
        COALESCE(missing.count, 0)::int,
        %(pass_mark)s::numeric,
        COALESCE(means.score >= %(pass_mark)s::numeric, FALSE),
        level.id,
        COALESCE(level.name->>%(lang)s, level.name->>'en_US'),
        COALESCE(previous.has_score, FALSE),
        CASE WHEN previous.has_score THEN previous.score ELSE 0 END,
        CASE WHEN previous.has_score AND means.score IS NOT NULL
             THEN means.score - previous.score ELSE 0 END,
        COALESCE(means.invited_count, 0)::int,
        COALESCE(means.responded_count, 0)::int,
        COALESCE(means.answer_count, 0)::int,
        COALESCE(means.invited_count, 0) > 0,
        COALESCE(round(100.0 * means.responded_count
                       / NULLIF(means.invited_count, 0), 2), 0),
        COALESCE(means.recommend_count, 0)::int,
        COALESCE(means.promoter_count, 0)::int,
        COALESCE(means.recommend_count - means.promoter_count
                 - means.detractor_count, 0)::int,
        COALESCE(means.detractor_count, 0)::int,
        COALESCE(means.recommend_count, 0) > 0,
        COALESCE(round(100.0 * (means.promoter_count - means.detractor_count)
                       / NULLIF(means.recommend_count, 0), 2), 0),
        COALESCE(means.recognition_count, 0)::int,
        COALESCE(round(means.recognition_sum
                       / NULLIF(means.recognition_count, 0), 2), 0),
        COALESCE(target.score, 0),
        COALESCE(target.repeat_rate, 0),
        COALESCE(target.feedback_rate, 0)
        """,
        pass_mark=task.pass_mark,
        lang=task.lang,
    )


def figures(task):
    """The rows of a period as they should stand, one for each scope.

    :param Task task:
    """
    return SQL(
        """
        WITH quarter (quarter_id, number, weight, name) AS (VALUES %(quarters)s),
        tree AS (
            SELECT id, parent_path, complete_name, active,
                   satisfaction_weight::numeric AS manual,
                   cardinality(string_to_array(parent_path, '/')) - 1 AS depth,
                   COALESCE(
                       NULLIF(split_part(parent_path, '/', %(level)s), '')::int, id
                   ) AS subsidiary_id
              FROM crm_policy_unit
             WHERE company_id = %(company)s
        ),
        measured AS (%(measured)s),
        cell AS (
            SELECT quarter_id, unit_id, kind_id, count(score) AS project_count,
                   sum(score) AS total, %(sums)s
              FROM measured row
             GROUP BY quarter_id, unit_id, kind_id
        ),
        member AS (%(member)s),
        figure AS MATERIALIZED (
            SELECT scope, unit_key, kind_key, quarter_id,
                   sum(project_count) AS project_count, sum(total) AS total,
                   round(sum(total) / NULLIF(sum(project_count), 0), 2) AS score,
                   %(sums)s
              FROM member row
             GROUP BY scope, unit_key, kind_key, quarter_id
            UNION ALL
            %(stored)s
        ),
        left_out AS (%(left_out)s),
        left_member AS (%(left_member)s),
        to_measure AS (%(to_measure)s),
        work AS (%(work)s),
        here AS (
            SELECT scope, unit_key, kind_key FROM figure
             UNION
            SELECT scope, unit_key, kind_key FROM left_member
             UNION
            SELECT scope, unit_key, kind_key FROM work
        ),
        scope AS (%(scopes)s),
        each AS (%(each)s),
        year AS (%(year_figures)s),
        missing AS (%(missing)s),
        object AS (%(objects)s),
        object_member AS (%(object_member)s),
        projects AS (
            SELECT scope, unit_key, kind_key, count(DISTINCT subject_id) AS count
              FROM object_member
             GROUP BY scope, unit_key, kind_key
        ),
        means AS (%(means)s)
        SELECT %(columns)s
          FROM means
          LEFT JOIN missing USING (scope, unit_key, kind_key)
          LEFT JOIN LATERAL (
               SELECT id, name
                 FROM crm_satisfaction_level
                WHERE id IN %(levels)s AND lower <= means.score
                ORDER BY lower DESC
                LIMIT 1
               ) level ON TRUE
          LEFT JOIN crm_satisfaction_rollup previous
            ON previous.period_id = %(previous)s
           AND previous.scope = means.scope
           AND COALESCE(previous.unit_id, 0) = means.unit_key
           AND COALESCE(previous.kind_id, 0) = means.kind_key
          LEFT JOIN LATERAL (
               SELECT score, repeat_rate, feedback_rate
                 FROM crm_satisfaction_target
                WHERE company_id = %(company)s
                  AND year = %(year)s
                  AND active
                  AND COALESCE(unit_id, means.unit_key) = means.unit_key
                ORDER BY unit_id NULLS LAST
                LIMIT 1
               ) target ON means.scope <> 'kind'
        """,
        quarters=_quarters(task),
        level=task.unit_level,
        company=task.company_id,
        measured=_measured(task),
        sums=_sum_columns("row"),
        member=rollup_scope_sql.scoped("cell"),
        stored=_stored(task),
        scopes=rollup_scope_sql.scopes(task),
        left_out=rollup_scope_sql.left_out(task),
        left_member=rollup_scope_sql.scoped("left_out"),
        to_measure=rollup_scope_sql.to_measure(task),
        work=rollup_scope_sql.scoped("to_measure"),
        each=_each(),
        year_figures=_year(),
        missing=_missing(),
        objects=rollup_scope_sql.objects(task),
        object_member=rollup_scope_sql.scoped("object"),
        means=_means(task),
        columns=_columns(task),
        levels=task.levels or (0,),
        previous=task.previous_id,
        year=task.start.year,
    )
