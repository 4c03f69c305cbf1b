# Copyright 2026 Customer Policy Suite contributors
# License AGPL-3.0 or later (https://www.gnu.org/licenses/agpl).
"""The database of the benchmark: made once, kept, brought up to date."""

import json
from contextlib import closing, contextmanager

import company

import odoo
from odoo import api
from odoo.modules.registry import Registry
from odoo.service import db as databases
from odoo.tools import SQL, config

ADDONS = (
    "crm_policy",
    "crm_grading",
    "crm_visits",
    "crm_allocation",
    "crm_complaints",
    "crm_satisfaction",
    "crm",
)
KEY = "benchmark.sizes"


def configure(path, name):
    """Read Odoo's configuration; nothing is served."""
    config.parse_config(
        ["-c", str(path), "-d", name, "--no-http", "--log-level=error"],
        setup_logging=True,
    )


def prepare(name, sizes, rebuild, say):
    """Make the database hold a company of the given sizes and today's addons.

    :param dict sizes: numbers of ``customers`` and ``invoices``
    :param rebuild: make it anew even when it is there
    :return: the registry
    """
    if databases.exp_db_exist(name) and (rebuild or _built_sizes(name) != sizes):
        say(f"dropping the database {name}")
        odoo.sql_db.close_db(name)
        _drop(name)
    if not databases.exp_db_exist(name):
        say(f"creating the database {name} with {', '.join(ADDONS)}")
        databases._create_empty_database(name)
        registry = Registry.new(name, update_module=True, install_modules=ADDONS)
        _build(registry, sizes, say)
    else:
        say(f"updating {', '.join(ADDONS)} in the database {name}")
        registry = Registry.new(
            name, update_module=True, install_modules=ADDONS, upgrade_modules=ADDONS
        )
    return registry


@contextmanager
def transaction(registry, commit=False):
    """An environment of the administrator; what it did is undone unless ``commit``."""
    with closing(registry.cursor()) as cr:
        env = api.Environment(cr, api.SUPERUSER_ID, {})
        admin = env.ref("base.user_admin")
        # as the web client asks
        context = {"lang": "en_US", "allowed_company_ids": admin.company_id.ids}
        env = env(user=admin, context=context, su=False)
        # what the lines above read must not help what is measured
        env.invalidate_all()
        yield env
        if commit:
            env.flush_all()
            cr.commit()


def vacuum(registry, *tables, full=False):
    """Leave no dead rows of one measure to the next."""
    with closing(registry.cursor()) as cr:
        # VACUUM refuses to run inside a transaction
        cr._cnx.autocommit = True
        for table in tables:
            cr.execute(
                SQL(
                    "VACUUM (%sANALYZE) %s",
                    SQL("FULL, ") if full else SQL(),
                    SQL.identifier(table),
                )
            )
        cr._cnx.autocommit = False


def _drop(name):
    with closing(odoo.sql_db.db_connect("postgres").cursor()) as cr:
        # DROP DATABASE refuses to run inside a transaction
        cr._cnx.autocommit = True
        cr.execute(SQL("DROP DATABASE %s", SQL.identifier(name)))


def _built_sizes(name):
    """The sizes a finished database was built with."""
    with closing(odoo.sql_db.db_connect(name).cursor()) as cr:
        cr.execute("SELECT to_regclass('ir_config_parameter')")
        if cr.fetchone()[0] is None:
            return None
        cr.execute("SELECT value FROM ir_config_parameter WHERE key = %s", [KEY])
        row = cr.fetchone()
        return json.loads(row[0]) if row else None


def _build(registry, sizes, say):
    with transaction(registry) as env:
        company.build(env, sizes, say)
        env["ir.config_parameter"].sudo().set_param(KEY, json.dumps(sizes))
        env.flush_all()
        env.cr.commit()
    say("gathering statistics")
    vacuum(registry, *company.dataset.TABLES)
