# Copyright 2026 Customer Policy Suite contributors
# License AGPL-3.0 or later (https://www.gnu.org/licenses/agpl).
"""A record of any model, made with as little as the model demands."""

from psycopg2 import Error as DatabaseError
from suite import addons

from odoo import Command, fields
from odoo.exceptions import AccessError, UserError
from odoo.tests import new_test_user
from odoo.tools import SQL, mute_logger

# Values by field type.
VALUES = {
    "boolean": False,
    "char": "Sample",
    "date": fields.Date.today(),
    "datetime": fields.Datetime.now().replace(microsecond=0),
    "float": 1.0,
    "html": "<p>Sample</p>",
    "integer": 1,
    "json": [1],
    "monetary": 1.0,
    "text": "Sample",
}
DEPTH = 4


def _one(model_name):
    return lambda env: sample(env, model_name).id


def _owned(field):
    return lambda env: sample(env, "crm.ownership")[field].id


def _classed_customer(env):
    partner = sample(env, "crm.ownership").partner_id
    partner.allocation_class_id = sample(env, "crm.allocation.class")
    return partner.id


def _published_result(env):
    """Return a result that can be appealed against, whatever else that takes."""
    result = sample(env, "crm.grading.result")
    env.flush_all()
    # raw SQL: the way to a published round is long, and not tried here
    env.cr.execute(
        SQL(
            "UPDATE crm_grading_round SET kind = 'regular', state = 'published',"
            " appeal_until = %s WHERE id = %s",
            fields.Date.today(),
            result.round_id.id,
        )
    )
    env.invalidate_all()
    return result.id


def _other_person(env):
    return new_test_user(env, "sample successor").id


def _evidence(env):
    attachment = env["ir.attachment"].create({"name": "Sample", "raw": b"Sample"})
    return [Command.set(attachment.ids)]


def _case(**values):
    def make(env):
        model = env["crm.complaint"]
        return model.create(_values(model, DEPTH, bare=True) | values).id

    return make


def _asked_factor(env):
    asked = sample(env, "crm.satisfaction.answer").measurement_id
    asked.set_id = asked.set_id or sample(env, "crm.satisfaction.set")
    factors = asked.set_id.factor_ids
    return (factors or sample(env, "crm.satisfaction.factor"))[0].id


# What models demand that their fields do not tell.
DEMANDED = {
    "crm.allocation.handover.successor": {"user_id": _other_person},
    "crm.allocation.idle.rule.line": {"class_id": _one("crm.allocation.class")},
    "crm.allocation.mismatch": {
        "partner_id": _classed_customer,
        "user_id": _owned("user_id"),
    },
    "crm.allocation.pool.limit": {"level_id": _one("crm.allocation.level")},
    "crm.allocation.sample": {"item": lambda env: "Sample"},
    "crm.allocation.swap.line": {"partner_id": _owned("partner_id")},
    "crm.allocation.target": {"class_id": _one("crm.allocation.class")},
    "crm.complaint.accountability": {"complaint_id": _case(kind="leak")},
    "crm.complaint.remedy": {"complaint_id": _case(kind="information")},
    "crm.grading.agreement": {"evidence_ids": _evidence},
    "crm.grading.appeal": {"result_id": _published_result},
    "crm.ownership": {
        "user_id": lambda env: env.ref("base.user_admin").id,
        "source": lambda env: "allocation",
    },
    "crm.satisfaction.answer.line": {"factor_id": _asked_factor},
    "crm.visit.intention": {"partner_id": _one("res.partner")},
}


def fill_models(env):
    """Return a record of each model of the suite, by name, where one can be made.

    Reports come last: they show what the others hold.
    """
    ours = addons.discover().keys()
    registry = env.registry
    names = [name for name in registry if registry[name]._original_module in ours]
    names.sort(key=lambda name: (not _is_stored(env[name]), name))
    return {name: sample(env, name) for name in names if not registry[name]._abstract}


def sample(env, model_name, depth=DEPTH):
    """Return one record of the model, made if there is none, or an empty recordset."""
    model = env[model_name].sudo()
    if model._abstract:
        return model
    found = model.search([], limit=1, order="id")
    if found or not depth or not _is_stored(model):
        return found
    for bare in (True, False):
        try:
            with mute_logger("odoo.sql_db"), env.cr.savepoint():
                return model.create(_values(model, depth, bare))
        except (AccessError, UserError, ValueError, TypeError, DatabaseError):
            # It demands more than can be guessed.
            env.invalidate_all()
    return model


def _is_stored(model):
    return model._auto and model._table_query is None


def _values(model, depth, bare):
    """Return the values of a record.

    :param bare: leave to the model what it computes itself
    """
    values = model.default_get(list(model._fields))
    values |= {
        name: value(model.env) for name, value in DEMANDED.get(model._name, {}).items()
    }
    for name, field in model._fields.items():
        demanded = field.required and field.store and not field.related
        guessed = demanded and not (bare and field.compute)
        if guessed and not values.get(name):
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
