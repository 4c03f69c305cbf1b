# Copyright 2026 Customer Policy Suite contributors
# License AGPL-3.0 or later (https://www.gnu.org/licenses/agpl).
"""What columns and relations are called in the statement of a round."""

from odoo.tools import SQL

ASSESSED = "assessed"


def fact_key(indicator):
    if indicator.method == ASSESSED:
        return (f"{ASSESSED}_{indicator.code}", 0)
    return (indicator.fact, indicator.window)


def fallback_key(indicator):
    if indicator.fallback == ASSESSED:
        return (f"{ASSESSED}_{indicator.code}", 0)
    return (indicator.fallback, indicator.window)


def source_name(key):
    return SQL.identifier(f"source_{key}")


def column_name(key, name):
    code, window = key
    return f"{code}_{window}_{name}"


def value_name(key):
    return SQL.identifier(column_name(key, "figure"))


def step_name(kind, position):
    return SQL.identifier(f"{kind}_{position}")
