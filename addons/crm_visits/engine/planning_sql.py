# Copyright 2026 Customer Policy Suite contributors
# License AGPL-3.0 or later (https://www.gnu.org/licenses/agpl).
"""The statements of planning: all customers of a company at once (VIS-05).

What the cadences ask in the coming periods are *slots*; slots × customers of the class
are the contacts *asked*. Every statement compares what is asked with what is there:
running them again changes nothing. A *proposal* is a planned visit of a cadence that is
not agreed with the customer; it is *kept* once a person has worked on it.
"""

from dataclasses import dataclass, field
from datetime import date, datetime

from odoo.tools import SQL

from .planning import Slot

SLOT_COLUMNS = {
    "cadence_id": SQL("int4[]"),
    "class_id": SQL("int4[]"),
    "type_id": SQL("int4[]"),
    "channel_id": SQL("int4[]"),
    "role": SQL("text[]"),
    "person_id": SQL("int4[]"),
    "period_start": SQL("date[]"),
    "period_end": SQL("date[]"),
    "period_number": SQL("int4[]"),
    "date_deadline": SQL("date[]"),
    "is_new": SQL("bool[]"),
}
NOW = SQL("now() AT TIME ZONE 'UTC'")


@dataclass(frozen=True)
class Plan:
    """What planning needs to know about a company.

    :ivar company_id: the main company, ``company_ids`` with its branches
    :ivar roles: SQL of the person by role of a cadence
    :ivar joins: SQL of what the roles read beside ``partner``, ``standing``, ``seller``
        (the customer's salesperson) and ``seller_team``
    :ivar references: (table, column) of all that may refer to a visit
    :ivar reasons: ids of the reasons ``planning`` and ``missed`` of cancellation
    :ivar notes: why a proposal is cancelled, in words: archived, special, class, plan
    """

    company_id: int
    company_ids: tuple[int, ...]
    today: date
    now: datetime
    uid: int
    slots: tuple[Slot, ...] = ()
    roles: dict = field(default_factory=dict)
    joins: tuple = ()
    references: tuple = ()
    reasons: dict = field(default_factory=dict)
    notes: dict = field(default_factory=dict)


# -- classes ---------------------------------------------------------------------------


def classify(plan, classes):
    """Gives each customer the first class that holds; writes only what differs.

    :param classes: (id, subselect of customers) in the order in which they are tried
    """
    return SQL(
        """WITH held AS MATERIALIZED (
            SELECT DISTINCT ON (found.id) found.id AS partner_id, found.class_id
              FROM (%(found)s) AS found (id, class_id, rank)
              JOIN res_partner partner ON partner.id = found.id
              LEFT JOIN crm_customer_kind kind ON kind.id = partner.customer_kind_id
              LEFT JOIN res_users seller
                ON seller.id = partner.user_id AND seller.active
             WHERE partner.active AND partner.commercial_partner_id = partner.id
               AND kind.is_special IS NOT TRUE
               AND (partner.company_id = ANY(%(companies)s)
                    OR partner.company_id IS NULL
                    AND (seller.id IS NULL OR seller.company_id = ANY(%(companies)s)))
               AND NOT EXISTS (
                   SELECT FROM res_users colleague
                    WHERE colleague.partner_id = partner.id AND NOT colleague.share)
               AND NOT EXISTS (
                   SELECT FROM res_company own WHERE own.partner_id = partner.id)
             ORDER BY found.id, found.rank
        ), gone AS (
            DELETE FROM crm_visit_standing standing
             WHERE standing.company_id = %(company)s
               AND NOT EXISTS (
                   SELECT FROM held WHERE held.partner_id = standing.partner_id)
        )
        INSERT INTO crm_visit_standing AS standing (
            partner_id, company_id, class_id, since,
            create_uid, write_uid, create_date, write_date)
        SELECT held.partner_id, %(company)s, held.class_id, %(today)s::date,
               %(uid)s, %(uid)s, %(now)s, %(now)s
          FROM held
         WHERE NOT EXISTS (
               SELECT FROM crm_visit_standing same
                WHERE same.partner_id = held.partner_id
                  AND same.company_id = %(company)s AND same.class_id = held.class_id)
        ON CONFLICT (partner_id, company_id) DO UPDATE
           SET class_id = EXCLUDED.class_id, since = EXCLUDED.since,
               write_uid = EXCLUDED.write_uid, write_date = EXCLUDED.write_date""",
        found=_found(classes),
        companies=list(plan.company_ids),
        company=plan.company_id,
        today=plan.today,
        uid=plan.uid,
        now=NOW,
    )


