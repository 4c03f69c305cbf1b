# Copyright 2026 Customer Policy Suite contributors
# License AGPL-3.0 or later (https://www.gnu.org/licenses/agpl).

from dataclasses import replace

from psycopg2 import IntegrityError

from odoo.exceptions import AccessError, ValidationError
from odoo.tests import BaseCase, tagged
from odoo.tools import mute_logger

from ..engine import milestones
from ..engine.milestones import Facts, Line
from .time_common import TimeCommon

PLAIN = Line(1, "reply", 10, False, "", False, False, False)
FACTS = Facts(7, "1/4/", "grave", "complaint", "ordinary")


@tagged("-at_install", "post_install")
class TestTargetEngine(BaseCase):
    def _choose(self, *lines):
        found = milestones.choose(lines, "reply", FACTS)
        return found and found.id

    def test_most_specific(self):
        """CMP-03 the line with most conditions that hold counts"""
        severity = replace(PLAIN, id=2, severity="grave")
        both = replace(severity, id=3, category_path="1/")
        deeper = replace(severity, id=4, category_path="1/4/")
        self.assertEqual(self._choose(PLAIN, severity), 2)
        self.assertEqual(self._choose(both, PLAIN, severity), 3)
        self.assertEqual(self._choose(both, deeper), 4)

    def test_tie(self):
        """CMP-03 of two alike the one that stands higher counts"""
        first = replace(PLAIN, id=5, sequence=1)
        self.assertEqual(self._choose(PLAIN, first), 5)

    def test_no_line(self):
        """CMP-03 conditions that do not hold, other milestones: no line"""
        for change in (
            {"milestone": "report"},
            {"company": 8},
            {"category_path": "1/5/"},
            {"severity": "minor"},
            {"complaint_kind": "leak"},
            {"demand": "enquiry"},
        ):
            self.assertIsNone(self._choose(replace(PLAIN, **change)))


class TestTarget(TimeCommon):
    def test_no_gap(self):
        """CMP-03 the last line for all cannot be deleted, archived or narrowed"""
        for name in ("reply", "resolve"):
            line = self._target(name)
            with self.assertRaises(ValidationError):
                line.unlink()
            for vals in ({"active": False}, {"severity": "minor"}):
                with (
                    self.subTest(name=name, vals=vals),
                    self.assertRaises(ValidationError),
                ):
                    line.write(vals)
        line = self._target("reply")
        with self.assertRaises(ValidationError):
            self.targets.create(
                {"name": "Never", "milestone": "confirm", "is_waived": True}
            )
        line.copy({"name": "The same again"})
        line.unlink()

    def test_setting(self):
        """CMP-03 where no target holds, the company's setting does"""
        self._target("acknowledge").unlink()
        self.company.complaint_default_days = 3
        complaint = self._new_complaint()
        milestone = self._get(complaint, "acknowledge")
        self.assertEqual((milestone.value, milestone.unit), (3, "calendar_days"))

    def test_bad_values(self):
        """CMP-03 no time at all, half a working day, a reply not asked for"""
        line = self._target("reply")
        with self.assertRaises(ValidationError):
            line.write({"value": 1.5, "unit": "days"})
        with self.assertRaises(ValidationError):
            line.is_waived = True
        with self.assertRaises(IntegrityError), mute_logger("odoo.sql_db"):
            line.value = 0
            line.flush_recordset()

    def test_copied_figures(self):
        """CMP-03 what is done keeps the target as it was"""
        complaint = self._new_complaint()
        complaint.action_report()
        self._target("report").value = 5
        self._run("replan")
        self.assertEqual(self._get(complaint, "report").value, 1)

    def test_rights(self):
        """CMP-03 managers set targets, all read them"""
        line = self._target("reply")
        self.assertTrue(line.with_user(self.user).name)
        with self.assertRaises(AccessError):
            line.with_user(self.officer).value = 3
        line.with_user(self.manager).value = 3
        self.assertTrue(line.with_user(self.auditor).name)

    def test_company(self):
        """CMP-03 a line of another company is no line of this one"""
        other = self.env["res.company"].create({"name": "Elsewhere"})
        self.targets.create(
            {"name": "Elsewhere", "milestone": "reply", "company_id": other.id}
        )
        complaint = self._new_complaint()
        self.assertEqual(self._get(complaint, "reply").target_id, self._target("reply"))
