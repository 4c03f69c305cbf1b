# Copyright 2026 Customer Policy Suite contributors
# License AGPL-3.0 or later (https://www.gnu.org/licenses/agpl).

"""Which customers a salesperson may read, as a condition on ``res_partner`` (ALC-15).

Each arm of the condition is found through an index of its own, and the lists of ids are
gathered once a statement (``= ANY(ARRAY(…))``): the planner can join the arms for a
short list, and walk in the order of the list when most customers are open.
"""

from datetime import datetime

from odoo.tools import SQL


def accessible(alias: str, sources: list[SQL]) -> SQL:
    """The customers of a salesperson, with their contacts.

    :param alias: of ``res_partner`` in the statement
    :param sources: statements that give the ids of customers that are open
    """
    arms = [
        # nobody's customers, and colleagues: one partial index has both
        SQL("%s IS NOT TRUE", SQL.identifier(alias, "customer_is_managed")),
        SQL("%s IS NOT TRUE", SQL.identifier(alias, "partner_share")),
        SQL(
            "%s = ANY(ARRAY(%s))",
            SQL.identifier(alias, "commercial_partner_id"),
            SQL(" UNION ALL ").join(sources),
        ),
        SQL(
            "%s = ANY(ARRAY(SELECT partner_id FROM res_company))",
            SQL.identifier(alias, "id"),
        ),
    ]
    return SQL("(%s)", SQL(" OR ").join(arms))


def owned(uid: int) -> SQL:
    return SQL(
        "SELECT partner_id FROM crm_ownership WHERE date_to IS NULL AND user_id = %s",
        uid,
    )


def of_led_teams(uid: int) -> SQL:
    """Customers of the people in the teams that somebody leads."""
    return SQL(
        """
        SELECT line.partner_id
          FROM crm_team team
          JOIN crm_ownership line ON line.team_id = team.id
         WHERE team.user_id = %s
           AND line.date_to IS NULL
           AND line.holder = 'person'
        """,
        uid,
    )


def granted(uid: int, moment: datetime, *, to_change: bool) -> SQL:
    """Customers that somebody asked for, and was let in to.

    :param to_change: only those that the person may change too
    """
    return SQL(
        """
        SELECT line.partner_id
          FROM crm_allocation_access request
          JOIN crm_allocation_access_line line ON line.access_id = request.id
         WHERE request.user_id = %(uid)s
           AND request.state = 'granted'
           AND request.date_from <= %(moment)s
           AND request.date_until > %(moment)s
           %(more)s
        """,
        uid=uid,
        moment=moment,
        more=SQL("AND request.may_change") if to_change else SQL(),
    )


def of_open_companies(company_ids: list[int]) -> SQL:
    """Customers that only companies which let everybody read hold."""
    return SQL(
        """
        SELECT line.partner_id
          FROM crm_ownership line
         WHERE line.date_to IS NULL
           AND line.company_id = ANY(%(open)s)
           AND NOT EXISTS (
               SELECT FROM crm_ownership closed
                WHERE closed.partner_id = line.partner_id
                  AND closed.date_to IS NULL
                  AND closed.company_id <> ALL(%(open)s))
        """,
        open=company_ids,
    )


def mark_managed() -> SQL:
    """The trigger that marks customers, and contacts, whom somebody looks after.

    The ledger is written through several doors, merges and deletions among them; access
    hangs on the mark, so the database keeps it.
    """
    return SQL(
        """
        CREATE OR REPLACE FUNCTION crm_ownership_mark_managed() RETURNS trigger AS $$
        BEGIN
            UPDATE res_partner contact
               SET customer_is_managed = ledger.is_managed
              FROM (
                    SELECT DISTINCT changed.partner_id,
                           EXISTS (
                               SELECT FROM crm_ownership line
                                WHERE line.partner_id = changed.partner_id
                                  AND line.date_to IS NULL) AS is_managed
                      FROM changed
                   ) ledger
             WHERE contact.commercial_partner_id = ledger.partner_id
               AND contact.customer_is_managed IS DISTINCT FROM ledger.is_managed;
            RETURN NULL;
        END
        $$ LANGUAGE plpgsql;
        CREATE OR REPLACE TRIGGER crm_ownership_mark_opened
            AFTER INSERT ON crm_ownership REFERENCING NEW TABLE AS changed
            FOR EACH STATEMENT EXECUTE FUNCTION crm_ownership_mark_managed();
        CREATE OR REPLACE TRIGGER crm_ownership_mark_changed
            AFTER UPDATE ON crm_ownership REFERENCING NEW TABLE AS changed
            FOR EACH STATEMENT EXECUTE FUNCTION crm_ownership_mark_managed();
        CREATE OR REPLACE TRIGGER crm_ownership_mark_deleted
            AFTER DELETE ON crm_ownership REFERENCING OLD TABLE AS changed
            FOR EACH STATEMENT EXECUTE FUNCTION crm_ownership_mark_managed();
        """
    )


def unmark() -> SQL:
    """Takes the trigger away, with the addon."""
    return SQL("DROP FUNCTION IF EXISTS crm_ownership_mark_managed() CASCADE")
