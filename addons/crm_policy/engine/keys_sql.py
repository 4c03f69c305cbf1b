# Copyright 2026 Customer Policy Suite contributors
# License AGPL-3.0 or later (https://www.gnu.org/licenses/agpl).
"""Keys of all the customers of a running company, by statements.

Odoo would compute new columns of a million customers record by record, all of them
in memory. Here they are read and written in batches, before Odoo sees the columns.
"""

from odoo.tools import SQL
from odoo.tools.sql import column_exists, create_column

from .duplicates import domain_key, name_key, vat_key, website_key

BATCH_SIZE = 10_000
# How a key is made of: name, tax number, e-mail, website, whether it is a customer
_KEYS = {
    "policy_name_key": lambda row: row[4] and name_key(row[0]),
    "policy_vat_key": lambda row: vat_key(row[1]),
    "policy_domain_key": lambda row: domain_key(row[2]),
    "policy_website_key": lambda row: website_key(row[3]),
}


def add_partner_keys(cr):
    """Adds the columns that are missing, with their values."""
    missing = [name for name in _KEYS if not column_exists(cr, "res_partner", name)]
    for name in missing:
        create_column(cr, "res_partner", name, "varchar")
    last_id = 0
    while missing and (rows := _read_batch(cr, last_id)):
        last_id = rows[-1][0]
        keys = [
            (row[0], *(_KEYS[name](row[1:]) or None for name in missing))
            for row in rows
        ]
        _write_batch(cr, missing, [row for row in keys if any(row[1:])])


def _read_batch(cr, last_id):
    cr.execute(
        SQL(
            """
            SELECT id, name, vat, email, website, is_company OR parent_id IS NULL
              FROM res_partner WHERE id > %s ORDER BY id LIMIT %s
            """,
            last_id,
            BATCH_SIZE,
        )
    )
    return cr.fetchall()


def _write_batch(cr, names, rows):
    if not rows:
        return
    cr.execute(
        SQL(
            "UPDATE res_partner SET %s FROM (VALUES %s) AS new (id, %s)"
            " WHERE res_partner.id = new.id",
            SQL(", ").join(
                SQL("%s = new.%s::varchar", SQL.identifier(name), SQL.identifier(name))
                for name in names
            ),
            SQL(", ").join(SQL("%s", row) for row in rows),
            SQL(", ").join(SQL.identifier(name) for name in names),
        )
    )
