# Copyright 2026 Customer Policy Suite contributors
# License AGPL-3.0 or later (https://www.gnu.org/licenses/agpl).
"""How PostgreSQL plans the statements that work on all customers."""

from contextlib import contextmanager

from odoo.tools import SQL


@contextmanager
def whole_tables(cr):
    """Let statements compare whole tables, each read once.

    Of a table that was empty until now, or of customers who are their own commercial
    entity, the planner expects few rows. It would read what they are compared with anew
    for each of them: hours instead of seconds.
    """
    # raw SQL: settings of the planner
    cr.execute(SQL("SET LOCAL enable_nestloop = off"))
    # raw SQL: compiling these plans costs more than it gains
    cr.execute(SQL("SET LOCAL jit = off"))
    yield
    # raw SQL: what follows in this transaction is planned as ever
    cr.execute(SQL("SET LOCAL enable_nestloop TO DEFAULT"))
