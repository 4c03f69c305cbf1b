# Copyright 2026 Customer Policy Suite contributors
# License AGPL-3.0 or later (https://www.gnu.org/licenses/agpl).

import io
from datetime import datetime

from freezegun import freeze_time
from openpyxl import load_workbook

from odoo.exceptions import AccessError
from odoo.tests import tagged
from odoo.tools import SQL

from ..engine.xlsx import Column, Sheet
from .common import PolicyCommon

REPORT = "crm_policy.crm_improvement_xlsx"


@tagged("post_install", "-at_install")
@freeze_time("2026-07-01 04:00:00")
class TestXlsxReport(PolicyCommon):
    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.partner = cls.env["res.partner"].create({"name": "Harbour Trading"})
        cls.planned = cls._new_planned_improvement(
            name="=1+1", res_model="res.partner", res_id=cls.partner.id
        )
        cls.draft = cls._new_improvement(name="No stock", user_id=cls.other_user.id)
        cls.both = cls.planned | cls.draft

    def _print(self, user, docids=(), data=None):
        """Print the register as a user, through the report action."""
        content, extension = (
            self.env["ir.actions.report"]
            .with_user(user)
            ._render_xlsx(REPORT, list(docids), data or {})
        )
        self.assertEqual(extension, "xlsx")
        return load_workbook(io.BytesIO(content))

    def _rows(self, book):
        """:return: one dict a row, by column title"""
        header, *rows = book.worksheets[0].iter_rows(values_only=True)
        return [dict(zip(header, row, strict=True)) for row in rows]

    def _parameters(self, book):
        return dict(book["Parameters"].iter_rows(values_only=True))

    def test_register(self):
        book = self._print(self.officer, self.planned.ids)
        [row] = self._rows(book)
        self.assertEqual(row["Reference"], self.planned.reference)
        self.assertEqual(row["Subject"], "=1+1")
        self.assertEqual(row["State"], "Planned")
        self.assertEqual(row["Origin"], "Harbour Trading")
        self.assertEqual(row["Responsible"], self.user.name)
        self.assertEqual(row["Due Date"], datetime(2026, 7, 31))
        self.assertEqual(row["Company"], self.company.name)

    def test_times_are_in_the_policy_zone(self):
        self.env.cr.execute(
            SQL(
                "UPDATE crm_improvement SET create_date = %s WHERE id = %s",
                "2026-06-30 17:30:00",
                self.planned.id,
            )
        )
        [row] = self._rows(self._print(self.officer, self.planned.ids))
        self.assertEqual(row["Created on"], datetime(2026, 7, 1, 1, 30))

    def test_parameters(self):
        """Who, when, where and from what stands beside the figures"""
        book = self._print(self.officer, self.planned.ids)
        parameters = self._parameters(book)
        self.assertEqual(parameters["Report"], "Improvement Register")
        self.assertEqual(parameters["Created by"], self.officer.name)
        self.assertEqual(parameters["Created at"], "2026-07-01 12:00 (Asia/Shanghai)")
        self.assertEqual(parameters["Company"], self.company.name)
        self.assertEqual(parameters["Filter"], "1 selected records")
        self.assertEqual(parameters["Rows of Improvement Register"], "1")

    def test_by_domain(self):
        """Without a selection the list's own filter counts."""
        domain = [("id", "in", self.both.ids), ("state", "=", "draft")]
        improvements = self.env["crm.improvement"].with_user(self.officer)
        action = improvements.with_context(active_domain=domain).action_export_xlsx()
        book = self._print(self.officer, data=action["data"])
        self.assertEqual([row["Subject"] for row in self._rows(book)], ["No stock"])
        shown = self._parameters(book)["Filter"]
        self.assertTrue(shown.endswith("and State = Draft"), shown)
        self.assertNotIn("(", shown)

    def test_selection(self):
        action = self.planned.with_user(self.officer).action_export_xlsx()
        self.assertEqual(action["context"]["active_ids"], self.planned.ids)
        data = {"context": action["context"]}
        rows = self._rows(self._print(self.officer, data=data))
        self.assertEqual([row["Subject"] for row in rows], ["=1+1"])

    def test_access_rules_hold(self):
        """Nobody finds more in the workbook than on the screen"""
        rows = self._rows(self._print(self.user, self.both.ids))
        self.assertEqual([row["Subject"] for row in rows], ["=1+1"])
        rows = self._rows(self._print(self.auditor, self.both.ids))
        self.assertEqual(len(rows), 2)
        with self.assertRaises(AccessError):
            self._print(self.outsider, self.both.ids)

    def test_pending_changes_are_printed(self):
        self.planned.name = "Changed just now"
        [row] = self._rows(self._print(self.env.user, self.planned.ids))
        self.assertEqual(row["Subject"], "Changed just now")


