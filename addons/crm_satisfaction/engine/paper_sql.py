# Copyright 2026 Customer Policy Suite contributors
# License AGPL-3.0 or later (https://www.gnu.org/licenses/agpl).

"""The papers that objects need by their dates and measurements (SAT-15), in SQL."""

from odoo.tools import SQL

BASES = (
    "date_start",
    "date_handover",
    "date_deeds",
    "date_completion",
    "date_settlement",
    "date_warranty_end",
)


def select_due(company_id, today, subject_ids=None):
    """A row for each paper that an object needs now.

    :param int company_id: whose objects
    :param date today: dates after this day do not ask for anything yet
    :param subject_ids: only these objects; None: all
    :return: SQL with columns subject_id, type_id, measurement_id, date_due
    """
    only = SQL("TRUE")
    if subject_ids is not None:
        only = SQL("subject.id = ANY(%s)", list(subject_ids))
    base_day = SQL(
        "CASE type.base %s END",
        SQL(" ").join(
            SQL("WHEN %s THEN %s", name, SQL.identifier("subject", name))
            for name in BASES
        ),
    )
    return SQL(
        """
        SELECT need.subject_id, need.type_id, need.measurement_id, need.date_due
        FROM (
            SELECT subject.id AS subject_id, type.id AS type_id,
                NULL::int AS measurement_id, (%(base)s) AS base_day,
                (%(base)s) + type.days AS date_due, subject.schedule_from
            FROM crm_satisfaction_subject subject
            JOIN crm_satisfaction_paper_type type
                ON type.active AND type.base != 'measurement'
            WHERE subject.active AND subject.company_id = %(company)s AND %(only)s
                AND %(of_kind)s
            UNION ALL
            SELECT subject.id, type.id, measurement.id, measurement.date_from,
                measurement.date_to + type.days, subject.schedule_from
            FROM crm_satisfaction_measurement measurement
            JOIN crm_satisfaction_subject subject
                ON subject.id = measurement.subject_id
            JOIN crm_satisfaction_paper_type type
                ON type.active AND type.base = 'measurement'
                AND (type.occasion IS NULL OR type.occasion = measurement.occasion)
            WHERE subject.active AND subject.company_id = %(company)s AND %(only)s
                AND measurement.state IN ('open', 'done') AND %(of_kind)s
        ) need
        WHERE need.base_day <= %(today)s
            AND (need.schedule_from IS NULL OR need.date_due >= need.schedule_from)
        """,
        base=base_day,
        company=company_id,
        only=only,
        of_kind=_OF_KIND,
        today=today,
    )


_OF_KIND = SQL(
    """(
        NOT EXISTS (
            SELECT FROM crm_satisfaction_paper_type_kind_rel rel
            WHERE rel.type_id = type.id
        )
        OR EXISTS (
            SELECT FROM crm_satisfaction_paper_type_kind_rel rel
            WHERE rel.type_id = type.id AND rel.kind_id = subject.kind_id
        )
    )"""
)


def insert_due(due, now, uid):
    """Adds what is not there yet; twice, or by two at once, adds nothing.

    :param SQL due: of :func:`select_due`
    """
    return SQL(
        """
        INSERT INTO crm_satisfaction_paper (
            subject_id, type_id, measurement_id, company_id, unit_id, partner_id,
            kind_id, user_id, date_due, state, create_uid, create_date, write_uid,
            write_date
        )
        SELECT due.subject_id, due.type_id, due.measurement_id, subject.company_id,
            subject.unit_id, subject.partner_id, subject.kind_id, subject.user_id,
            due.date_due, 'missing', %(uid)s, %(now)s, %(uid)s, %(now)s
        FROM (%(due)s) due
        JOIN crm_satisfaction_subject subject ON subject.id = due.subject_id
        ON CONFLICT DO NOTHING
        """,
        due=due,
        uid=uid,
        now=now,
    )


def move_due(due, now, uid):
    """Papers still missing are due when the dates say now.

    :param SQL due: of :func:`select_due`
    """
    return SQL(
        """
        UPDATE crm_satisfaction_paper paper
        SET date_due = due.date_due, write_uid = %(uid)s, write_date = %(now)s
        FROM (%(due)s) due
        WHERE paper.subject_id = due.subject_id AND paper.type_id = due.type_id
            AND paper.measurement_id IS NOT DISTINCT FROM due.measurement_id
            AND paper.state = 'missing' AND paper.date_due != due.date_due
        """,
        due=due,
        uid=uid,
        now=now,
    )
