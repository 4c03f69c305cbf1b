# Copyright 2026 Customer Policy Suite contributors
# License AGPL-3.0 or later (https://www.gnu.org/licenses/agpl).
"""What Odoo would leave of an addon that goes, or stumble over."""

from psycopg2 import Error as DatabaseError

from odoo.exceptions import UserError
from odoo.fields import Domain
from odoo.tools import SQL, mute_logger

from odoo.addons.base.models.ir_model import MODULE_UNINSTALL_FLAG

# Views, menus, rights: nobody's data, and Odoo knows their order.
OF_PROGRAMS = ("ir.", "mail.", "res.groups")


def forget(env, addon):
    """Prepare for the uninstallation of an addon that has data.

    :param addon: technical name of the addon
    """
    models = [model for model in env.values() if model._original_module == addon]
    names = [model._name for model in models]
    # The sequences of the companies come from no data file.
    sequences = env["ir.sequence"].with_context(active_test=False)
    sequences.search([("code", "in", names)]).unlink()
    _delete_activities(env, addon, names)
    _release_improvements(env, names)
    _empty_tables(env, models)
    # Odoo is not to look for the rows by their names.
    env["ir.model.data"].search([("model", "in", names)]).unlink()
    env.invalidate_all()
    _delete_or_keep(env, addon)


def _delete_activities(env, addon, names):
    """Activities, also those done, refer to models and kinds that go."""
    kinds = env["ir.model.data"].search(
        [("module", "=", addon), ("model", "=", "mail.activity.type")]
    )
    activities = env["mail.activity"].with_context(active_test=False)
    activities.search(
        Domain("res_model", "in", names)
        | Domain("activity_type_id", "in", kinds.mapped("res_id"))
    ).unlink()


def _release_improvements(env, names):
    """Improvement points stay; what they were opened for goes with the addon."""
    env["crm.improvement"].search([("res_model", "in", names)]).write(
        {"res_model": False, "res_id": False}
    )


def _delete_or_keep(env, addon):
    """What an addon gave to the catalogues of others stays where it is in use.

    It is then like what people made themselves: schemes keep their indicators, results
    their questions, invoices their products.
    """
    delivered = env["ir.model.data"].search([("module", "=", addon)], order="id DESC")
    for model, names in delivered.grouped("model").items():
        if model in env and not model.startswith(OF_PROGRAMS):
            shared = env["ir.model.data"].search(
                Domain("model", "=", model)
                & Domain("res_id", "in", names.mapped("res_id"))
                & Domain("module", "!=", addon)
            )
            kept = set(shared.mapped("res_id"))
            _try_to_delete(
                names.browse(name.id for name in names if name.res_id not in kept)
            )


def _try_to_delete(names):
    """Delete what is named, in halves where the database refuses, and forget names."""
    if not names:
        return
    records = names.env[names[0].model].browse(names.mapped("res_id"))
    records = records.with_context(**{MODULE_UNINSTALL_FLAG: True})
    try:
        # A refusal is expected here, and no error for anybody.
        with mute_logger("odoo.sql_db"), names.env.cr.savepoint():
            records.unlink()
    except (UserError, DatabaseError):
        if len(names) == 1:
            names.unlink()
            return
        half = len(names) // 2
        _try_to_delete(names[:half])
        _try_to_delete(names[half:])


def _empty_tables(env, models):
    """Empty the tables that go, all at once.

    Odoo deletes an addon's catalogues one by one, while all else still names them. Each
    refusal of the database is an error in the log, and what is computed from the rest
    would be computed anew for each.
    """
    env.flush_all()
    tables = [model._table for model in models if model._auto and not model._abstract]
    if not tables:
        return
    # The columns that refer to these tables belong to the addon, and go as well.
    references = env.execute_query(
        SQL(
            """
            SELECT cl.relname, fk.conname
              FROM pg_constraint fk
              JOIN pg_class cl ON cl.oid = fk.conrelid
              JOIN pg_class target ON target.oid = fk.confrelid
             WHERE fk.contype = 'f'
               AND cl.relnamespace = current_schema::regnamespace
               AND target.relname = ANY (%s)
            """,
            tables,
        )
    )
    # raw SQL: the tables go in this very transaction; no record needs to be read
    for table, constraint in references:
        env.cr.execute(
            SQL(
                "ALTER TABLE %s DROP CONSTRAINT %s",
                SQL.identifier(table),
                SQL.identifier(constraint),
            )
        )
    env.cr.execute(
        SQL("TRUNCATE %s", SQL(", ").join(SQL.identifier(table) for table in tables))
    )
