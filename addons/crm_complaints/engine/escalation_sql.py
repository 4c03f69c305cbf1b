# Copyright 2026 Customer Policy Suite contributors
# License AGPL-3.0 or later (https://www.gnu.org/licenses/agpl).
"""Who is to be woken now: statements over all open milestones (CMP-02).

A step of the ladder is due so many hours before or after a milestone. Hours of work
differ by calendar, and calendars are few: for each of them and each step the moment is
known from which on (by due date) a step is due. The rest is a join.
"""

from odoo.tools import SQL

ACTIVE = ("open", "missed")


def mark_missed(now) -> SQL:
    """Milestones whose time is over while nobody waits for the customer."""
    return SQL(
        """
        UPDATE crm_complaint_milestone milestone
           SET state = 'missed', write_date = %(now)s
          FROM crm_complaint complaint
         WHERE complaint.id = milestone.complaint_id
           AND milestone.state = 'open'
           AND milestone.due_on < %(now)s
           AND NOT COALESCE(complaint.is_waiting, FALSE)
        RETURNING milestone.id
        """,
        now=now,
    )


def get_calendars() -> SQL:
    """Pairs of company and calendar on which open milestones run."""
    return SQL(
        """SELECT DISTINCT company_id, calendar_id FROM crm_complaint_milestone
            WHERE state IN %s""",
        ACTIVE,
    )


def insert_due(now, cutoffs) -> SQL:
    """Put what is due into the log, each step of each milestone once.

    :param cutoffs: tuples (company, calendar or None, step, cutoff): the step is due
        for milestones on that calendar whose moment is not after the cutoff
    """
    rows = SQL(", ").join(
        SQL("(%s::int4, %s::int4, %s::int4, %s::timestamp)", *cutoff)
        for cutoff in cutoffs
    )
    return SQL(
        """
        INSERT INTO crm_complaint_escalation (
            milestone_id, complaint_id, company_id, step_id, step_sequence, state,
            send_at, due_at, create_date, write_date)
        SELECT milestone.id, milestone.complaint_id, milestone.company_id, step.id,
               step.sequence, 'queued', %(now)s, %(now)s, %(now)s, %(now)s
          FROM (VALUES %(rows)s) AS cutoff (company_id, calendar_id, step_id, moment)
          JOIN crm_complaint_escalation_step step ON step.id = cutoff.step_id
          JOIN crm_complaint_milestone milestone
            ON milestone.company_id = cutoff.company_id
           AND milestone.calendar_id IS NOT DISTINCT FROM cutoff.calendar_id
           AND CASE step.anchor WHEN 'start' THEN milestone.started_on
                                WHEN 'warn' THEN milestone.warn_on
                                ELSE milestone.due_on END <= cutoff.moment
          JOIN crm_complaint complaint ON complaint.id = milestone.complaint_id
         WHERE milestone.state IN %(active)s
           AND NOT COALESCE(complaint.is_waiting, FALSE)
           AND (step.milestone IS NULL OR step.milestone = milestone.kind)
           AND (step.severity IS NULL OR step.severity = complaint.severity)
           AND NOT EXISTS (
                   SELECT FROM crm_complaint_escalation done
                    WHERE done.milestone_id = milestone.id
                      AND done.step_id = step.id)
         -- sorted: all is found before the first row is inserted, so that the search
         -- does not wade through new rows
         ORDER BY milestone.complaint_id, milestone.id, step.sequence
        ON CONFLICT (milestone_id, step_id) DO NOTHING
        RETURNING id
        """,
        now=now,
        rows=rows,
        active=ACTIVE,
    )


def supersede() -> SQL:
    """Of several steps of one milestone that wait, only the highest is taken.

    Steps that are taken at once are taken, whatever else is due. The highest are found
    in one pass over the milestones that have something in the queue: what was just
    inserted is not known to the planner yet.
    """
    return SQL(
        """
        WITH highest AS MATERIALIZED (
            SELECT id, MAX(step_sequence) FILTER (WHERE state IN ('queued', 'done'))
                           OVER (PARTITION BY milestone_id) AS step_sequence
              FROM crm_complaint_escalation
             WHERE milestone_id IN (
                       SELECT milestone_id FROM crm_complaint_escalation
                        WHERE state = 'queued'))
        UPDATE crm_complaint_escalation lower
           SET state = 'skipped', skip_reason = 'superseded'
          FROM highest, crm_complaint_escalation_step step
         WHERE highest.id = lower.id
           AND step.id = lower.step_id
           AND NOT COALESCE(step.is_immediate, FALSE)
           AND lower.state = 'queued'
           AND lower.step_sequence < highest.step_sequence
        RETURNING lower.id
        """
    )
