# Copyright 2026 Customer Policy Suite contributors
# License AGPL-3.0 or later (https://www.gnu.org/licenses/agpl).
"""A scheme and a scope become one SQL statement.

population → one pass over each source → raw figures → points → score → grade → rows of
the result table. Python never sees the customers.
"""

import json

from odoo.tools import SQL

from .facts import Fact, Registry, assessed, since

ASSESSED = "assessed"


def indicator_fact(registry: Registry, indicator):
    """The fact an indicator is measured by; its own assessments for ``assessed``."""
    if indicator.method == ASSESSED:
        return assessed(indicator.code)
    return registry.facts[indicator.fact]


def points_sql(indicator, raw):
    """The points that the expression ``raw`` earns, as :func:`scorecard.points`."""
    if indicator.method == "bands":
        ordered = sorted(indicator.bands, key=lambda band: band.lower, reverse=True)
        cases = SQL(" ").join(
            SQL("WHEN %s >= %s THEN %s", raw, band.lower, band.points)
            for band in ordered[:-1]
        )
        return SQL(
            "CASE WHEN %s IS NULL THEN NULL %s ELSE %s END",
            raw,
            cases,
            ordered[-1].points,
        )
    value = raw
    if indicator.method == "linear":
        value = SQL(
            "(%s - %s) * 100 / (%s)",
            raw,
            indicator.floor,
            indicator.cap - indicator.floor,
        )
    # LEAST and GREATEST pass over NULL, but no figure earns no points
    return SQL(
        "CASE WHEN %s IS NOT NULL THEN ROUND(LEAST(GREATEST(%s, 0), 100), 2) END",
        raw,
        value,
    )


def grade_sql(thresholds, score):
    """The grade of the expression ``score``, as :func:`scorecard.grade`."""
    cases = SQL(" ").join(
        SQL("WHEN %s >= %s THEN %s", score, threshold.lower, threshold.grade_id)
        for threshold in thresholds
    )
    return SQL("CASE %s END", cases)


def insert_round(scorecard, registry, scope, population, round_id, uid):
    """The statement that computes a round and stores one result a customer (GRD-09).

    :param population: subselect of the ids of the customers to be graded
    :return: a statement yielding ``(status, reason, grade_id, movement, count)`` rows
    """
    return SQL(
        """%(graded)s, stored AS (
            INSERT INTO crm_grading_result (
                round_id, company_id, date, partner_id, user_id, status, reason, score,
                coverage, grade_id, previous_grade_id, movement, steps, breakdown,
                create_uid, write_uid, create_date, write_date)
            SELECT %(round)s, %(company)s, %(date)s, partner_id, user_id, status,
                   reason, score, coverage, grade_id, previous_grade_id,
                   CASE WHEN grade_id IS NULL THEN NULL
                        WHEN steps IS NULL THEN 'new'
                        WHEN steps > 0 THEN 'up'
                        WHEN steps < 0 THEN 'down'
                        ELSE 'same' END,
                   COALESCE(steps, 0), breakdown,
                   %(uid)s, %(uid)s, now() AT TIME ZONE 'UTC', now() AT TIME ZONE 'UTC'
              FROM graded
            RETURNING status, reason, grade_id, movement
        )
        SELECT status, reason, grade_id, movement, COUNT(*)
          FROM stored GROUP BY 1, 2, 3, 4""",
        graded=_graded(scorecard, registry, scope, population),
        round=round_id,
        company=scope.company_id,
        date=scope.date,
        uid=uid,
    )


def select_graded(scorecard, registry, scope, population):
    """The same figures without storing them, for the customers in the scope.

    Percentile points need everybody's figures: for single customers they come back
    empty, and the caller compares with a round.
    """
    return SQL(
        "%s SELECT partner_id, status, reason, score, coverage, grade_id,"
        " previous_grade_id, breakdown FROM graded",
        _graded(scorecard, registry, scope, population),
    )


def share_totals(scorecard, registry):
    """Keys of the facts of which a single customer's share needs everybody's sum."""
    used = _used_facts(registry, scorecard.indicators)
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
            SQL("%s AS (%s)", _source_name(key), body) for key, body in sources.items()
        ),
        SQL(", ").join(columns),
        _source_joins(sources),
    )


