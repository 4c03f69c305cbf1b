# Copyright 2026 Customer Policy Suite contributors
# License AGPL-3.0 or later (https://www.gnu.org/licenses/agpl).

"""Which customers a salesperson may read, as a condition on ``res_partner`` (ALC-15).

Two forms of the same. With few customers each arm of the condition is found through an
index of its own (``= ANY(ARRAY(…))``, gathered once a statement), which costs as much
as there are customers; to compare every row with a long array would be slow. With many
customers, those of a leader for example, they are looked up in a hashed list while the
database walks in the order that the screen shows.
"""

from datetime import datetime

from odoo.tools import SQL

# From so many customers on, a list is looked up rather than compared.
MANY = 1000


def accessible(alias: str, sources: list[SQL], *, are_many: bool) -> SQL:
    """The customers of a salesperson, with their contacts.

    :param alias: of ``res_partner`` in the statement
    :param sources: statements that give the ids of customers that are open
    :param are_many: what :func:`are_many` says of the sources
    """
    among = "%s IN (%s)" if are_many else "%s = ANY(ARRAY(%s))"
    is_managed = SQL.identifier(alias, "customer_is_managed")
    arms = [
        # nobody's; written so that the index of the column serves
        SQL("%s = FALSE", is_managed),
        SQL("%s IS NULL", is_managed),
        SQL(
            among,
            SQL.identifier(alias, "commercial_partner_id"),
            SQL(" UNION ALL ").join(sources),
        ),
        SQL(among, SQL.identifier(alias, "id"), _of_the_house()),
    ]
    return SQL("(%s)", SQL(" OR ").join(arms))


def are_many(sources: list[SQL]) -> SQL:
    """Gives a row when the sources have many customers."""
    return SQL(
        "SELECT 1 FROM (%s) customer OFFSET %s LIMIT 1",
        SQL(" UNION ALL ").join(sources),
        MANY,
    )


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


def _of_the_house():
    """Colleagues and companies, whoever looks after them."""
    return SQL(
        """
        SELECT partner_id FROM res_users WHERE share IS NOT TRUE
         UNION ALL
        SELECT partner_id FROM res_company
        """
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
