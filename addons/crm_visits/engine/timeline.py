# Copyright 2026 Customer Policy Suite contributors
# License AGPL-3.0 or later (https://www.gnu.org/licenses/agpl).

"""The parts of a customer's timeline, as SQL (VIS-07).

Each part is one SELECT over a model that keeps contacts with customers; all give the
same columns, so that they stand in one list. No part shows what was said: texts are
read afterwards from the records that the reader may open.
"""

from dataclasses import dataclass, field

from odoo.tools import SQL

# Rows of all parts have ids of their own: so many parts are possible.
PARTS = 16


@dataclass(frozen=True)
class Part:
    """What of a model stands in the timeline.

    :param int number: below :data:`PARTS`; never that of another part
    :param str kind: a key of the kinds of the timeline
    :param str model: model of the record that a row opens
    :param SQL source: what follows FROM, conditions included
    :param SQL source_id: unique number of a row within the part
    :param SQL res_id: the record that a row opens
    :param SQL date: when, a timestamp in UTC
    :param SQL partner: the commercial entity
    :param SQL user: who of us, may be NULL
    :param SQL company: may be NULL for what belongs to all companies
    :param SQL channel: crm.visit.channel, may be NULL
    :param SQL is_open: whether something is still to be done
    :param tuple titles: fields of the model; the first one filled is the title
    :param tuple details: the same for the line below the title
    :param tuple searched: stored text fields in which the title is searched
    """

    number: int
    kind: str
    model: str
    source: SQL
    source_id: SQL
    res_id: SQL
    date: SQL
    partner: SQL
    user: SQL
    company: SQL
    channel: SQL = field(default_factory=lambda: SQL("NULL::int"))
    is_open: SQL = field(default_factory=lambda: SQL("FALSE"))
    titles: tuple = ()
    details: tuple = ()
    searched: tuple = ()


def select(part):
    """One SELECT with the columns of the timeline."""
    return SQL(
        """SELECT %(source_id)s::bigint * %(parts)s + %(number)s AS id,
                  %(source_id)s AS source_id,
                  %(kind)s AS kind,
                  %(model)s AS res_model,
                  %(res_id)s AS res_id,
                  %(date)s AS date,
                  %(partner)s AS partner_id,
                  %(user)s AS user_id,
                  %(company)s AS company_id,
                  %(channel)s AS channel_id,
                  %(is_open)s AS is_open
             FROM %(source)s""",
        parts=PARTS,
        number=part.number,
        kind=SQL("%s::varchar", part.kind),
        model=SQL("%s::varchar", part.model),
        source_id=part.source_id,
        res_id=part.res_id,
        date=part.date,
        partner=part.partner,
        user=part.user,
        company=part.company,
        channel=part.channel,
        is_open=part.is_open,
        source=part.source,
    )


def union(parts):
    """All parts in one list."""
    return SQL(" UNION ALL ").join(select(part) for part in parts)


def source_ids(row_ids):
    """Numbers within the parts of rows: what an index of the sources can find.

    >>> source_ids([7 * PARTS + 3, 7 * PARTS + 1, 9 * PARTS])
    [7, 9]
    """
    return sorted({row_id // PARTS for row_id in row_ids})