@tagged("post_install", "-at_install")
class TestXlsxBase(PolicyCommon):
    """What reports of other addons build upon."""

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.report = cls.env["report.crm_policy.xlsx"]
        cls.parent = cls.env["res.partner"].create(
            {"name": "Harbour Group", "vat": "X1", "is_company": True}
        )
        cls.child = cls.env["res.partner"].create(
            {"name": "Li", "parent_id": cls.parent.id, "active": False}
        )

    def _read(self, columns, user=None, **sheet):
        """:return: the rows of a sheet as the report would write them"""
        report = self.report.with_user(user or self.env.user)
        sheet = Sheet("Data", columns, **{"model": "res.partner", **sheet})
        columns, self.hidden = report._split_columns(sheet)
        converters = [report._get_converter(sheet, column) for column in columns]
        return [
            tuple(row)
            for batch in report._get_batches(sheet, columns)
            for row in report._convert_batch(converters, batch)
        ]

    def test_archived(self):
        domain = [("id", "=", self.child.id)]
        columns = [Column("Name", field="name")]
        self.assertFalse(self._read(columns, domain=domain))
        self.assertEqual(self._read(columns, domain=domain, archived=True), [("Li",)])

    def test_paths_and_names(self):
        """A many2one gives its name, a path what stands at its end."""
        columns = [
            Column("Parent", field="parent_id"),
            Column("Tax number", field="parent_id.vat"),
            Column("Parent of parent", field="parent_id.parent_id"),
            Column("Kind", field="type"),
            Column("Created by", field="create_uid"),
        ]
        rows = self._read(columns, domain=[("id", "=", self.child.id)], archived=True)
        self.assertEqual(
            rows, [("Harbour Group", "X1", None, "Contact", self.env.user.name)]
        )

    def test_html(self):
        """HTML gives its text."""
        self.parent.comment = "<p>Pays <b>late</b></p>"
        columns = [Column("Notes", field="comment")]
        self.assertEqual(
            self._read(columns, domain=[("id", "=", self.parent.id)]),
            [("Pays *late*",)],
        )

    def test_names_that_only_python_knows(self):
        """A comodel whose name is computed is looked up once a batch."""
        columns = [Column("Group", field="group_id")]
        rule_group = self.env.ref("crm_policy.group_officer")
        access = self.env.ref("crm_policy.access_crm_improvement_officer")
        rows = self._read(
            columns, model="ir.model.access", domain=[("id", "=", access.id)]
        )
        self.assertIn(rule_group.name, rows[0][0])

    def test_sql_and_convert(self):
        columns = [
            Column(
                "Length",
                "int",
                sql=lambda model, alias, query: SQL(
                    "length(%s)", model._field_to_sql(alias, "name", query)
                ),
                convert=lambda values: [value * 2 for value in values],
            )
        ]
        self.assertEqual(
            self._read(columns, domain=[("id", "=", self.parent.id)]), [(26,)]
        )

    def test_own_rows(self):
        """A sheet may bring its rows itself: a matrix, for example."""
        rows = [(str(number), number) for number in range(5000)]
        columns = [Column("Name"), Column("Number", "int")]
        self.assertEqual(self._read(columns, model=None, rows=iter(rows)), rows)

    def test_hidden_fields_stay_hidden(self):
        """A column of a field that the reader may not see is left out, and named"""
        columns = [
            Column("Name", field="name"),
            Column("Improvements", "int", field="improvement_count"),
        ]
        rows = self._read(
            columns, user=self.outsider, domain=[("id", "=", self.parent.id)]
        )
        self.assertEqual(rows, [("Harbour Group",)])
        self.assertEqual(self.hidden, columns[1:])

    def test_linked_records_that_are_not_visible(self):
        """A path to a record outside the reader's rules gives empty cells."""
        self.parent.company_id = self.other_company
        self.child.write({"active": True, "company_id": False})
        columns = [Column("Tax number", field="parent_id.vat")]
        domain = [("id", "=", self.child.id)]
        self.assertEqual(
            self._read(columns, user=self.officer, domain=domain), [(None,)]
        )
