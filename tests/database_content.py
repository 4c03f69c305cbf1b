# Copyright 2026 Customer Policy Suite contributors
# License AGPL-3.0 or later (https://www.gnu.org/licenses/agpl).
"""What two databases that were cloned from a third have become, compared.

Records that were made in both got different ids. A row is therefore known by its
values, in which a reference to a new record is replaced by what that record holds.
"""

import hashlib
import json
import re
from collections import Counter, defaultdict

from odoo.sql_db import db_connect

# What no addon of ours writes, or what is about processes and not about customers.
IGNORED_TABLES = re.compile(
    "ir_model.*|ir_ui_.*|ir_act_.*|ir_cron.*|ir_asset|ir_logging|ir_profile"
    "|ir_config_parameter|bus_.*|res_users_log|res_device.*|base_registry.*"
    "|orm_signaling.*|mail_presence|res_country.*|res_groups.*|ir_sequence.*"
)
# When a row was written, and what is drawn by lot.
IGNORED_COLUMNS = {
    "id",
    "create_date",
    "write_date",
    "write_uid",
    "access_token",
    "message_id",
    "references",
    "parent_path",
}
FOREIGN_KEYS = """
    SELECT constrained.relname, attribute.attname, target.relname
      FROM pg_constraint key
      JOIN pg_class constrained ON constrained.oid = key.conrelid
      JOIN pg_class target ON target.oid = key.confrelid
      JOIN pg_attribute attribute ON attribute.attrelid = key.conrelid
       AND attribute.attnum = ANY(key.conkey)
     WHERE key.contype = 'f' AND cardinality(key.conkey) = 1
"""
TABLES = """
    SELECT relname FROM pg_class
     WHERE relkind = 'r' AND relnamespace = 'public'::regnamespace
"""
# Ids of new records inside of JSON, which the figures beside them stand for.
IGNORED_VALUES = {
    ("crm_allocation_summary_line", "details"),
    ("crm_satisfaction_rollup", "parts"),
    ("crm_satisfaction_measurement", "breakdown"),
}
# A new record in a link of the portal.
LINKED = re.compile(r"(/my/[a-z_]+/)\d+")
# What is printed names the moment of printing, by the one clock that nobody froze.
PRINTED = "application/pdf"
IGNORED_IN_PRINTED = {"checksum", "store_fname", "file_size", "index_content"}
# Columns that name the model of the id that stands in another.
MODEL_COLUMNS = {"res_id": ("res_model", "model"), "origin_id": ("origin_model",)}
# References by text.
TEXT_REFERENCE = re.compile(r"^([a-z][a-z0-9_.]+),(\d+)$")
# As often as a chain of new records that refer to each other is long.
ROUNDS = 4


def _digest(value):
    text = json.dumps(value, sort_keys=True, default=str, ensure_ascii=False)
    return hashlib.sha1(text.encode()).hexdigest()


class Content:
    """The rows of a database."""

    def __init__(self, database):
        with db_connect(database).cursor() as cr:
            cr.execute(FOREIGN_KEYS)
            self.targets = {
                (table, column): target for table, column, target in cr.fetchall()
            }
            cr.execute(TABLES)
            tables = [name for (name,) in cr.fetchall()]
            self.rows = {
                table: self._read(cr, table)
                for table in sorted(tables)
                if not IGNORED_TABLES.fullmatch(table)
            }

    @staticmethod
    def _read(cr, table):
        """The rows of a table by id; rows without id by themselves."""
        cr.execute(f'SELECT to_jsonb(one) FROM "{table}" one')
        rows = {}
        for (row,) in cr.fetchall():
            key = row.get("id") or tuple(row.values())
            ignored = IGNORED_COLUMNS
            if row.get("mimetype") == PRINTED:
                ignored = ignored | IGNORED_IN_PRINTED
            rows[key] = {
                column: value
                for column, value in row.items()
                if column not in ignored and (table, column) not in IGNORED_VALUES
            }
        return rows


class Change:
    """What became of a database since it was cloned.

    :param Content before: the database that it was cloned from
    :param Content after: what it holds now
    """

    def __init__(self, before, after):
        self.before = before
        self.after = after
        self.changed = {
            table: {
                key: row
                for key, row in rows.items()
                if before.rows[table].get(key) != row
            }
            for table, rows in after.rows.items()
        }
        self.names = {}
        for _round in range(ROUNDS):
            self.names = {
                table: {key: _digest(self._tell(table, key, row)) for key, row in rows}
                for table, rows in (
                    (table, changed.items()) for table, changed in self.changed.items()
                )
            }

    def lines(self):
        """Each change as a text that is the same in every clone, counted by table."""
        lines = defaultdict(Counter)
        for table, rows in self.changed.items():
            for key, row in rows.items():
                told = self._tell(table, key, row)
                lines[table][json.dumps(told, sort_keys=True, ensure_ascii=False)] += 1
            for key in self.before.rows[table].keys() - self.after.rows[table].keys():
                lines[table][f"gone: {key}"] += 1
        return lines

    def _tell(self, table, key, row):
        told = {
            column: self._name_value(table, column, row, value)
            for column, value in row.items()
            if value is not None
        }
        if self._is_old(table, key):
            told["id"] = key
        return told

    def _is_old(self, table, key):
        return not isinstance(key, tuple) and key in self.before.rows[table]

    def _name_value(self, table, column, row, value):
        target = self.after.targets.get((table, column))
        if target:
            return self._name(target, value)
        if column in MODEL_COLUMNS:
            models = (row.get(name) for name in MODEL_COLUMNS[column])
            model = next(filter(None, models), "")
            return self._name(model.replace(".", "_"), value)
        if isinstance(value, str) and (found := TEXT_REFERENCE.match(value)):
            return f"{found[1]},{self._name(found[1].replace('.', '_'), int(found[2]))}"
        if isinstance(value, str):
            return LINKED.sub(r"\1", value)
        return value

    def _name(self, table, key):
        """An id that both clones know, or what stands under the id."""
        if table not in self.after.rows or self._is_old(table, key):
            return key
        return self.names.get(table, {}).get(key, "new")


def differences(before, one, other):
    """What holds in one of two clones and not in the other.

    :param Content before: what both were cloned from
    :return: list of texts, empty if they agree
    """
    ones, others = Change(before, one).lines(), Change(before, other).lines()
    found = []
    for table in sorted(ones.keys() | others.keys()):
        for sign, rows in (
            ("-", ones[table] - others[table]),
            ("+", others[table] - ones[table]),
        ):
            found += [
                f"{sign} {table} ({count}) {line}"
                for line, count in sorted(rows.items())
            ]
    return found
