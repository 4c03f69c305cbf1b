# Copyright 2026 Customer Policy Suite contributors
# License AGPL-3.0 or later (https://www.gnu.org/licenses/agpl).
"""A record of any model, made with as little as the model demands."""

from psycopg2 import Error as DatabaseError

from odoo import Command
from odoo.exceptions import AccessError, UserError
from odoo.tools import mute_logger

# Values by field type; nothing depends on the day of the run.
VALUES = {
    "boolean": False,
    "char": "Sample",
    "date": "2026-06-30",
    "datetime": "2026-06-30 12:00:00",
    "float": 1.0,
    "html": "<p>Sample</p>",
    "integer": 1,
    "monetary": 1.0,
    "text": "Sample",
}
DEPTH = 4


def sample(env, model_name, depth=DEPTH):
    """Return one record of the model, made if there is none, or an empty recordset."""
    model = env[model_name].sudo()
    if model._abstract:
        return model
    found = model.search([], limit=1, order="id")
    if found or not depth or not model._auto:
        return found
    try:
        with mute_logger("odoo.sql_db"), env.cr.savepoint():
            return model.create(_values(model, depth))
    except (AccessError, UserError, ValueError, TypeError, DatabaseError):
        # The model demands more than can be guessed: only its rights are tried.
        env.invalidate_all()
        return model


def _values(model, depth):
    values = model.default_get(list(model._fields))
    for name, field in model._fields.items():
        demanded = field.required and field.store and not field.compute
        if demanded and not values.get(name):
            values[name] = _value(model, field, depth)
    return values


def _value(model, field, depth):
    if field.type == "selection":
        return field.get_values(model.env)[0]
    if field.type == "many2one":
        return sample(model.env, field.comodel_name, depth - 1).id
    if field.type in ("many2many", "one2many"):
        return [Command.set(sample(model.env, field.comodel_name, depth - 1).ids)]
    if field.type in ("reference", "many2one_reference"):
        return False
    return VALUES.get(field.type)