def _found(classes):
    """Customers of all conditions; a company without any has none."""
    parts = [
        SQL("SELECT id, %s::int4, %s::int4 FROM (%s) held", class_id, rank, customers)
        for rank, (class_id, customers) in enumerate(classes)
    ]
    empty = SQL("SELECT NULL::int4, NULL::int4, NULL::int4 WHERE FALSE")
    return SQL(" UNION ALL ").join([*parts, empty])


# -- what is asked ---------------------------------------------------------------------


def slots_relation(plan):
    """The slots as a relation; ``slot.index`` is their position in the plan."""
    arrays = [
        SQL("%s::%s", [getattr(slot, name) for slot in plan.slots], kind)
        for name, kind in SLOT_COLUMNS.items()
    ]
    return SQL(
        """slot AS (
            SELECT * FROM unnest(%(index)s::int4[], %(arrays)s)
                AS slot (index, %(names)s))""",
        index=list(range(len(plan.slots))),
        arrays=SQL(", ").join(arrays),
        names=SQL(", ").join(SQL.identifier(name) for name in SLOT_COLUMNS),
    )


def customers_of_slots(plan):
    """Customers × slots of their class, with who makes the contact.

    A contact belongs to the customer's company, else to its salesperson's.
    """
    cases = SQL(" ").join(
        SQL("WHEN %s THEN %s", role, person) for role, person in plan.roles.items()
    )
    return SQL(
        """FROM crm_visit_standing standing
           JOIN slot ON slot.class_id = standing.class_id
           JOIN res_partner partner ON partner.id = standing.partner_id
           LEFT JOIN res_users seller ON seller.id = partner.user_id
            AND seller.active AND NOT seller.share
           LEFT JOIN crm_team seller_team ON seller_team.id = seller.sale_team_id
           %(joins)s
           LEFT JOIN res_users owner ON owner.active AND NOT owner.share
            AND owner.id = CASE slot.role %(cases)s END
           CROSS JOIN LATERAL (
                SELECT COALESCE(partner.company_id, seller.company_id, %(company)s)
                       AS company_id) at""",
        joins=SQL(" ").join(plan.joins),
        cases=cases,
        company=plan.company_id,
    )


SAME_SLOT = SQL(
    """visit.cadence_id = slot.cadence_id AND visit.period_start = slot.period_start
   AND visit.period_number = slot.period_number"""
)


def proposals_of(plan):
    """Proposals of the company whose time is not over."""
    return SQL(
        """visit.company_id = ANY(%s) AND visit.state = 'planned'
       AND visit.cadence_id IS NOT NULL AND visit.is_agreed IS NOT TRUE
       AND visit.date_deadline >= %s""",
        list(plan.company_ids),
        plan.today,
    )


def kept(references):
    """Whether a person has worked on the proposal ``visit``, or anything refers to it.

    :param references: (table, column) of foreign keys to visits
    """
    terms = [
        SQL("visit.is_touched"),
        SQL("EXISTS (SELECT FROM mail_message m WHERE %s)", _of_visit("m.model")),
        SQL("EXISTS (SELECT FROM mail_activity m WHERE %s)", _of_visit("m.res_model")),
        SQL("EXISTS (SELECT FROM ir_attachment m WHERE %s)", _of_visit("m.res_model")),
    ]
    terms += [
        SQL(
            "EXISTS (SELECT FROM %s other WHERE other.%s = visit.id)",
            SQL.identifier(table),
            SQL.identifier(column),
        )
        for table, column in references
    ]
    return SQL("(%s)", SQL(" OR ").join(terms))


def _of_visit(column):
    return SQL("%s = 'crm.visit' AND m.res_id = visit.id", SQL(column))


# -- what is not asked any more --------------------------------------------------------


