# Copyright 2026 Customer Policy Suite contributors
# License AGPL-3.0 or later (https://www.gnu.org/licenses/agpl).
"""A scheme and a scope become one SQL statement.

population → one pass over each source → raw figures → points → what the method makes of
them → grade → rows of the result table. Python never sees the customers.
"""

from odoo.tools import SQL

from . import methods
from .breakdown import breakdown_sql
from .facts import Fact, Registry, assessed, since
from .names import (
    ASSESSED,
    column_name,
    fact_key,
    fallback_key,
    source_name,
    step_name,
    value_name,
)
from .points import pointed


def indicator_fact(registry: Registry, indicator):
    """The fact an indicator is measured by; its own assessments for ``assessed``."""
    if indicator.method == ASSESSED:
        return assessed(indicator.code)
    return registry.facts[indicator.fact]


def insert_round(method, registry, scope, population, round_id, uid):
    """The statement that computes a round and stores one result a customer (GRD-09).

    :param method: the scheme, see :mod:`spec`
    :param population: subselect of the ids of the customers to be graded
    :return: a statement yielding ``(status, reason, grade_id, movement, count)`` rows
    """
    return SQL(
        """%(graded)s, stored AS (
            INSERT INTO crm_grading_result (
                round_id, company_id, date, partner_id, user_id, status, reason, score,
                coverage, grade_id, previous_grade_id, movement, steps, breakdown,
                %(own)s create_uid, write_uid, create_date, write_date)
            SELECT %(round)s, %(company)s, %(date)s, partner_id, user_id, status,
                   reason, score, coverage, grade_id, previous_grade_id,
                   CASE WHEN grade_id IS NULL THEN NULL
                        WHEN steps IS NULL THEN 'new'
                        WHEN steps > 0 THEN 'up'
                        WHEN steps < 0 THEN 'down'
                        ELSE 'same' END,
                   COALESCE(steps, 0), breakdown, %(own)s
                   %(uid)s, %(uid)s, now() AT TIME ZONE 'UTC', now() AT TIME ZONE 'UTC'
              FROM graded
            RETURNING status, reason, grade_id, movement
        )
        SELECT status, reason, grade_id, movement, COUNT(*)
          FROM stored GROUP BY 1, 2, 3, 4""",
        graded=_graded(method, registry, scope, population),
        round=round_id,
        company=scope.company_id,
        date=scope.date,
        uid=uid,
        own=_own_columns(method),
    )


def _own_columns(method):
    """The columns that only this method fills, each followed by a comma."""
    return SQL("").join(
        SQL("%s, ", SQL.identifier(name)) for name in methods.own_columns(method)
    )


def select_graded(method, registry, scope, population):
    """The same figures without storing them, for the customers in the scope.

    Percentile points need everybody's figures: for single customers they come back
    empty, and the caller compares with a round.
    """
    return SQL(
        "%s SELECT partner_id, status, reason, score, coverage, grade_id, %s"
        " previous_grade_id, breakdown FROM graded",
        _graded(method, registry, scope, population),
        _own_columns(method),
    )


def share_totals(method, registry):
    """Keys of the facts of which a single customer's share needs everybody's sum."""
    used = _used_facts(registry, method.indicators)
    return {key: fact for key, fact in used.items() if fact.share_of}


def select_totals(registry, scope, population, shares):
    """The sums to which shares relate, one column for each of ``shares``."""
    sources = _source_ctes(registry, scope, shares)
    columns = [
        SQL(
            "SUM(%s) FILTER (WHERE population.excluded IS NULL)",
            _fact_columns(scope, key, fact)[fact.share_of],
        )
        for key, fact in shares.items()
    ]
    return SQL(
        "WITH population AS (%s), %s SELECT %s FROM population %s",
        _population(scope, population),
        SQL(", ").join(
            SQL("%s AS (%s)", source_name(key), body) for key, body in sources.items()
        ),
        SQL(", ").join(columns),
        _source_joins(sources),
    )


def _graded(method, registry, scope, population):
    """The WITH clause, up to a relation ``graded`` with one row a customer."""
    used = _used_facts(registry, method.indicators)
    sources = _source_ctes(registry, scope, used | _condition_facts(registry, method))
    # For a few customers planning takes the time, and sources planned each by itself
    # are planned in half of it. For all of them the planner must see through.
    fence = SQL() if scope.partner_ids is None else SQL("MATERIALIZED")
    ctes = [
        SQL("population AS MATERIALIZED (%s)", _population(scope, population)),
        *(
            SQL("%s AS %s (%s)", source_name(key), fence, body)
            for key, body in sources.items()
        ),
        _step("figures", _figures(scope, used, sources)),
        _step("measured", _measured(method.indicators)),
        _step("pointed", pointed(method.indicators)),
        *(
            SQL("%s AS (%s)", SQL.identifier(name), select)
            for name, select in methods.sources(method)
        ),
        *(_step(name, select) for name, select in methods.steps(method)),
        _step("graded", _final(method, used)),
    ]
    return SQL("WITH %s", SQL(", ").join(ctes))


def _step(name, select):
    """A relation whose columns are computed once a customer.

    The planner would merge the steps into one, and repeat a column's expression
    wherever a later step names the column: many times the work of the figures
    themselves. OFFSET keeps it from merging, and unlike MATERIALIZED stores no rows.
    """
    return SQL("%s AS (%s OFFSET 0)", SQL.identifier(name), select)


