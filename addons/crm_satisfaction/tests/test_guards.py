# Copyright 2026 Customer Policy Suite contributors
# License AGPL-3.0 or later (https://www.gnu.org/licenses/agpl).

from freezegun import freeze_time

from odoo.exceptions import AccessError, UserError, ValidationError
from odoo.fields import Command, Domain
from odoo.tests import tagged

from .common import NOW
from .score_common import ScoreCommon


@tagged("post_install", "-at_install")
@freeze_time(NOW)
class TestGuards(ScoreCommon):
    """What the measured department can change of its own result, and what not."""

    def _wizard(self, action, user):
        wizard = self.env[action["res_model"]].with_user(user)
        return wizard.with_context(**action["context"]).create({"reason": "Enough"})

    def _own(self, record, user):
        return self.env[record._name].with_user(user).browse(record.id)

    def test_object_of_another_department(self):
        """SAT-01 SAT-06 nobody measures or plans what another one answers for"""
        with self.assertRaises(AccessError):
            self._new_measurement(self.colleague, user_id=self.colleague.id)
        own = self._new_subject(
            name="Gauge", unit_id=self.quality.id, user_id=self.colleague.id
        )
        measurement = self._new_measurement(self.colleague, subject_id=own.id)
        with self.assertRaises(AccessError):
            measurement.subject_id = self.subject
        plan = self.env["crm.satisfaction.plan"].with_user(self.colleague)
        plan = plan.create({"year": 2026, "unit_id": self.quality.id})
        line = {
            "plan_id": plan.id,
            "subject_id": self.subject.id,
            "date_from": "2026-09-01",
            "date_to": "2026-09-30",
        }
        with self.assertRaises(AccessError):
            plan.line_ids.create(line)
        line = plan.line_ids.create({**line, "subject_id": own.id})
        with self.assertRaises(AccessError):
            line.subject_id = self.subject

    def test_what_follows_is_not_written(self):
        """SAT-01 department, customer, number and quarter follow; context or not"""
        measurements = self.env["crm.satisfaction.measurement"].with_user(self.user)
        measurement = measurements.with_context(
            default_unit_id=self.quality.id,
            default_year=2020,
            default_reference="X",
        ).create(
            {
                "subject_id": self.subject.id,
                "date_from": "2026-06-01",
                "date_to": "2026-06-30",
                "unit_id": self.quality.id,
            }
        )
        self.assertEqual(measurement.unit_id, self.service)
        self.assertEqual(measurement.year, 2026)
        self.assertNotEqual(measurement.reference, "X")
        for vals in (
            {"unit_id": self.quality.id},
            {"company_id": self.env.company.id},
            {"partner_id": self.contact.id},
            {"kind_id": self.kind.id},
            {"year": 2020},
            {"quarter": "1"},
            {"reference": "X"},
        ):
            with self.assertRaises(UserError):
                self._own(measurement, self.manager).write(vals)

    def test_over_stays(self):
        """SAT-07 dates, occasion and who measured are fixed once it is over"""
        measurement = self._open()
        measurement.date_to = "2026-07-15"
        self._answer(measurement, [90, 90, 90])
        measurement.action_done()
        for vals in (
            {"date_to": "2026-03-31"},
            {"date_from": "2026-01-01"},
            {"closing_on": "2026-12-31"},
            {"occasion": "quarter"},
            {"agency_id": self.inspector.id},
            {"user_id": self.head.id},
        ):
            with self.assertRaisesRegex(UserError, "is over"):
                self._own(measurement, self.manager).write(vals)

    def test_who_finishes(self):
        """SAT-01 who carries it out, the head or an officer; early with a reason"""
        member = self._new_user("sat_member", "crm_policy.group_user")
        self.service.user_ids += member
        measurement = self._open()
        self._answer(measurement, [90, 90, 90])
        with self.assertRaisesRegex(UserError, "is finished by"):
            self._own(measurement, member).action_done()
        draft = self._answer(
            measurement, [10, None, None], done=False, contact_id=self.inspector.id
        )
        for user in (self.user, self.head, self.officer):
            action = self._own(measurement, user).action_done()
            self.assertEqual(action["res_model"], "crm.policy.reason")
            self.assertIn("questionnaires still missing: 1", action["name"])
        self.assertEqual(measurement.state, "open")
        with self.assertRaisesRegex(UserError, "is finished by"):
            self._wizard(action, member).action_confirm()
        self._wizard(action, self.head).action_confirm()
        self.assertEqual((measurement.state, measurement.reason), ("done", "Enough"))
        self._own(measurement, self.manager)._reopen("Once more")
        draft.unlink()
        self._own(measurement, self.head).action_done()
        self.assertEqual(measurement.state, "done")

    def test_void(self):
        """SAT-09 an officer voids what came online; kept with who and when"""
        answer = self._answer(self._open(), [10, 10, 10])
        self.assertTrue(answer.is_dissatisfied)
        answer.sudo().way = "online"
        with self.assertRaisesRegex(UserError, "Only an officer"):
            answer._void("We do not like it")
        officers = self._own(answer, self.officer)
        officers._void("Wrong object")
        self.assertEqual(answer.state, "void")
        self.assertFalse(answer.is_dissatisfied)
        self.assertEqual(answer.voided_by_id, self.officer)
        self.assertEqual(str(answer.voided_on), NOW)
        self._own(answer, self.manager)._void("Again")
        self.assertEqual(answer.voided_by_id, self.officer)
        with self.assertRaises(UserError):
            officers.write({"voided_by_id": self.user.id})

    def test_weights_and_points(self):
        """SAT-03 below officer they come from respondent, role and grade only"""
        measurement = self._open()
        answers = measurement.answer_ids.with_context(default_role_weight=500)
        values = {"measurement_id": measurement.id, "role_weight": 1000}
        self.assertEqual(answers.create(values).role_weight, 1)
        answer = answers.create({**values, "contact_id": self.contact.id})
        self.assertEqual(answer.role_weight, 1)
        with self.assertRaisesRegex(UserError, "that of its respondent"):
            answer.role_weight = 1000
        self._own(answer, self.officer).role_weight = 2
        self.assertEqual(answer.role_weight, 2)
        grade = self._grade("company")
        awards = self.env["crm.satisfaction.award"].with_user(self.user)
        award = awards.with_context(default_points=99).create(
            {"name": "Prize", "subject_id": self.subject.id, "grade_id": grade.id}
        )
        given = award.copy({"points": 100})
        self.assertEqual((award | given).mapped("points"), [grade.points] * 2)
        with self.assertRaisesRegex(UserError, "those of its grade"):
            award.points = 100
        award.grade_id = self._grade("national")
        self.assertEqual(award.points, self._grade("national").points)
        self._own(award, self.officer).points = 12
        self.assertEqual(award.points, 12)

    def test_lines_of_the_set(self):
        """SAT-02 only factors of the set count, in the questionnaire they stand in"""
        foreign = self._new_set([("Foreign", 100)]).sudo().factor_ids
        measurement = self._open()
        answer = self._answer(measurement, [61, 61, 61], done=False)
        line = {"factor_id": foreign.id, "state": "answered", "score": 100}
        with self.assertRaises(ValidationError):
            answer.line_ids.create({**line, "answer_id": answer.id})
        first, second = answer.line_ids[:2]
        with self.assertRaisesRegex(UserError, "stays with its questionnaire"):
            first.factor_id = foreign
        other = self._answer(
            measurement, [None] * 3, done=False, contact_id=self.inspector.id
        )
        with self.assertRaisesRegex(UserError, "stays with its questionnaire"):
            second.answer_id = other
        elsewhere = self._open(self._new_measurement())
        with self.assertRaisesRegex(UserError, "stays with its measurement"):
            answer.measurement_id = elsewhere
        # the statement guards as well
        self.env.flush_all()
        self.env.cr.execute(
            "UPDATE crm_satisfaction_answer_line SET factor_id = %s, score = 100, "
            "state = 'answered' WHERE id = %s",
            (foreign.id, first.id),
        )
        self.env.invalidate_all()
        answer.action_done()
        self.assertEqual(answer.score, 61)
        self.assertEqual(measurement.score_questionnaire, 61)

    def test_scans_are_shared(self):
        """SAT-09 what was attached before saving is read by whoever reads the record"""
        attachments = self.env["ir.attachment"].with_user(self.user)
        measurement = self._open()
        check = measurement.check_ids[:1]
        answer = self._answer(measurement, [None] * 3, done=False)
        award = self._award().with_user(self.user)
        paper_type = self.env["crm.satisfaction.paper.type"].search(
            Domain.TRUE, limit=1
        )
        paper = self.env["crm.satisfaction.paper"].with_user(self.user)
        paper = paper.create({"subject_id": self.subject.id, "type_id": paper_type.id})
        for record in (answer, check, award, paper):
            scan = attachments.create({"name": "scan.pdf", "raw": b"scan"})
            record.attachment_ids = [Command.link(scan.id)]
            self.assertEqual((scan.res_model, scan.res_id), (record._name, record.id))
            self.assertEqual(self._own(scan, self.officer).raw, b"scan")
            with self.assertRaises(AccessError):
                self._own(scan, self.colleague).read(["raw"])
        scan = attachments.with_user(self.officer).create({"name": "a", "raw": b"b"})
        benchmark = self.env["crm.satisfaction.benchmark"].with_user(self.officer)
        benchmark = benchmark.create(
            {
                "name": "Rival",
                "kind_id": self.kind.id,
                "source": "Press",
                "attachment_ids": [Command.link(scan.id)],
            }
        )
        self.assertEqual(scan.res_id, benchmark.id)

    def test_object_fields(self):
        """SAT-05 number and phase of an object follow; nobody writes them"""
        subject = self._new_subject(name="South Bridge", phase="ended", reference="X")
        self.assertNotEqual(subject.phase, "ended")
        before = (subject.phase, subject.reference)
        own = self._own(subject, self.manager)
        own.write({"phase": "ended", "reference": "X"})
        self.assertEqual((subject.phase, subject.reference), before)

    def test_weight_of_a_person(self):
        """SAT-01 how much a person counts is the role's, or an officer's to say"""
        respondent = self.subject.respondent_ids[0].with_user(self.user)
        with self.assertRaisesRegex(UserError, "only officers"):
            respondent.weight = 1000
        respondent.write({"role_id": self.supervisor.id, "weight": 1000})
        self.assertEqual(respondent.weight, self.supervisor.weight)
        new = respondent.create(
            {
                "subject_id": self.subject.id,
                "partner_id": self.customer.id,
                "role_id": self.owner.id,
                "weight": 1000,
            }
        )
        self.assertEqual(new.weight, self.owner.weight)
        respondent.with_user(self.officer).weight = 2
        self.assertEqual(respondent.weight, 2)
