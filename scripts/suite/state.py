# Copyright 2026 Customer Policy Suite contributors
# License AGPL-3.0 or later (https://www.gnu.org/licenses/agpl).
"""Small facts kept between runs."""

import json

from .layout import STATE


def load(name):
    path = STATE / f"{name}.json"
    return json.loads(path.read_text()) if path.exists() else {}


def save(name, value):
    STATE.mkdir(parents=True, exist_ok=True)
    (STATE / f"{name}.json").write_text(json.dumps(value, indent=1))


def forget(name):
    (STATE / f"{name}.json").unlink(missing_ok=True)