def _unasked(plan):
    """Proposals that no slot of the customer's class asks, with the reason."""
    return SQL(
        """%(slots)s, unasked AS MATERIALIZED (
            SELECT visit.id, %(kept)s AS is_kept,
                   CASE WHEN NOT partner.active THEN 'archived'
                        WHEN kind.is_special THEN 'special'
                        WHEN standing.class_id IS DISTINCT FROM visit.class_id
                        THEN 'class'
                        ELSE 'plan' END AS reason
              FROM crm_visit visit
              JOIN res_partner partner ON partner.id = visit.partner_id
              LEFT JOIN crm_customer_kind kind ON kind.id = partner.customer_kind_id
              LEFT JOIN crm_visit_standing standing
                ON standing.partner_id = visit.partner_id
               AND standing.company_id = %(company)s
              LEFT JOIN slot ON slot.class_id = standing.class_id AND %(same)s
               AND visit.period_end = slot.period_end
             WHERE %(proposals)s AND slot.cadence_id IS NULL)""",
        slots=slots_relation(plan),
        kept=kept(plan.references),
        company=plan.company_id,
        same=SAME_SLOT,
        proposals=proposals_of(plan),
    )


def cancel_unasked(plan):
    """Proposals on which somebody has worked stay as cancelled visits, with the reason.

    They give their place in the period back.
    """
    notes = SQL(" ").join(
        SQL("WHEN %s THEN %s", reason, note) for reason, note in plan.notes.items()
    )
    return SQL(
        """WITH %(unasked)s
        UPDATE crm_visit visit
           SET state = 'cancelled', cancel_reason_id = %(reason)s, cadence_id = NULL,
               cancel_note = CASE unasked.reason %(notes)s END, planning_issue = NULL,
               write_uid = %(uid)s, write_date = %(now)s
          FROM unasked
         WHERE unasked.id = visit.id AND unasked.is_kept""",
        unasked=_unasked(plan),
        reason=plan.reasons["planning"],
        notes=notes,
        uid=plan.uid,
        now=NOW,
    )


def remove_unasked(plan):
    """Proposals that nobody has touched vanish."""
    return SQL(
        """WITH %s
        DELETE FROM crm_visit visit USING unasked
         WHERE unasked.id = visit.id AND NOT unasked.is_kept""",
        _unasked(plan),
    )


def close_missed(plan):
    """Proposals past their day, of which a later one is made or past its day as well.

    The latest one stays open as overdue, as long as its cadence is one of the
    customer's class.
    """
    return SQL(
        """UPDATE crm_visit visit
              SET state = 'cancelled', cancel_reason_id = %(reason)s,
                  planning_issue = NULL, write_uid = %(uid)s, write_date = %(now)s
            WHERE visit.company_id = ANY(%(companies)s) AND visit.state = 'planned'
              AND visit.cadence_id IS NOT NULL AND visit.is_agreed IS NOT TRUE
              AND visit.date_deadline < %(today)s
              AND (NOT EXISTS (
                       SELECT FROM crm_visit_standing standing
                         JOIN crm_visit_cadence cadence
                           ON cadence.class_id = standing.class_id
                        WHERE standing.partner_id = visit.partner_id
                          AND standing.company_id = %(company)s
                          AND cadence.id = visit.cadence_id
                          AND cadence.id = ANY(%(cadences)s))
                   OR EXISTS (
                       SELECT FROM crm_visit later
                        WHERE later.cadence_id = visit.cadence_id
                          AND later.partner_id = visit.partner_id
                          AND (later.period_start, later.period_number)
                              > (visit.period_start, visit.period_number)
                          AND (later.done_on IS NOT NULL
                               OR later.date_deadline < %(today)s)))""",
        reason=plan.reasons["missed"],
        uid=plan.uid,
        now=NOW,
        companies=list(plan.company_ids),
        company=plan.company_id,
        cadences=sorted({slot.cadence_id for slot in plan.slots}),
        today=plan.today,
    )