def _population(scope, population):
    """Commercial customers, with what keeps some of them out (GRD-08)."""
    only = SQL("TRUE")
    if scope.partner_ids is not None:
        only = SQL("p.id = ANY(%s)", list(scope.partner_ids))
    return SQL(
        """SELECT p.id AS partner_id, p.user_id,
                  s.computed_grade_id AS previous_grade_id,
                  CASE WHEN NOT p.active THEN 'archived'
                       WHEN kind.is_special THEN 'special' END AS excluded
             FROM res_partner p
             LEFT JOIN crm_customer_kind kind ON kind.id = p.customer_kind_id
             LEFT JOIN crm_grading_standing s
                    ON s.partner_id = p.id AND s.scheme_id = %(scheme)s
            WHERE p.id IN %(population)s
              AND p.commercial_partner_id = p.id
              AND (p.active OR s.computed_grade_id IS NOT NULL)
              AND %(only)s""",
        scheme=scope.scheme_id,
        population=population,
        only=only,
    )


def _condition_facts(registry, method):
    """The facts that the conditions of rules ask for, by ``(code, window)``."""
    return {key: registry.facts[key[0]] for key in getattr(method, "facts", ())}


def _used_facts(registry, indicators):
    """The facts to ask for, by ``(code, window)``, fallbacks included."""
    used = {}
    for indicator in indicators:
        used[fact_key(indicator)] = indicator_fact(registry, indicator)
        if indicator.fallback == ASSESSED:
            used[fallback_key(indicator)] = assessed(indicator.code)
        elif indicator.fallback:
            used[fallback_key(indicator)] = registry.facts[indicator.fallback]
    return used


def _source_ctes(registry, scope, used: dict[tuple, Fact]):
    """One aggregate query a source, with the columns of all its used facts."""
    ctes = {}
    for source_key, source in registry.sources.items():
        facts = {key: fact for key, fact in used.items() if fact.source == source_key}
        if not facts:
            continue
        start = since(scope, max(fact.reach * key[1] for key, fact in facts.items()))
        customer, body = source.body(scope, start)
        columns = [
            SQL("%s AS %s", expression, SQL.identifier(column_name(key, name)))
            for key, fact in facts.items()
            for name, expression in fact.columns(scope, key[1]).items()
        ]
        ctes[source_key] = SQL(
            "SELECT %s AS partner_id, %s %s GROUP BY 1",
            customer,
            SQL(", ").join(columns),
            body,
        )
    return ctes


def _figures(scope, used, sources):
    """Every used fact's figure and its parts, for the whole population."""
    wanted = {fact.source for fact in used.values()}
    columns = []
    for key, fact in used.items():
        parts = _fact_columns(scope, key, fact)
        value = fact.value(parts)
        if fact.absent_is_zero:
            value = SQL("COALESCE(%s, 0)", value)
        columns.append(SQL("%s AS %s", value, value_name(key)))
        columns += [
            SQL("%s AS %s", part(parts), SQL.identifier(column_name(key, name)))
            for name, part in fact.parts.items()
        ]
    return SQL(
        "SELECT %s FROM population %s",
        SQL(", ").join([SQL("population.*"), *columns]),
        _source_joins(key for key in sources if key in wanted),
    )


def _source_joins(sources):
    return SQL(" ").join(
        SQL(
            "LEFT JOIN %(source)s ON %(source)s.partner_id = population.partner_id",
            source=source_name(key),
        )
        for key in sources
    )


def _fact_columns(scope, key, fact):
    source = f"source_{fact.source}"
    columns = {
        name: SQL.identifier(source, column_name(key, name))
        for name in fact.columns(scope, key[1])
    }
    if fact.share_of:
        given = (scope.totals or {}).get(key)
        columns["total"] = (
            SQL(
                "SUM(%s) FILTER (WHERE population.excluded IS NULL) OVER ()",
                columns[fact.share_of],
            )
            if given is None
            else SQL("%s::numeric", given)
        )
    return columns


def _measured(indicators):
    """Each indicator's figure at its displayed precision."""
    columns = []
    for position, indicator in enumerate(indicators):
        figure = value_name(fact_key(indicator))
        if indicator.fallback and indicator.fallback != ASSESSED:
            figure = SQL(
                "COALESCE(%s, %s)", figure, value_name(fallback_key(indicator))
            )
        columns.append(
            SQL(
                "ROUND((%s)::numeric, %s) AS %s",
                figure,
                indicator.digits,
                step_name("raw", position),
            )
        )
    return SQL("SELECT *, %s FROM figures", SQL(", ").join(columns))


def _final(method, used):
    """The row of a result; steps count grades, upwards positive (GRD-11)."""
    rank = SQL(" ").join(
        SQL("WHEN %s THEN %s", grade_id, position)
        for position, grade_id in enumerate(reversed(method.grades))
    )
    return SQL(
        """SELECT partner_id, user_id, status, reason, grade_id, previous_grade_id,
             CASE WHEN excluded IS NULL THEN points END AS score,
             CASE WHEN excluded IS NULL THEN known END AS coverage,
             CASE grade_id %(rank)s END - CASE previous_grade_id %(rank)s END AS steps,
             %(own)s
             CASE WHEN excluded IS NULL THEN %(breakdown)s END AS breakdown
           FROM ranked""",
        rank=rank,
        own=_own_columns(method),
        breakdown=breakdown_sql(method.indicators, used),
    )
