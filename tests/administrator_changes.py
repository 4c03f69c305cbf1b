# Copyright 2026 Customer Policy Suite contributors
# License AGPL-3.0 or later (https://www.gnu.org/licenses/agpl).
"""Fed to Odoo's shell: an administrator makes everything different that is settable.

All that an addon delivered to be changed gets another name, order and weight, is
switched off if it can be, and runs at other times.
"""
# ruff: noqa: F821 (env is the shell's)

from suite import addons

from odoo.tools import SQL

# Odoo's models of which addons deliver records for the administrator to change
FOREIGN = ("ir.cron", "mail.activity.type", "mail.template")
CHANGES = {
    "active": SQL("FALSE"),
    "interval_number": SQL("interval_number + 1"),
    "name": SQL("name || ' (changed)'"),
    "sequence": SQL("sequence + 100"),
    "weight": SQL("weight + 1"),
}
TRANSLATED = SQL(
    """(SELECT jsonb_object_agg(key, value || ' (changed)')
          FROM jsonb_each_text(name))"""
)


def changes(model):
    """Yield what is set on the records of a model."""
    for name, value in CHANGES.items():
        field = model._fields.get(name)
        if field and field.store and not field.compute:
            translated = name == "name" and field.translate
            yield SQL(
                "%s = %s", SQL.identifier(name), TRANSLATED if translated else value
            )


ours = list(addons.discover())
for model in env.values():
    delivered = env["ir.model.data"].search(
        [("model", "=", model._name), ("module", "in", ours)]
    )
    settable = model._original_module in ours or model._name in FOREIGN
    values = list(changes(model))
    if delivered and settable and model._auto and values:
        env.cr.execute(
            SQL(
                "UPDATE %s SET %s WHERE id = ANY (%s)",
                SQL.identifier(model._table),
                SQL(", ").join(values),
                delivered.mapped("res_id"),
            )
        )

env.cr.commit()
