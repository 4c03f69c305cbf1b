# Copyright 2026 Customer Policy Suite contributors
# License AGPL-3.0 or later (https://www.gnu.org/licenses/agpl).
"""What a result keeps of the figures that made it (GRD-16)."""

import json

from odoo.tools import SQL

from .names import ASSESSED, column_name, fact_key, fallback_key, step_name, value_name


def breakdown_sql(indicators, used):
    """By indicator code: raw figure, points, weight, source and parts (GRD-16)."""
    pairs = []
    for position, indicator in enumerate(indicators):
        items = [
            ("raw", _json_number(step_name("raw", position))),
            ("points", _json_number(step_name("points", position))),
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
    own = _parts_object(fact_key(indicator), used)
    if not indicator.fallback:
        return own
    other = _parts_object(fallback_key(indicator), used)
    if not own and not other:
        return None
    return SQL(
        "CASE WHEN %s IS NOT NULL THEN %s ELSE %s END",
        value_name(fact_key(indicator)),
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
                SQL("ROUND(%s::numeric, 2)", SQL.identifier(column_name(key, name)))
            ),
        )
        for name in used[key].parts
    )


def _origin(indicator):
    """Which of its two sources gave an indicator's figure."""
    figure = value_name(fact_key(indicator))
    fallback = value_name(fallback_key(indicator))
    return SQL(
        "CASE WHEN %s IS NOT NULL THEN %s WHEN %s IS NOT NULL THEN %s ELSE 'null' END",
        figure,
        json.dumps(indicator.fact or ASSESSED),
        fallback,
        json.dumps(indicator.fallback),
    )
