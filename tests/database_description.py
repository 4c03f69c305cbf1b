# Copyright 2026 Customer Policy Suite contributors
# License AGPL-3.0 or later (https://www.gnu.org/licenses/agpl).
"""What a database holds, described so that two descriptions can be compared."""

COLUMNS = """
    SELECT table_name || '.' || column_name
      FROM information_schema.columns
     WHERE table_schema = 'public'
"""
# The sequences behind records of ir.sequence have the numbers of these: they are
# compared as rows.
OBJECTS = """
    SELECT 'index ' || indexname FROM pg_indexes WHERE schemaname = 'public'
     UNION ALL
    SELECT 'constraint ' || conname FROM pg_constraint
      JOIN pg_namespace ON pg_namespace.oid = connamespace
     WHERE nspname = 'public'
     UNION ALL
    SELECT 'function ' || proname FROM pg_proc
      JOIN pg_namespace ON pg_namespace.oid = pronamespace
     WHERE nspname = 'public'
     UNION ALL
    SELECT 'trigger ' || tgname FROM pg_trigger WHERE NOT tgisinternal
     UNION ALL
    SELECT 'sequence ' || sequencename FROM pg_sequences
     WHERE schemaname = 'public' AND sequencename !~ '^ir_sequence_[0-9]+$'
"""
FIELDS = "SELECT model || '.' || name FROM ir_model_fields"
# Odoo gives its note of what a model inherits to whichever addon was loaded first.
XML_IDS = """
    SELECT module || '.' || name FROM ir_model_data
     WHERE module = ANY ('{{{addons}}}') AND model <> 'ir.model.inherit'
"""
# Names that outlive what they name.
DANGLING = """
    SELECT DISTINCT 'xml id of ' || model FROM ir_model_data
     WHERE model NOT IN (SELECT model FROM ir_model)
     UNION ALL
    SELECT DISTINCT 'attachment of ' || res_model FROM ir_attachment
     WHERE res_model NOT IN (SELECT model FROM ir_model)
     UNION ALL
    SELECT DISTINCT 'message of ' || model FROM mail_message
     WHERE model NOT IN (SELECT model FROM ir_model)
     UNION ALL
    SELECT DISTINCT 'activity of ' || res_model FROM mail_activity
     WHERE res_model NOT IN (SELECT model FROM ir_model)
     UNION ALL
    SELECT DISTINCT 'filter of ' || model_id FROM ir_filters
     WHERE model_id NOT IN (SELECT model FROM ir_model)
     UNION ALL
    SELECT 'parameter ' || key FROM ir_config_parameter WHERE key LIKE 'crm\\_%'
"""
# Tables that Odoo itself writes to whenever modules come and go. It also leaves its
# notes about foreign keys and about what it inherited from its own modules.
WRITTEN_BY_ODOO = {
    "base_registry_signaling",
    "bus_bus",
    "ir_attachment",
    "ir_config_parameter",
    "ir_cron_progress",
    "ir_cron_trigger",
    "ir_logging",
    "ir_model_constraint",
    "ir_model_data",
    "ir_model_fields",
    "ir_module_category",
    "ir_module_module",
    "ir_profile",
    "orm_signaling_registry",
}


class DatabaseReader:
    """Reads a database through its server's own program."""

    def __init__(self, databases, name):
        self.databases = databases
        self.name = name

    def describe(self, leaving, content=()):
        """Return kinds of things and what there is of each.

        :param leaving: addons of whose names nothing is to stay
        :param content: tables whose every value counts, beside the number of rows
        """
        columns = self.lines(COLUMNS)
        tables = self.tables(columns)
        return {
            "columns": columns,
            "objects": self.lines(OBJECTS),
            "fields": self.lines(FIELDS),
            "xml ids": self.lines(XML_IDS.format(addons=",".join(leaving))),
            "references": self.lines(DANGLING),
            "rows": self.rows(tables - WRITTEN_BY_ODOO),
            "content": self.digests(tables.intersection(content)),
        }

    def tables(self, columns=None):
        views = self.lines("SELECT viewname FROM pg_views WHERE schemaname = 'public'")
        names = {column.partition(".")[0] for column in columns or self.lines(COLUMNS)}
        return names - views

    def installed(self):
        query = "SELECT name FROM ir_module_module WHERE state = 'installed'"
        return self.lines(query)

    def rows(self, tables):
        """Count the rows of tables, in few calls: there are hundreds of them."""
        return self._by_table("count(*)", tables)

    def digests(self, tables):
        """Digest each table's rows.

        Left out are who wrote them last, and when; and when a scheduled action is next
        due, which an update of some modules of Odoo sets anew.
        """
        values = "(to_jsonb(t) - 'write_date' - 'write_uid' - 'nextcall')::text"
        return self._by_table(
            f"count(*) || ' ' || md5(string_agg({values}, '|' ORDER BY {values}))",
            tables,
        )

    def lines(self, query):
        return set(self.databases.query(query, self.name).splitlines())

    def _by_table(self, aggregate, tables):
        queries = [f"SELECT '{name}', {aggregate} FROM \"{name}\" t" for name in tables]
        lines = set()
        # A program takes no argument of any length.
        for start in range(0, len(queries), 200):
            lines |= self.lines(" UNION ALL ".join(queries[start : start + 200]))
        return dict(line.split("|") for line in lines)


def differences(before, after):
    """Return what came, what went and what changed, by kind; nothing if all is same."""
    found = {}
    for kind in ("columns", "objects", "fields", "xml ids", "references"):
        found[f"{kind} left behind"] = sorted(after[kind] - before[kind])
    for kind in ("columns", "objects"):
        found[f"{kind} taken along"] = sorted(before[kind] - after[kind])
    for kind in ("rows", "content"):
        found[f"{kind} of tables differ"] = {
            table: (value, after[kind].get(table))
            for table, value in before[kind].items()
            if value != after[kind].get(table)
        }
    return {title: what for title, what in found.items() if what}
