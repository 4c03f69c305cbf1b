# Copyright 2026 Customer Policy Suite contributors
# License AGPL-3.0 or later (https://www.gnu.org/licenses/agpl).

from odoo.tools import SQL
from odoo.tools.sql import column_exists

from odoo.addons.crm_policy.engine.keys_sql import add_partner_keys

COLUMNS = ("name_key", "vat_key")
INDEXES = ("phone_idx", "email_idx")


def migrate(cr, version):
    """What customers are compared by belongs to all areas now, not to visits only.

    Columns and indexes change their names, nothing is computed a second time.
    """
    if not version:
        return
    if column_exists(cr, "res_partner", "visit_name_key"):
        for name in COLUMNS:
            _rename_column(cr, f"visit_{name}", f"policy_{name}")
        for name in INDEXES:
            _rename_table_object(
                cr, f"res_partner_visit_{name}", f"res_partner_policy_{name}"
            )
    add_partner_keys(cr)


def _rename_column(cr, old, new):
    # raw SQL: structure only; the values stay
    cr.execute(
        SQL(
            "ALTER TABLE res_partner RENAME COLUMN %s TO %s",
            SQL.identifier(old),
            SQL.identifier(new),
        )
    )
    _rename_index(cr, f"res_partner__{old}_index", f"res_partner__{new}_index")
    cr.execute(
        "UPDATE ir_model_fields SET name = %s WHERE model = %s AND name = %s",
        (new, "res.partner", old),
    )
    _rename_xmlid(cr, f"field_res_partner__{old}", f"field_res_partner__{new}")


def _rename_index(cr, old, new):
    cr.execute(
        SQL(
            "ALTER INDEX IF EXISTS %s RENAME TO %s",
            SQL.identifier(old),
            SQL.identifier(new),
        )
    )


def _rename_table_object(cr, old, new):
    _rename_index(cr, old, new)
    cr.execute(
        """
        UPDATE ir_model_constraint SET name = %s, module = (
            SELECT id FROM ir_module_module WHERE name = 'crm_policy')
         WHERE name = %s
        """,
        (new, old),
    )
    _rename_xmlid(cr, f"constraint_{old}", f"constraint_{new}")


def _rename_xmlid(cr, old, new):
    cr.execute(
        """
        UPDATE ir_model_data SET module = 'crm_policy', name = %s
         WHERE module = 'crm_visits' AND name = %s
        """,
        (new, old),
    )
