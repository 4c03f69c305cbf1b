# Copyright 2026 Customer Policy Suite contributors
# License AGPL-3.0 or later (https://www.gnu.org/licenses/agpl).

"""Tickets as a source of raw figures, and as a reason not to receive customers.

Plain values and SQL only: nothing here knows a recordset.
"""

from odoo.tools import SQL

from odoo.addons.crm_grading.engine.facts import Fact, Source, only_partners, since

# Why somebody who stands in a line of allocation receives nothing.
OVERLOADED = "example_overloaded"


def _body(scope, start):
    """One pass over the tickets: the customer it groups by, and FROM … WHERE …"""
    customer = SQL("t.commercial_partner_id")
    return customer, SQL(
        """FROM crm_example_ticket t
          WHERE t.company_id = ANY(%s) AND t.date BETWEEN %s AND %s AND %s""",
        list(scope.company_ids),
        start,
        scope.date,
        only_partners(scope, customer),
    )


def _columns(scope, window):
    """Aggregates of that pass, within the window of an indicator."""
    within = SQL("t.date >= %s", since(scope, window))
    return {
        "all": SQL("COUNT(*) FILTER (WHERE %s)", within),
        "urgent": SQL("COUNT(*) FILTER (WHERE %s AND t.is_urgent)", within),
    }


def add_tickets(registry):
    """Tickets beside the sources of the registry; a customer without has zero."""
    registry.sources["example_ticket"] = Source(_body)
    registry.facts["example_tickets"] = Fact(
        source="example_ticket",
        columns=_columns,
        value=lambda columns: columns["all"],
        unit="count",
        parts={"urgent": lambda columns: columns["urgent"]},
        absent_is_zero=True,
    )
    return registry
