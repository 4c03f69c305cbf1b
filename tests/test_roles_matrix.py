# Copyright 2026 Customer Policy Suite contributors
# License AGPL-3.0 or later (https://www.gnu.org/licenses/agpl).
"""Who may do what with each model of the suite: tried, and written to docs/roles.md."""

from generated_docs import check_or_write, table
from roles import ROLES, STRANGER, make_stranger, make_user
from sample_records import fill_models
from suite import addons
from suite.layout import ROOT

from odoo.exceptions import UserError
from odoo.tests import TransactionCase, tagged
from odoo.tools import SQL, mute_logger

DOCUMENT = ROOT / "docs" / "roles.md"
REFUSED = "·"
OPERATIONS = {"R": "read", "W": "write", "C": "create", "D": "unlink"}
INTRODUCTION = """\
# Roles and models

Made by `tests/test_roles_matrix.py`, which tries each right as each role; `make docs`
rewrites it.

**R**ead, **W**rite, **C**reate, **D**elete, **E**xport; `·` is refused. A small letter:
only some records, as a record rule says. "accountant (read)" is an accounting user
without a policy role, "other company's manager" a manager who knows a second company
only.

What is tried: on a record of the first company that belongs to nobody the role knows,
Odoo is asked for each right, by its access lists and its record rules together. Who may
read then reads every field of the record that the role sees, and who may read exports
them all as the list's *Export* does. Records are not changed for the sake of the table:
what a rule of business refuses later (a closed case, a decision on oneself) is not in
it. `*` behind a model: no record could be made for the trial, so that the letters are
those of the access lists alone.
"""


# Catalogues that all companies share: words to choose from, which tell of nobody.
SHARED = {
    "crm.allocation.action",
    "crm.allocation.class",
    "crm.allocation.dealer.criterion",
    "crm.allocation.intake.channel",
    "crm.allocation.level",
    "crm.allocation.sample.kind",
    "crm.allocation.violation.rule",
    "crm.complaint.cause",
    "crm.complaint.channel",
    "crm.complaint.execution.kind",
    "crm.complaint.measure",
    "crm.customer.kind",
    "crm.customer.size",
    "crm.customer.source",
    "crm.grading.credit.grade",
    "crm.grading.dimension",
    "crm.grading.grade",
    "crm.grading.indicator",
    "crm.grading.level",
    "crm.policy.shared.domain",
    "crm.sales.channel",
    "crm.satisfaction.award.grade",
    "crm.satisfaction.check.item",
    "crm.satisfaction.kind",
    "crm.satisfaction.paper.type",
    "crm.satisfaction.role",
    "crm.satisfaction.timing",
    "crm.visit.advantage",
    "crm.visit.cancel.reason",
    "crm.visit.channel",
    "crm.visit.channel.item",
    "crm.visit.cold.reason",
    "crm.visit.competitor",
    "crm.visit.content",
    "crm.visit.criterion",
    "crm.visit.event.kind",
    "crm.visit.focus",
    "crm.visit.intention.level",
    "crm.visit.quality",
    "crm.visit.type",
}


