# Copyright 2026 Customer Policy Suite contributors
# License AGPL-3.0 or later (https://www.gnu.org/licenses/agpl).
"""Conditions on figures that the database works out while it searches."""

from odoo.tools import SQL

_SIGNS = {
    "<": SQL("<"),
    "<=": SQL("<="),
    ">": SQL(">"),
    ">=": SQL(">="),
}
OPERATORS = frozenset({*_SIGNS, "in"})


def compare(figure, operator, value):
    """The condition that the expression ``figure`` is ``operator`` ``value``.

    A figure that is not there (NULL) fulfils no comparison; ``in`` with ``False``
    finds it.

    :param operator: one of :data:`OPERATORS`; ``in`` takes a collection
    """
    if operator in _SIGNS:
        return SQL("(%s %s %s)", figure, _SIGNS[operator], value)
    terms = [
        SQL("%s IS NULL", figure)
        if item is False or item is None
        else SQL("%s = %s", figure, item)
        for item in value
    ]
    found = SQL(" OR ").join(terms) if terms else SQL("FALSE")
    # certain either way, so that the negation finds figures that are not there
    return SQL("((%s) IS TRUE)", found)
