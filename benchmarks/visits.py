# Copyright 2026 Customer Policy Suite contributors
# License AGPL-3.0 or later (https://www.gnu.org/licenses/agpl).
"""Visits that were made: one of every customer, with its form filled in."""

import database

from odoo.tools import SQL

TEXTS = (
    "customer_needs",
    "our_differences",
    "improvement_measures",
    "customer_feedback",
    "next_strategy",
    "summary",
    "objective",
)
# Each text is this long, and another one in every visit.
LENGTH = 90


def write(registry):
    """Write the visits of all customers, in place of any others."""
    with database.transaction(registry, commit=True) as env:
        _empty(env.cr)
        competitor = env["crm.visit.competitor"].create({"name": "Bench Competitor"})
        parameters = {
            "company": env.company.id,
            "channel": env.ref("crm_visits.crm_visit_channel_face").id,
            "type": env.ref("crm_visits.crm_visit_type_regular").id,
            "uid": env.uid,
            "competitor": competitor.id,
            "advantage": env.ref("crm_visits.crm_visit_advantage_price").id,
        }
        env.flush_all()
        for statement in (_visits(parameters), _people(), _competition(parameters)):
            env.cr.execute(statement)
    database.vacuum(registry, "crm_visit", "crm_visit_competition")


def remove(registry):
    with database.transaction(registry, commit=True) as env:
        _empty(env.cr)


def _empty(cr):
    cr.execute("TRUNCATE crm_visit CASCADE")
    cr.execute("DELETE FROM crm_visit_competitor WHERE name = 'Bench Competitor'")


def _visits(parameters):
    """A visit a day of every customer's salesperson, by turns of three months."""
    return SQL(
        """INSERT INTO crm_visit (
               name, company_id, partner_id, user_id, channel_id, type_id, state,
               is_agreed, planned_start, planned_end, date_start, date_end, duration,
               report_deadline, done_on, done_by_id, is_late, sent_back_count, outcome,
               next_date, place, no_competitor, create_uid, create_date,
               write_uid, write_date, %(texts)s)
           SELECT 'VIS/' || id, %(company)s, id, COALESCE(user_id, %(uid)s),
                  %(channel)s, %(type)s, 'done', TRUE, start, start + interval '1 hour',
                  start, start + interval '50 minutes', 0.83,
                  start + interval '25 hours', start + interval '2 hours',
                  COALESCE(user_id, %(uid)s), FALSE, 0, 'forward',
                  (start + interval '30 days')::date, 'Gate ' || id %% 20, FALSE,
                  %(uid)s, start, %(uid)s, start, %(values)s
             FROM (SELECT id, user_id, timestamp '2026-01-05 01:00:00'
                          + id %% 90 * interval '1 day' AS start
                     FROM res_partner WHERE customer_rank > 0
                      AND commercial_partner_id = id AND active) customer""",
        texts=SQL(", ").join(map(SQL.identifier, TEXTS)),
        values=SQL(", ").join(
            SQL("left(repeat(md5(id || %s) || ' ', 4), %s)", name, LENGTH)
            for name in TEXTS
        ),
        **parameters,
    )


def _people():
    """Somebody was met on every visit."""
    return SQL(
        """INSERT INTO crm_visit_contact_rel (crm_visit_id, res_partner_id)
           SELECT id, partner_id FROM crm_visit"""
    )


def _competition(parameters):
    """A competitor was met on every other visit."""
    return SQL(
        """INSERT INTO crm_visit_competition (
               visit_id, competitor_id, advantage_id, note, company_id, partner_id,
               user_id, date)
           SELECT id, %(competitor)s, %(advantage)s, 'cheaper by ' || id %% 10 || ' %%',
                  company_id, partner_id, user_id, date_start
             FROM crm_visit WHERE id %% 2 = 0""",
        **parameters,
    )