def _graded(scorecard, registry, scope, population):
    """The WITH clause, up to a relation ``graded`` with one row a customer."""
    used = _used_facts(registry, scorecard.indicators)
    sources = _source_ctes(registry, scope, used)
    # For a few customers planning takes the time, and sources planned each by itself
    # are planned in half of it. For all of them the planner must see through.
    fence = SQL() if scope.partner_ids is None else SQL("MATERIALIZED")
    ctes = [
        SQL("population AS MATERIALIZED (%s)", _population(scope, population)),
        *(
            SQL("%s AS %s (%s)", _source_name(key), fence, body)
            for key, body in sources.items()
        ),
        _step("figures", _figures(scope, used, sources)),
        _step("measured", _measured(scorecard.indicators)),
        _step("pointed", _pointed(scorecard.indicators)),
        _step("scored", _scored(scorecard)),
        _step("ranked", _ranked(scorecard)),
        _step("graded", _final(scorecard, used)),
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
                    ON s.partner_id = p.id AND s.company_id = %(company)s
            WHERE p.id IN %(population)s
              AND p.commercial_partner_id = p.id
              AND (p.active OR s.computed_grade_id IS NOT NULL)
              AND %(only)s""",
        company=scope.company_id,
        population=population,
        only=only,
    )


def _used_facts(registry, indicators):
    """The facts to ask for, by ``(code, window)``, fallbacks included."""
    used = {}
    for indicator in indicators:
        used[_fact_key(indicator)] = indicator_fact(registry, indicator)
        if indicator.fallback == ASSESSED:
            used[_fallback_key(indicator)] = assessed(indicator.code)
        elif indicator.fallback:
            used[_fallback_key(indicator)] = registry.facts[indicator.fallback]
    return used


def _fact_key(indicator):
    if indicator.method == ASSESSED:
        return (f"{ASSESSED}_{indicator.code}", 0)
    return (indicator.fact, indicator.window)


def _fallback_key(indicator):
    if indicator.fallback == ASSESSED:
        return (f"{ASSESSED}_{indicator.code}", 0)
    return (indicator.fallback, indicator.window)


def _source_name(key):
    return SQL.identifier(f"source_{key}")


def _column_name(key, name):
    code, window = key
    return f"{code}_{window}_{name}"


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
            SQL("%s AS %s", expression, SQL.identifier(_column_name(key, name)))
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
    columns = []
    for key, fact in used.items():
        parts = _fact_columns(scope, key, fact)
        value = fact.value(parts)
        if fact.absent_is_zero:
            value = SQL("COALESCE(%s, 0)", value)
        columns.append(SQL("%s AS %s", value, _value_name(key)))
        columns += [
            SQL("%s AS %s", part(parts), SQL.identifier(_column_name(key, name)))
            for name, part in fact.parts.items()
        ]
    return SQL(
        "SELECT %s FROM population %s",
        SQL(", ").join([SQL("population.*"), *columns]),
        _source_joins(sources),
    )


def _source_joins(sources):
    return SQL(" ").join(
        SQL(
            "LEFT JOIN %(source)s ON %(source)s.partner_id = population.partner_id",
            source=_source_name(key),
        )
        for key in sources
    )


def _fact_columns(scope, key, fact):
    source = f"source_{fact.source}"
    columns = {
        name: SQL.identifier(source, _column_name(key, name))
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


def _value_name(key):
    return SQL.identifier(_column_name(key, "figure"))


def _measured(indicators):
    """Each indicator's figure at its displayed precision."""
    columns = []
    for position, indicator in enumerate(indicators):
        figure = _value_name(_fact_key(indicator))
        if indicator.fallback and indicator.fallback != ASSESSED:
            figure = SQL(
                "COALESCE(%s, %s)", figure, _value_name(_fallback_key(indicator))
            )
        columns.append(
            SQL(
                "ROUND((%s)::numeric, %s) AS %s",
                figure,
                indicator.digits,
                _name("raw", position),
            )
        )
    return SQL("SELECT *, %s FROM figures", SQL(", ").join(columns))


def _name(kind, position):
    return SQL.identifier(f"{kind}_{position}")


def _pointed(indicators):
    columns = []
    for position, indicator in enumerate(indicators):
        raw = _name("raw", position)
        if indicator.method == "percentile":
            expression = _percentile(raw)
        else:
            expression = points_sql(indicator, raw)
        if indicator.fallback == ASSESSED:
            expression = SQL(
                "COALESCE(%s, ROUND(%s, 2))",
                expression,
                _value_name(_fallback_key(indicator)),
            )
        columns.append(SQL("%s AS %s", expression, _name("points", position)))
    return SQL("SELECT *, %s FROM measured", SQL(", ").join(columns))


def _percentile(raw):
    """Share of the other graded customers below; none where there are no others."""
    peers = SQL("PARTITION BY excluded IS NULL AND %s IS NOT NULL", raw)
    return SQL(
        """CASE WHEN %(raw)s IS NOT NULL AND excluded IS NULL
                 AND COUNT(*) OVER (%(peers)s) > 1
            THEN ROUND((RANK() OVER (%(peers)s ORDER BY %(raw)s) - 1) * 100.0
                       / (COUNT(*) OVER (%(peers)s) - 1), 2) END""",
        raw=raw,
        peers=peers,
    )


def _scored(scorecard):
    earned, counted, known, blocking = [], [], [], []
    for position, indicator in enumerate(scorecard.indicators):
        value = _name("points", position)
        weight = indicator.weight
        earned.append(SQL("%s * COALESCE(%s, 0)", weight, value))
        has = SQL("CASE WHEN %s IS NULL THEN 0 ELSE %s END", value, weight)
        known.append(has)
        counted.append(SQL("%s", weight) if indicator.missing == "zero" else has)
        if indicator.missing == "block":
            blocking.append(SQL("%s IS NULL", value))
    plus = SQL(" + ")
    total = sum(indicator.weight for indicator in scorecard.indicators)
    return SQL(
        """SELECT *,
             CASE WHEN NOT (%(blocked)s)
                  THEN ROUND((%(earned)s) / NULLIF(%(counted)s, 0), 2) END AS points,
             ROUND((%(known)s) * 100 / %(total)s, 2) AS known,
             %(blocked)s AS blocked
           FROM pointed""",
        blocked=SQL(" OR ").join(blocking) if blocking else SQL("FALSE"),
        earned=plus.join(earned),
        counted=plus.join(counted),
        known=plus.join(known),
        total=total,
    )


def _ranked(scorecard):
    """Status, and grade, in that order of precedence."""
    return SQL(
        """SELECT *,
             CASE WHEN excluded IS NOT NULL THEN 'excluded'
                  WHEN points IS NULL THEN 'blocked'
                  WHEN known < %(coverage)s THEN 'provisional'
                  ELSE 'graded' END AS status,
             CASE WHEN excluded IS NOT NULL THEN excluded
                  WHEN blocked THEN 'missing'
                  WHEN points IS NULL THEN 'no_data'
                  WHEN known < %(coverage)s THEN 'coverage' END AS reason,
             CASE WHEN excluded IS NULL THEN %(grade)s END AS grade_id
           FROM scored""",
        coverage=scorecard.minimum_coverage,
        grade=grade_sql(scorecard.thresholds, SQL("points")),
    )


def _final(scorecard, used):
    """The row of a result; steps count grades, upwards positive (GRD-11)."""
    worst_first = list(reversed(scorecard.thresholds))
    rank = SQL(" ").join(
        SQL("WHEN %s THEN %s", threshold.grade_id, position)
        for position, threshold in enumerate(worst_first)
    )
    return SQL(
        """SELECT partner_id, user_id, status, reason, grade_id, previous_grade_id,
             CASE WHEN excluded IS NULL THEN points END AS score,
             CASE WHEN excluded IS NULL THEN known END AS coverage,
             CASE grade_id %(rank)s END - CASE previous_grade_id %(rank)s END AS steps,
             CASE WHEN excluded IS NULL THEN %(breakdown)s END AS breakdown
           FROM ranked""",
        rank=rank,
        breakdown=_breakdown(scorecard.indicators, used),
    )


def _breakdown(indicators, used):
    """By indicator code: raw figure, points, weight, source and parts (GRD-16)."""
    pairs = []
    for position, indicator in enumerate(indicators):
        items = [
            ("raw", _json_number(_name("raw", position))),
            ("points", _json_number(_name("points", position))),
            ("weight", SQL("%s", f"{indicator.weight:f}")),
        ]
        if indicator.fallback:
            items.append(("source", _origin(indicator)))
        parts = _parts(indicator, used)
        if parts:
            items.append(("parts", parts))
        pairs.append((indicator.code, _json_object(items)))
    return SQL("(%s)::jsonb", _json_object(pairs))


def _json_object(pairs):
    """The text of a JSON object; jsonb_build_object takes longer than grading does."""
    pieces = [
        SQL("%s || %s", f"{', ' if position else '{'}{json.dumps(key)}: ", value)
        for position, (key, value) in enumerate(pairs)
    ]
    return SQL("%s || '}'", SQL(" || ").join(pieces))


def _json_number(expression):
    return SQL("COALESCE((%s)::text, 'null')", expression)


def _parts(indicator, used):
    """The parts of the figure that counted, the fact's or else the fallback's."""
    own = _parts_object(_fact_key(indicator), used)
    if not indicator.fallback:
        return own
    other = _parts_object(_fallback_key(indicator), used)
    if not own and not other:
        return None
    return SQL(
        "CASE WHEN %s IS NOT NULL THEN %s ELSE %s END",
        _value_name(_fact_key(indicator)),
        own or SQL("'null'"),
        other or SQL("'null'"),
    )


def _parts_object(key, used):
    if not used[key].parts:
        return None
    return _json_object(
        (
            name,
            _json_number(
                SQL("ROUND(%s::numeric, 2)", SQL.identifier(_column_name(key, name)))
            ),
        )
        for name in used[key].parts
    )


def _origin(indicator):
    """Which of its two sources gave an indicator's figure."""
    figure = _value_name(_fact_key(indicator))
    fallback = _value_name(_fallback_key(indicator))
    return SQL(
        "CASE WHEN %s IS NOT NULL THEN %s WHEN %s IS NOT NULL THEN %s ELSE 'null' END",
        figure,
        json.dumps(indicator.fact or ASSESSED),
        fallback,
        json.dumps(indicator.fallback),
    )
