# Copyright 2026 Customer Policy Suite contributors
# License AGPL-3.0 or later (https://www.gnu.org/licenses/agpl).
"""Who may do what with each model of the suite: tried, and written to docs/roles.md."""

from generated_docs import check_or_write, table
from sample_records import sample
from suite import addons
from suite.layout import ROOT

from odoo.tests import TransactionCase, new_test_user, tagged
from odoo.tools import mute_logger

DOCUMENT = ROOT / "docs" / "roles.md"
# A role's column and its groups; a column whose groups are not installed is left out.
ROLES = {
    "public": "base.group_public",
    "portal": "base.group_portal",
    "employee": "base.group_user",
    "accountant (read)": "base.group_user,account.group_account_readonly",
    "user": "base.group_user,crm_policy.group_user",
    "officer": "base.group_user,crm_policy.group_officer",
    "manager": "base.group_user,crm_policy.group_manager",
    "auditor": "base.group_user,crm_policy.group_auditor",
}
OPERATIONS = {"R": "read", "W": "write", "C": "create", "D": "unlink"}
INTRODUCTION = """\
# Roles and models

Made by `tests/test_roles_matrix.py`, which tries each right as each role; `make docs`
rewrites it.

**R**ead, **W**rite, **C**reate, **D**elete, **E**xport; `·` is refused. A small letter:
only some records, as a record rule says (tried on a record that belongs to nobody the
role knows). "accountant (read)" is an accounting user without a policy role.
"""


@tagged("post_install", "-at_install")
class TestRolesMatrix(TransactionCase):
    def test_roles_matrix(self):
        users = self._users()
        parts = [INTRODUCTION]
        for addon, manifest in addons.discover().items():
            models = self._models_of(addon)
            if not models:
                continue
            rows = [
                [
                    f"`{model._name}`",
                    *(self._rights(model, user) for user in users.values()),
                ]
                for model in models
            ]
            parts.append(f"## {manifest['name']} (`{addon}`)\n")
            parts.append("\n".join(table(["model", *users], rows)) + "\n")
        check_or_write(self, DOCUMENT, "\n".join(parts))

    def _users(self):
        known = {
            f"{data.module}.{data.name}"
            for data in self.env["ir.model.data"].search([("model", "=", "res.groups")])
        }
        return {
            role: new_test_user(self.env, f"matrix {role}", groups=groups)
            for role, groups in ROLES.items()
            if known.issuperset(groups.split(","))
        }

    def _models_of(self, addon):
        """Return the models that an addon brings, by name."""
        registry = self.env.registry
        return [
            self.env[name]
            for name in sorted(registry)
            if registry[name]._original_module == addon and not registry[name]._abstract
        ]

    def _row(self, model, users):
        return [f"`{model._name}`", *(self._rights(model, user) for user in users)]

    def _rights(self, model, user):
        record = sample(self.env, model._name)
        letters = [
            self._letter(letter, operation, model.with_user(user), record)
            for letter, operation in OPERATIONS.items()
        ]
        may_export = letters[0] != "·" and user.has_group("base.group_allow_export")
        letters.append(("e" if letters[0].islower() else "E") if may_export else "·")
        return " ".join(letters)

    @mute_logger("odoo.addons.base.models.ir_rule", "odoo.addons.base.models.ir_access")
    def _letter(self, letter, operation, model, record):
        if not model.browse().has_access(operation):
            return "·"
        allowed = model.browse(record.ids).has_access(operation)
        return letter if allowed else letter.lower()
