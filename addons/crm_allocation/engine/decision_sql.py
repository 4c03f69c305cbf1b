# Copyright 2026 Customer Policy Suite contributors
# License AGPL-3.0 or later (https://www.gnu.org/licenses/agpl).
"""Statements of allocating: any number of customers or people, one statement each."""

import json

from odoo.tools import SQL


def lock_cards(company_id: int) -> SQL:
    """One run a company: whoever comes second waits, or is told that time went on."""
    return SQL(
        """SELECT id FROM crm_allocation_member
            WHERE company_id = %s ORDER BY id FOR NO KEY UPDATE""",
        company_id,
    )


def insert_lineups(rows: list[dict], moment, uid: int) -> SQL:
    """Keeps how people stood; gives the ids in the order of the rows."""
    return SQL(
        """
        INSERT INTO crm_allocation_lineup (
            run_id, company_id, rule_id, rule_name, rule_version, rule_values,
            class_id, state_id, position, total, receivers, moment, places,
            create_uid, write_uid, create_date, write_date
        )
        SELECT row.run_id, row.company_id, row.rule_id, row.rule_name,
               row.rule_version, row.rule_values, row.class_id, row.state_id,
               row.position, row.total, row.receivers, %(moment)s, row.places,
               %(uid)s, %(uid)s, %(moment)s, %(moment)s
          FROM ROWS FROM (jsonb_to_recordset(%(rows)s::jsonb) AS (
               run_id int, company_id int, rule_id int, rule_name varchar,
               rule_version int, rule_values jsonb, class_id int, state_id int,
               position int, total int, receivers int, places jsonb))
               WITH ORDINALITY row
         ORDER BY row.ordinality
        RETURNING id
        """,
        rows=json.dumps(rows),
        moment=moment,
        uid=uid,
    )


def insert_decisions(rows: list[dict], moment, uid: int, more=None) -> SQL:
    """Keeps what was decided; gives id and customer of each.

    :param dict more: types (as PostgreSQL names them) of the columns that addons add
    """
    names = [SQL.identifier(name) for name in more or {}]
    values = [SQL("row.%s", name) for name in names]
    types = [
        SQL("%s %s", name, SQL.identifier(kind))
        for name, kind in zip(names, (more or {}).values(), strict=True)
    ]
    return SQL(
        """
        INSERT INTO crm_allocation_decision (
            run_id, company_id, partner_id, class_id, rule_id, lineup_id, position,
            user_id, team_id, state, code, facts, reason, held_since, waited_hours,
            decided_on, tried_on, attempts, approved_by_id,
            create_uid, write_uid, create_date, write_date %(more)s
        )
        SELECT row.run_id, row.company_id, row.partner_id, row.class_id, row.rule_id,
               row.lineup_id, row.position, row.user_id, row.team_id, row.state,
               row.code, row.facts, row.reason, row.held_since, row.waited_hours,
               %(moment)s, %(moment)s, 1, row.approved_by_id,
               %(uid)s, %(uid)s, %(moment)s, %(moment)s %(more_values)s
          FROM jsonb_to_recordset(%(rows)s::jsonb) AS row(
               run_id int, company_id int, partner_id int, class_id int, rule_id int,
               lineup_id int, position int, user_id int, team_id int, state varchar,
               code varchar, facts jsonb, reason text, held_since timestamp,
               waited_hours float8, approved_by_id int %(more_types)s)
        RETURNING id, partner_id
        """,
        more=_listed(names),
        more_values=_listed(values),
        more_types=_listed(types),
        rows=json.dumps(rows, default=str),
        moment=moment,
        uid=uid,
    )


def _listed(items) -> SQL:
    """Further items of a list"""
    return SQL().join(SQL(", %s", item) for item in items)


def supersede(partner_ids: list[int], company_ids: list[int], moment, uid) -> SQL:
    """Customers that wait no more; gives the runs that had left them waiting."""
    return SQL(
        """
        UPDATE crm_allocation_decision decision
           SET state = 'superseded', write_uid = %(uid)s, write_date = %(moment)s
          FROM unnest(%(partners)s::int[], %(companies)s::int[])
               AS gone(partner_id, company_id)
         WHERE decision.partner_id = gone.partner_id
           AND decision.company_id = gone.company_id
           AND decision.state = 'unassigned'
        RETURNING decision.id, decision.run_id
        """,
        partners=partner_ids,
        companies=company_ids,
        moment=moment,
        uid=uid,
    )


def try_again(decision_ids: list[int], moment) -> SQL:
    """Customers for whom nothing has changed: the same reason once more."""
    return SQL(
        """UPDATE crm_allocation_decision
              SET attempts = attempts + 1, tried_on = %s
            WHERE id = ANY(%s)""",
        moment,
        decision_ids,
    )


def store_turns(rows: list[dict]) -> SQL:
    """Who has had how many turns, and when the last.

    :param rows: user_id, turns, last (a moment, or nothing: as it was)
    """
    return SQL(
        """
        UPDATE crm_allocation_member card
           SET turns = row.turns,
               last_allocated_on = COALESCE(row.last, card.last_allocated_on)
          FROM jsonb_to_recordset(%(rows)s::jsonb)
               AS row(id int, turns float8, last timestamp)
         WHERE card.id = row.id
        """,
        rows=json.dumps(rows, default=str),
    )


def count_turns(decisions: list[tuple]) -> SQL:
    """What people received or lost in a run, between two positions of it.

    :param decisions: (id, run, position of the line, position of the decision)
    :return: rows of decision, person, customers received, turns lost, last position
    """
    return SQL(
        """
        SELECT asked.id, turn.user_id, sum(turn.received)::int, sum(turn.lost)::int,
               max(decision.position)
          FROM unnest(%s::int[], %s::int[], %s::int[], %s::int[])
               AS asked(id, run_id, low, high)
          JOIN crm_allocation_decision decision
            ON decision.run_id = asked.run_id
           AND decision.position > asked.low
           AND decision.position < asked.high
          CROSS JOIN LATERAL (
               SELECT decision.user_id, 1 AS received, 0 AS lost
                WHERE decision.user_id IS NOT NULL
                UNION ALL
               SELECT loser::int, 0, 1
                 FROM jsonb_array_elements_text(decision.facts -> 'lost') AS loser
               ) turn
         GROUP BY asked.id, turn.user_id
        """,
        *(list(column) for column in zip(*decisions, strict=True)),
    )
