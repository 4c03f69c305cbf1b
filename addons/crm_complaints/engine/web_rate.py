# Copyright 2026 Customer Policy Suite contributors
# License AGPL-3.0 or later (https://www.gnu.org/licenses/agpl).

"""How many reports come in from one address (CMP-01)."""

from odoo.tools import SQL


def count_attempt(address_key, hour):
    """Counts one more of an address in an hour; gives the count, with this one.

    One statement: of two at the same time, both count.

    :param str address_key: what stands for the address
    :param datetime hour: the beginning of the hour, in UTC
    """
    return SQL(
        """
        INSERT INTO crm_complaint_web_attempt
            (address_key, hour, attempts, create_date, write_date)
        VALUES (%(key)s, %(hour)s, 1, now() AT TIME ZONE 'UTC',
            now() AT TIME ZONE 'UTC')
        ON CONFLICT (address_key, hour) DO UPDATE
        SET attempts = crm_complaint_web_attempt.attempts + 1
        RETURNING attempts
        """,
        key=address_key,
        hour=hour,
    )
