# Copyright 2026 Customer Policy Suite contributors
# License AGPL-3.0 or later (https://www.gnu.org/licenses/agpl).
"""One figure of every customer as a relation, to be shown, compared and sorted by.

A scheme asks for many figures in one statement (see ``compiler``); a list or a
condition on customers asks for one, which is said here with the same facts.
"""

from odoo.tools import SQL

from .facts import Registry, since

# Before which no document counts: long enough to mean "ever"
EVER = 1200


def select_figure(registry: Registry, scope, code, window, digits=2):
    """``(partner_id, figure)`` of every customer for whom the source has rows.

    Others have no row; :func:`figure_of` says what that means. Facts that are a share
    of all customers need a population and are not for this.

    :param code: of the fact
    :param window: months up to the scope's date
    """
    fact = registry.facts[code]
    customer, body = registry.sources[fact.source].body(
        scope, since(scope, fact.reach * window)
    )
    columns = fact.columns(scope, window)
    named = SQL(", ").join(
        SQL("%s AS %s", expression, SQL.identifier(name))
        for name, expression in columns.items()
    )
    value = fact.value({name: SQL.identifier("source", name) for name in columns})
    return SQL(
        """SELECT source.partner_id, ROUND((%s)::numeric, %s) AS figure
             FROM (SELECT %s AS partner_id, %s %s GROUP BY 1) source""",
        value,
        digits,
        customer,
        named,
        body,
    )


def figure_of(fact, figure):
    """What the joined column ``figure`` says about any customer (GRD-03)."""
    return SQL("COALESCE(%s, 0)", figure) if fact.absent_is_zero else figure
