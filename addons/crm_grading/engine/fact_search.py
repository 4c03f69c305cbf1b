# Copyright 2026 Customer Policy Suite contributors
# License AGPL-3.0 or later (https://www.gnu.org/licenses/agpl).
"""Figures of every customer as a relation, to be shown, compared and sorted by.

A scheme asks for its figures together with points and grades (see ``compiler``); a
list, a condition on customers or a comparison of two windows asks for figures alone,
which is said here with the same facts.
"""

from odoo.tools import SQL

from .facts import Registry, since
from .names import column_name, source_name

# Before which no document counts: long enough to mean "ever"
EVER = 1200


def select_figure(registry: Registry, scope, code, window, digits=2):
    """``(partner_id, figure)`` of every customer for whom the source has rows.

    Others have no row; :func:`figure_of` says what that means. Facts that are a share
    of all customers need a population and are not for this.

    :param code: of the fact
    :param window: months up to the scope's date
    """
    return select_figures(registry, scope, {"figure": code}, window, digits)


def select_figures(registry: Registry, scope, figures, window, digits=2):
    """Several figures of one source in one pass over it, see :func:`select_figure`.

    :param figures: code of the fact by the name of its column; all of one source
    """
    facts = {name: registry.facts[code] for name, code in figures.items()}
    [source] = {fact.source for fact in facts.values()}
    reach = max(fact.reach for fact in facts.values())
    customer, body = registry.sources[source].body(scope, since(scope, reach * window))
    aggregates, values = [], []
    for name, fact in facts.items():
        columns = fact.columns(scope, window)
        aggregates += [
            SQL("%s AS %s", expression, SQL.identifier(f"{name}_{column}"))
            for column, expression in columns.items()
        ]
        value = fact.value(
            {column: SQL.identifier("source", f"{name}_{column}") for column in columns}
        )
        values.append(
            SQL("ROUND((%s)::numeric, %s) AS %s", value, digits, SQL.identifier(name))
        )
    return SQL(
        """SELECT source.partner_id, %s
             FROM (SELECT %s AS partner_id, %s %s GROUP BY 1) source""",
        SQL(", ").join(values),
        customer,
        SQL(", ").join(aggregates),
        body,
    )


class SharedFigures:
    """Figures that a statement takes from its own sources instead of joining anew.

    A round passes over each source once; conditions of its rules use the same pass
    (see ``compiler``). Handed on in the context while conditions are compiled.
    """

    def __init__(self):
        self.keys = set()

    def relation(self, registry: Registry, scope, key, digits=2):
        """``(partner_id, figure)`` from the statement's source of a fact."""
        self.keys.add(key)
        code, window = key
        fact = registry.facts[code]
        columns = {
            name: SQL.identifier(column_name(key, name))
            for name in fact.columns(scope, window)
        }
        return SQL(
            "SELECT partner_id, ROUND((%s)::numeric, %s) AS figure FROM %s",
            fact.value(columns),
            digits,
            source_name(fact.source),
        )


def figure_of(fact, figure):
    """What the joined column ``figure`` says about any customer (GRD-03)."""
    return SQL("COALESCE(%s, 0)", figure) if fact.absent_is_zero else figure
