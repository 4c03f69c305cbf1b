# Copyright 2026 Customer Policy Suite contributors
# License AGPL-3.0 or later (https://www.gnu.org/licenses/agpl).
# ruff: noqa: F821 (env is the shell's)
"""Fed to Odoo's shell: a record of each model of the suite, that refers to others."""

from sample_records import sample
from suite import addons

ours = addons.discover()
for name in sorted(env.registry):
    if env.registry[name]._original_module in ours:
        sample(env, name)

env.cr.commit()