def follow_customers(plan):
    """Proposals follow the customer's representative and the cadence.

    A person named by hand stays, as long as that person is with the company. Who comes
    new to a proposal that nobody has touched gets another day.
    """
    return SQL(
        """WITH %(slots)s, wanted AS (
            SELECT visit.id, visit.is_touched IS TRUE AS is_touched,
                   CASE WHEN fixed.id IS NULL THEN owner.id
                        ELSE fixed.id END AS user_id,
                   CASE WHEN fixed.id IS NULL THEN owner.sale_team_id
                        ELSE visit.team_id END AS team_id,
                   CASE WHEN visit.is_touched THEN visit.type_id
                        ELSE slot.type_id END AS type_id,
                   CASE WHEN visit.is_touched THEN visit.channel_id
                        ELSE slot.channel_id END AS channel_id,
                   slot.date_deadline, at.company_id
              %(customers)s
              JOIN crm_visit visit ON visit.partner_id = standing.partner_id
               AND %(same)s AND %(proposals)s
              LEFT JOIN res_users fixed ON visit.is_user_fixed
               AND fixed.id = visit.user_id AND fixed.active
             WHERE standing.company_id = %(company)s
        ), moved AS (
            SELECT wanted.*,
                   NOT wanted.is_touched
                   AND wanted.user_id IS DISTINCT FROM visit.user_id AS is_undated
              FROM wanted JOIN crm_visit visit ON visit.id = wanted.id
             WHERE (wanted.user_id, wanted.team_id, wanted.type_id, wanted.channel_id,
                    wanted.date_deadline, wanted.company_id)
                   IS DISTINCT FROM
                   (visit.user_id, visit.team_id, visit.type_id, visit.channel_id,
                    visit.date_deadline, visit.company_id)
        )
        UPDATE crm_visit visit
           SET user_id = moved.user_id, team_id = moved.team_id,
               type_id = moved.type_id, channel_id = moved.channel_id,
               date_deadline = moved.date_deadline, company_id = moved.company_id,
               planned_start = CASE WHEN NOT is_undated THEN visit.planned_start END,
               planned_end = CASE WHEN NOT is_undated THEN visit.planned_end END,
               report_deadline =
                   CASE WHEN NOT is_undated THEN visit.report_deadline END,
               write_uid = %(uid)s, write_date = %(now)s
          FROM moved WHERE moved.id = visit.id""",
        slots=slots_relation(plan),
        customers=customers_of_slots(plan),
        same=SAME_SLOT,
        proposals=proposals_of(plan),
        company=plan.company_id,
        uid=plan.uid,
        now=NOW,
    )


def adopt_made(plan):
    """Visits made outside the plan stand for contacts that nobody has proposed yet.

    As many of a period as were made in it, by the same type, or where the visit has
    none by the same channel.
    """
    return SQL(
        """WITH %(slots)s, suited AS (
            SELECT DISTINCT ON (visit.id) visit.id, visit.partner_id, visit.date_start,
                   slot.cadence_id, slot.period_start
              FROM crm_visit visit
              JOIN res_company company ON company.id = visit.company_id
              JOIN crm_visit_standing standing
                ON standing.partner_id = visit.partner_id
               AND standing.company_id = %(company)s
              CROSS JOIN LATERAL (
                   SELECT (visit.date_start AT TIME ZONE 'UTC'
                           AT TIME ZONE company.policy_tz)::date AS day) made
              JOIN slot ON slot.class_id = standing.class_id
               AND slot.period_number = 1 AND slot.date_deadline >= %(today)s
               AND made.day BETWEEN slot.period_start AND slot.date_deadline
               AND (slot.type_id = visit.type_id
                    OR visit.type_id IS NULL AND slot.channel_id = visit.channel_id)
             WHERE visit.company_id = ANY(%(companies)s)
               AND visit.done_on IS NOT NULL AND visit.cadence_id IS NULL
             ORDER BY visit.id, slot.period_start, slot.index
        ), made AS (
            SELECT suited.*, ROW_NUMBER() OVER (
                       PARTITION BY partner_id, cadence_id, period_start
                       ORDER BY date_start, id) AS rank
              FROM suited
        ), free AS (
            SELECT standing.partner_id, slot.*, ROW_NUMBER() OVER (
                       PARTITION BY standing.partner_id, slot.cadence_id,
                                    slot.period_start
                       ORDER BY slot.period_number) AS rank
              FROM crm_visit_standing standing
              JOIN slot ON slot.class_id = standing.class_id
             WHERE standing.company_id = %(company)s
               AND standing.partner_id IN (SELECT partner_id FROM made)
               AND NOT EXISTS (
                   SELECT FROM crm_visit visit
                    WHERE visit.partner_id = standing.partner_id AND %(same)s)
        )
        UPDATE crm_visit visit
           SET class_id = free.class_id, cadence_id = free.cadence_id,
               period_start = free.period_start, period_end = free.period_end,
               period_number = free.period_number, date_deadline = free.date_deadline
          FROM made JOIN free USING (partner_id, cadence_id, period_start, rank)
         WHERE made.id = visit.id""",
        slots=slots_relation(plan),
        company=plan.company_id,
        companies=list(plan.company_ids),
        today=plan.today,
        same=SAME_SLOT,
    )
