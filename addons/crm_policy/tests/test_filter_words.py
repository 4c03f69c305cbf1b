# Copyright 2026 Customer Policy Suite contributors
# License AGPL-3.0 or later (https://www.gnu.org/licenses/agpl).

from odoo.fields import Domain

from .common import PolicyCommon


class TestFilterWords(PolicyCommon):
    """A workbook says in words which records its filter found."""

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.words = cls.env["crm.policy.filter.words"]
        cls.harbour = cls.env["res.partner"].create({"name": "Harbour Trading"})

    def _describe(self, domain, model="res.partner"):
        return self.words._describe(model, domain)

    def test_conditions(self):
        """Fields, operators and values have the names that people read."""
        for domain, words in (
            (Domain.TRUE, "All records"),
            (Domain.FALSE, "none"),
            (
                [("parent_id", "=", self.harbour.id)],
                "Related Company = Harbour Trading",
            ),
            ([("parent_id", "=", False)], "Related Company = not set"),
            (
                [("parent_id.name", "ilike", "Har")],
                "Related Company / Name contains Har",
            ),
            ([("name", "not ilike", "x")], "Name does not contain x"),
            ([("active", "!=", False)], "Active ≠ No"),
            ([("color", ">=", 3)], "Color Index ≥ 3"),
            ([("type", "in", ["contact", "other"])], "Address Type = Contact, Other"),
            ([("id", "in", list(range(1, 20)))], "ID = one of 19"),
            ([("id", "in", [])], "ID = none"),
            ([("child_ids", "any", [("name", "=", "Li")])], "Contact = (Name = Li)"),
            (
                [("create_date", "<", "2026-06-30 17:30:00")],
                "Created on < 2026-07-01 01:30",
            ),
            ([("create_date", ">=", "today")], "Created on ≥ today"),
            ([("no_field", "=", 1)], "no_field = 1"),
        ):
            with self.subTest(words):
                self.assertEqual(self._describe(domain), words)

    def test_connections(self):
        """A mixture of "and" and "or" has brackets."""
        name, kind = ("name", "=", "A"), ("active", "=", True)
        self.assertEqual(
            self._describe(["|", name, "&", kind, "!", name]),
            "Name = A or (Active = Yes and Name ≠ A)",
        )
        self.assertEqual(
            self._describe(["!", ("color", "=?", 3)]), "not (Color Index =? 3)"
        )
        self.assertEqual(
            self._describe([kind, kind, name]),
            "Active = Yes and Active = Yes and Name = A",
        )

    def test_hidden_names(self):
        """The name of a record that the reader may not see is not told."""
        other = self.env["res.company"].create({"name": "Elsewhere"})
        self.harbour.company_id = other
        words = self.words.with_user(self.user)
        told = words._describe("res.partner", [("parent_id", "=", self.harbour.id)])
        self.assertEqual(told, f"Related Company = {self.harbour.id}")
