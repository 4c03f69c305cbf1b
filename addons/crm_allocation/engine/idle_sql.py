# Copyright 2026 Customer Policy Suite contributors
# License AGPL-3.0 or later (https://www.gnu.org/licenses/agpl).
"""Which customers had no sales action for too long: one statement for all (ALC-04).

Every kind of sales action is a SELECT of who did what for which customer when; they are
joined to the open lines of the ledger, so that the customers of a company are judged at
once. A customer without any action is judged from the day its owner got it.
"""

from dataclasses import dataclass, field

from odoo.tools import SQL

COLUMNS = ("partner_id", "company_id", "user_id", "happened_at", "code", "model", "id")


@dataclass
class Question:
    """What the statement is asked.

    :ivar int company: the company
    :ivar str zone: its time zone
    :ivar today: its day
    :ivar now: the moment, UTC; what is still to come is no action
    :ivar list selects: SELECTs of :data:`COLUMNS`, one a kind of action
    :ivar bool any_person: also the actions of others count, not only the owner's
    :ivar SQL span: the time without action, an interval; NULL for never
    :ivar list joins: what the span reads, joined to ``line`` and ``customer``
    :ivar list exempt: conditions on ``line`` under which a customer is left alone
    :ivar partners: only these customers; ``None`` for all
    """

    company: int
    zone: str
    today: object
    now: object
    selects: list
    any_person: bool
    span: SQL
    joins: list = field(default_factory=list)
    exempt: list = field(default_factory=list)
    partners: list | None = None


def no_actions() -> SQL:
    """A SELECT without rows, for a company that counts no action."""
    return SQL(
        """SELECT NULL::int4 AS partner_id, NULL::int4 AS company_id,
                  NULL::int4 AS user_id, NULL::timestamp AS happened_at,
                  NULL::varchar AS code, NULL::varchar AS model, NULL::int4 AS id
            WHERE FALSE"""
    )


def standing(question: Question) -> SQL:
    """Customers of the company with an owner: last action, and when they become idle.

    Columns: line_id, partner_id, user_id, team_id, started_at, happened_at, code,
    model, id, is_exempt, idle_on.
    """
    partners = SQL("TRUE")
    if question.partners is not None:
        partners = SQL("partner_id = ANY(%s)", list(question.partners))
    return SQL(
        """
        SELECT open.*,
               ((open.started_at AT TIME ZONE 'UTC' AT TIME ZONE %(zone)s)::date
                + open.span)::date AS idle_on
          FROM (
                SELECT line.id AS line_id, line.partner_id, line.user_id, line.team_id,
                       GREATEST(line.date_from, last.happened_at) AS started_at,
                       last.happened_at, last.code, last.model, last.id,
                       %(span)s AS span,
                       %(exempt)s AS is_exempt
                  FROM crm_ownership line
                  JOIN res_partner customer ON customer.id = line.partner_id
                  LEFT JOIN (
                       SELECT DISTINCT ON (held.id) held.id AS line_id, action.*
                         FROM crm_ownership held
                         JOIN (
                              SELECT *
                                FROM (%(actions)s) AS each (%(columns)s)
                               WHERE %(partners)s
                              ) AS action
                           ON action.partner_id = held.partner_id
                          AND (%(any_person)s OR action.user_id = held.user_id)
                          AND (action.company_id IS NULL
                               OR action.company_id = held.company_id)
                          AND action.happened_at <= %(now)s
                        WHERE held.date_to IS NULL
                          AND held.holder = 'person'
                          AND held.company_id = %(company)s
                        ORDER BY held.id, action.happened_at DESC, action.code,
                                 action.id DESC
                       ) last ON last.line_id = line.id
                  %(joins)s
                 WHERE line.date_to IS NULL
                   AND line.holder = 'person'
                   AND line.company_id = %(company)s
                   AND %(of_line)s
                   AND customer.active
               ) open
        """,
        zone=question.zone,
        span=question.span,
        exempt=_any_of(question.exempt),
        actions=SQL(" UNION ALL ").join(question.selects or [no_actions()]),
        columns=SQL(", ").join(map(SQL.identifier, COLUMNS)),
        partners=partners,
        any_person=question.any_person,
        now=question.now,
        company=question.company,
        joins=SQL(" ").join(question.joins),
        of_line=SQL("TRUE")
        if question.partners is None
        else SQL("line.partner_id = ANY(%s)", list(question.partners)),
    )


def _any_of(conditions) -> SQL:
    return SQL("(%s)", SQL(" OR ").join(conditions)) if conditions else SQL("FALSE")


def find_due(question: Question, notice_days: int, limit: int) -> SQL:
    """Customers whose owner is to be warned, those of one owner together.

    A customer with an open warning or proposal is not named again.
    """
    return SQL(
        """
        SELECT due.*
          FROM (%(standing)s) due
         WHERE due.idle_on - %(notice)s <= %(today)s
           AND NOT due.is_exempt
           AND NOT EXISTS (
               SELECT FROM crm_allocation_idle open
                WHERE open.partner_id = due.partner_id
                  AND open.company_id = %(company)s
                  AND open.state IN ('warned', 'proposed'))
         ORDER BY due.user_id, due.partner_id
         LIMIT %(limit)s
        """,
        standing=standing(question),
        notice=notice_days,
        today=question.today,
        company=question.company,
        limit=limit,
    )


def withdraw(question: Question, uid: int) -> SQL:
    """Ends warnings and proposals of customers that are not idle any more.

    The cause is kept: a new action, an exemption, another owner, or a rule that gives
    more time. Gives the ids.
    """
    return SQL(
        """
        UPDATE crm_allocation_idle idle
           SET state = 'withdrawn',
               withdrawn_because = CASE
                   WHEN now.line_id IS NULL THEN 'owner'
                   WHEN now.is_exempt THEN 'exempt'
                   WHEN now.idle_on IS NULL THEN 'rule'
                   -- what is stored is cut to seconds
                   WHEN date_trunc('second', now.started_at) > idle.started_on
                   THEN 'action'
                   ELSE 'rule' END,
               decided_on = %(moment)s,
               write_uid = %(uid)s,
               write_date = %(moment)s
          FROM crm_allocation_idle found
          LEFT JOIN (%(standing)s) now
            ON now.line_id = found.ownership_id
         WHERE found.id = idle.id
           AND idle.company_id = %(company)s
           AND idle.state IN ('warned', 'proposed')
           AND (now.line_id IS NULL OR now.is_exempt OR now.idle_on IS NULL
                OR now.idle_on > GREATEST(idle.idle_on, %(today)s))
        RETURNING idle.id
        """,
        standing=standing(question),
        moment=question.now,
        uid=uid,
        company=question.company,
        today=question.today,
    )


def propose(company: int, today, moment, uid: int) -> SQL:
    """Warned customers whose notice is over are proposed to the director."""
    return SQL(
        """
        UPDATE crm_allocation_idle
           SET state = 'proposed', proposed_on = %(today)s,
               write_uid = %(uid)s, write_date = %(moment)s
         WHERE company_id = %(company)s
           AND state = 'warned'
           AND due_on <= %(today)s
        RETURNING id
        """,
        company=company,
        today=today,
        moment=moment,
        uid=uid,
    )