@tagged("post_install", "-at_install")
class TestRolesMatrix(TransactionCase):
    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.users = {role: make_user(cls.env, role) for role in ROLES}
        cls.users[STRANGER] = make_stranger(cls.env)
        cls.users = {role: user for role, user in cls.users.items() if user}
        cls.records = fill_models(cls.env)
        cls.env.flush_all()

    def test_roles_matrix(self):
        parts = [INTRODUCTION]
        for addon, manifest in addons.discover().items():
            rows = [
                [
                    f"`{name}`" if record else f"`{name}` *",
                    *(self._rights(record, user) for user in self.users.values()),
                ]
                for name, record in sorted(self.records.items())
                if self.env.registry[name]._original_module == addon
            ]
            if rows:
                parts.append(f"## {manifest['name']} (`{addon}`)\n")
                parts.append("\n".join(table(["model", *self.users], rows)) + "\n")
        check_or_write(self, DOCUMENT, "\n".join(parts))

    @mute_logger("odoo.addons.base.models.ir_rule", "odoo.addons.base.models.ir_access")
    def _rights(self, record, user):
        """Return the letters of a user's rights on a model."""
        tried = record.with_user(user)
        letters = [
            self._letter(letter, operation, tried)
            for letter, operation in OPERATIONS.items()
        ]
        if letters[0] == "R" and record:
            with self.subTest(model=record._name, user=user.login):
                self._read(tried)
        letters.append(self._export_letter(tried, letters[0]))
        return " ".join(letters)

    @staticmethod
    def _letter(letter, operation, record):
        if not record.browse().has_access(operation):
            return REFUSED
        return letter if record.has_access(operation) else letter.lower()

    def _read(self, record):
        """Read all that the role sees, from the database and not from memory."""
        self.env.invalidate_all()
        record.read(list(record.fields_get(attributes=[])))

    def _export_letter(self, record, reading):
        if reading == REFUSED:
            return REFUSED
        names = self._exportable(record)
        try:
            record.browse().export_data(names)
        except UserError:
            return REFUSED
        if reading == "R":
            record.export_data(names)
        return "E" if reading == "R" else "e"

    @staticmethod
    def _exportable(record):
        """Return the fields to export."""
        fields = record.fields_get(attributes=["exportable", "relation"])
        return [
            name
            for name, field in fields.items()
            # the id of a report's row is no external id: Odoo refuses it
            if field["exportable"] and name != "id"
            # what administrators of Odoo read, such as its models
            if record.env[field.get("relation", record._name)].has_access("read")
        ]

    def test_other_company_is_closed(self):
        """Who is all there is in another company meets no record of this one."""
        stranger = self.users[STRANGER]
        stranger.group_ids += self.env.ref("crm_policy.group_auditor")
        read = {
            name: record
            for name, record in self.records.items()
            if not record._transient and record.with_user(stranger).has_access("read")
        }
        shared = {name for name in read if not self._follows_company(name)}
        self.assertEqual(shared, SHARED)
        for name in read.keys() - shared:
            with self.subTest(model=name):
                self.assertFalse(self._company(read[name]), "open to another company")
                rules = self.env["ir.rule"].with_user(stranger)
                self.assertIn("company_id", str(rules._compute_domain(name)))

    def test_dialogs_are_ones_own(self):
        """What somebody enters in a dialog is open to nobody else, whatever the role"""
        dialogs = {name: one for name, one in self.records.items() if one._transient}
        for name, record in dialogs.items():
            for role, user in self.users.items():
                entered = record.with_user(user)
                with self.subTest(model=name, role=role):
                    self.assertTrue(record, "no dialog could be made for the trial")
                    self.assertFalse(entered.has_access("read"))
                    if entered.browse().has_access("create"):
                        self._assert_own(record, user)

    def _assert_own(self, record, user):
        """Assert that who entered the record may read and change it."""
        # raw SQL: nobody can enter a record in somebody's name
        self.env.cr.execute(
            SQL(
                "UPDATE %s SET create_uid = %s WHERE id = %s",
                SQL.identifier(record._table),
                user.id,
                record.id,
            )
        )
        record.invalidate_recordset(["create_uid"])
        self.assertTrue(record.with_user(user).has_access("write"))

    def _follows_company(self, name):
        return "company_id" in self.env[name]._fields or bool(self._parents(name))

    def _company(self, record):
        """Return whose the record is; nothing, if all companies share it."""
        if "company_id" in record._fields:
            return record.company_id
        parents = [record[field] for field in self._parents(record._name)]
        return any(self._company(parent) for parent in parents)

    def _parents(self, name):
        """Return the fields by which a model is part of what belongs to a company."""
        return [
            field.name
            for field in self.env[name]._fields.values()
            if field.type == "many2one"
            and field.required
            and field.ondelete == "cascade"
            and field.comodel_name in self.records
            and self._follows_company(field.comodel_name)
        ]
