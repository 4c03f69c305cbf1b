# Copyright 2026 Customer Policy Suite contributors
# License AGPL-3.0 or later (https://www.gnu.org/licenses/agpl).

"""What a hand-over moves besides the customers, and the statements that find it."""

from dataclasses import dataclass

from odoo.tools import SQL

# The code of the customers themselves, beside those of the parts
CUSTOMERS = "customer"


@dataclass(frozen=True)
class Part:
    """One kind of work or documents of the person who leaves.

    :param code: technical name, unique
    :param label: as people call it
    :param model: whose records
    :param domain: which of them
    :param user_field: who is responsible for a record
    :param partner: finds the customer or a contact of it: the name of a field; or
        "document", through res_model and res_id; or SQL over the table of the model;
        None where there is none
    :param only_customers: leaves alone what is of no customer handed over
    :param how: "moves"; or "follows" its customer by itself; or "stays", listed for
        the director to decide
    :param move: method of `crm.allocation.handover.item` that moves records
    :param undo: the method that moves them back
    """

    code: str
    label: str
    model: str
    domain: object
    user_field: str = "user_id"
    partner: str | SQL | None = "partner_id"
    only_customers: bool = False
    how: str = "moves"
    move: str = "_move_user"
    undo: str = "_undo_user"


def collect_customers(values) -> SQL:
    """The customers whom the person owns now, with what they are shared out by.

    :param dict values: id of the hand-over, company_id, user_id, uid, moment, and the
        messages for customers that cannot be moved: archived, foreign
    """
    return SQL(
        """
        INSERT INTO crm_allocation_handover_customer (
            handover_id, company_id, partner_id, ownership_id, class_id, region_id,
            state, message, is_manual, create_uid, write_uid, create_date, write_date
        )
        SELECT %(id)s, line.company_id, customer.id, line.id,
               customer.allocation_class_id, customer.state_id,
               CASE WHEN customer.active AND NOT own.is_foreign
                    THEN 'planned' ELSE 'skipped' END,
               CASE WHEN NOT customer.active THEN %(archived)s
                    WHEN own.is_foreign THEN %(foreign)s END,
               FALSE, %(uid)s, %(uid)s, %(moment)s, %(moment)s
          FROM crm_ownership line
          JOIN res_partner customer ON customer.id = line.partner_id
         CROSS JOIN LATERAL (
               SELECT COALESCE(customer.company_id <> line.company_id, FALSE)
                      AS is_foreign) own
         WHERE line.user_id = %(user_id)s
           AND line.company_id = %(company_id)s
           AND line.date_to IS NULL
            ON CONFLICT (handover_id, partner_id) DO UPDATE
           SET ownership_id = EXCLUDED.ownership_id,
               class_id = EXCLUDED.class_id,
               region_id = EXCLUDED.region_id,
               state = EXCLUDED.state,
               message = EXCLUDED.message
         WHERE crm_allocation_handover_customer.state IN ('planned', 'skipped')
        """,
        **values,
    )


def drop_customers(values) -> SQL:
    """What is no customer of the person any more since the last preview."""
    return SQL(
        """
        DELETE FROM crm_allocation_handover_customer taken
         WHERE taken.handover_id = %(id)s
           AND taken.state IN ('planned', 'skipped')
           AND taken.partner_id NOT IN (
               SELECT line.partner_id
                 FROM crm_ownership line
                WHERE line.company_id = %(company_id)s
                  AND line.user_id = %(user_id)s
                  AND line.date_to IS NULL)
        """,
        **values,
    )


def drop_items(values) -> SQL:
    """What was listed and has not moved: it is listed anew."""
    return SQL(
        """
        DELETE FROM crm_allocation_handover_item
         WHERE handover_id = %(id)s AND state IN ('planned', 'skipped', 'stays')
        """,
        **values,
    )


def collect_items(values, part: Part, found: SQL) -> SQL:
    """The records of one part, each with the customer whom it belongs to.

    :param dict values: id of the hand-over, uid, moment
    :param SQL found: a query of id and customer (or contact) of the records
    """
    return SQL(
        """
        INSERT INTO crm_allocation_handover_item (
            handover_id, part, res_model, res_id, customer_id, state,
            create_uid, write_uid, create_date, write_date
        )
        SELECT %(id)s, %(part)s, %(model)s, found.id, taken.id, %(state)s,
               %(uid)s, %(uid)s, %(moment)s, %(moment)s
          FROM (%(found)s) found (id, partner_id)
          LEFT JOIN res_partner contact ON contact.id = found.partner_id
          %(join)s JOIN crm_allocation_handover_customer taken
            ON taken.handover_id = %(id)s
           AND taken.partner_id = contact.commercial_partner_id
            ON CONFLICT (handover_id, part, res_model, res_id) DO NOTHING
        """,
        id=values["id"],
        uid=values["uid"],
        moment=values["moment"],
        part=part.code,
        model=part.model,
        state="planned" if part.how == "moves" else "stays",
        found=found,
        join=SQL() if part.only_customers else SQL("LEFT"),
    )


def meeting_customer(handover_id: int) -> SQL:
    """An attendee of a meeting who is of a customer handed over."""
    return SQL(
        """
        (SELECT MIN(contact.id)
           FROM calendar_event_res_partner_rel attendee
           JOIN res_partner contact ON contact.id = attendee.res_partner_id
           JOIN crm_allocation_handover_customer taken
             ON taken.handover_id = %s
            AND taken.partner_id = contact.commercial_partner_id
          WHERE attendee.calendar_event_id = calendar_event.id)
        """,
        handover_id,
    )


def document_customer(customers: dict[str, SQL]) -> SQL:
    """The customer of the document that a record belongs to.

    :param dict customers: the SELECT of all documents, each with id and customer, by
        model
    """
    if not customers:
        return SQL("NULL::int")
    return SQL(
        "CASE found.res_model %s END",
        SQL(" ").join(
            SQL(
                "WHEN %s THEN (SELECT doc.customer FROM (%s) doc (id, customer)"
                " WHERE doc.id = found.res_id)",
                model,
                select,
            )
            for model, select in customers.items()
        ),
    )
