# Copyright 2026 Customer Policy Suite contributors
# License AGPL-3.0 or later (https://www.gnu.org/licenses/agpl).

import base64

from freezegun import freeze_time

from odoo.fields import Domain
from odoo.tests import tagged
from odoo.tools.convert import convert_file

from odoo.addons.crm_complaints.tests.common import NOW, ComplaintCommon
from odoo.addons.crm_policy.uninstall import forget

ADDON = "crm_complaints_satisfaction"


@tagged("post_install", "-at_install")
@freeze_time(NOW)
class TestConfirmationAnswers(ComplaintCommon):
    """A closed complaint's confirmation is an answer here (SAT-13)."""

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.answers = cls.env["crm.satisfaction.answer"]
        cls.relation = cls.env.ref("crm_satisfaction.crm_satisfaction_kind_relation")

    def _confirm(self, satisfied="yes", way="link", complaint=None, **values):
        """The customer answers; the answer of satisfaction that came of it."""
        complaint = complaint or self._new_complaint(user_id=self.user.id)
        self._bring_to(complaint, "awaiting")
        confirmation = complaint.sudo().confirmation_ids
        confirmation._answer(
            {
                "way": way,
                "satisfied": satisfied,
                "answerer_name": "Contact A",
                "comment": "Well",
                **values,
            }
        )
        return self.answers.search(
            [("complaint_confirmation_id", "=", confirmation.id)]
        )

    def test_relation(self):
        """SAT-13 kept with the relation to the customer, made where there is none"""
        answer = self._confirm(timeliness="4", attitude="3", result="2")
        subject = answer.subject_id
        self.assertEqual(subject.subject_type, "relation")
        self.assertEqual(subject.partner_id, self.customer)
        self.assertEqual(subject.unit_id, self.service)
        self.assertEqual(answer.way, "online")
        self.assertEqual(answer.contact_id, self.contact.browse())
        self.assertEqual(answer.state, "done")
        levels = {line.factor_id.code: line.level_id.code for line in answer.line_ids}
        self.assertEqual(
            levels,
            {"timeliness": "satisfied", "attitude": "fairly", "result": "average"},
        )
        measurement = answer.measurement_id
        self.assertEqual(measurement.occasion, "complaint")
        self.assertEqual(measurement.state, "open")
        # the next one of the quarter joins
        again = self._confirm("partly")
        self.assertEqual(again.measurement_id, measurement)
        self.assertEqual(set(again.line_ids.level_id.mapped("code")), {"average"})

    def test_named_object(self):
        """SAT-13 the object that the complaint is about comes first"""
        subject = self.env["crm.satisfaction.subject"].create(
            {
                "name": "Tower",
                "kind_id": self.relation.id,
                "unit_id": self.service.id,
                "user_id": self.user.id,
                "partner_id": self.customer.id,
            }
        )
        complaint = self._new_complaint(
            user_id=self.user.id, satisfaction_subject_id=subject.id
        )
        answer = self._confirm(complaint=complaint)
        self.assertEqual(answer.subject_id, subject)
        self.assertEqual(subject.complaint_count, 1)

    def test_not_satisfied(self):
        """SAT-13 the complaint goes on by itself: no second one comes of it"""
        complaints = self.env["crm.complaint"]
        before = complaints.search_count(Domain.TRUE)
        answer = self._confirm("no")
        self.assertTrue(answer.is_dissatisfied)
        self.assertFalse(answer.complaint_ids)
        self.assertEqual(
            self.env["crm.complaint"].search_count(Domain.TRUE), before + 1
        )
        self.assertFalse(answer.measurement_id.activity_ids)

    def test_paper(self):
        """SAT-09 SAT-13 on paper with the scan, signed and stamped"""
        answer = self._confirm(
            way="paper",
            scan=base64.b64encode(b"%PDF-1.4"),
            scan_name="form.pdf",
            is_signed=True,
        )
        self.assertEqual(answer.way, "paper")
        self.assertTrue(answer.is_signed and answer.is_stamped)
        self.assertEqual(answer.attachment_ids.name, "form.pdf")

    def test_without_customer(self):
        """SAT-13 nothing can be measured without a customer: the case says so"""
        complaint = self._new_complaint(
            user_id=self.user.id, partner_id=False, contact_name="Somebody"
        )
        self.assertFalse(self._confirm(complaint=complaint))
        said = " ".join(complaint.sudo().message_ids.mapped("body"))
        self.assertIn("counts in no measurement", said)

    def test_finished_after_quarter(self):
        """SAT-13 once the quarter is over its answers stand; unanswered ones end"""
        answer = self._confirm(timeliness="4", attitude="3", result="2")
        measurement = answer.measurement_id
        empty = measurement.copy({"date_to": measurement.date_to})
        empty.sudo().action_open()
        cron = self.env.ref(
            "crm_complaints_satisfaction.ir_cron_satisfaction_finish_complaints"
        )
        with self.enter_registry_test_mode():
            cron.method_direct_trigger()
            self.assertEqual(measurement.state, "open")
            with freeze_time(f"{measurement.date_to} 20:00:00") as clock:
                clock.tick(86400)
                cron.method_direct_trigger()
        self.assertEqual((measurement.state, empty.state), ("done", "cancelled"))
        self.assertFalse(measurement.subject_id.has_score)

    def test_counted_by_setting(self):
        """SAT-13 beside the score, unless the settings count it"""
        self.assertFalse(self._confirm().measurement_id.is_rolled_up)
        self.env["crm.satisfaction.measurement"].search(Domain.TRUE)._cancel("Test")
        self.company.satisfaction_complaint_in_score = True
        self.assertTrue(self._confirm().measurement_id.is_rolled_up)

    def _get_delivered(self):
        """The factor set and its kind of business; nothing while uninstalled."""
        return [
            self.env.ref(f"{ADDON}.{name}", raise_if_not_found=False)
            for name in ("set_complaint", "kind_complaint")
        ]

    def _install_again(self):
        convert_file(
            self.env, ADDON, "data/crm_satisfaction_set_data.xml", {}, mode="init"
        )

    def test_uninstalled_while_used(self):
        """SAT-13 answers keep the questions they were asked, taken up as they are"""
        answer = self._confirm()
        used, kind = delivered = self._get_delivered()
        self.assertEqual(answer.measurement_id.set_id, used)
        kind.name = used.name = "How We Handled It"
        factors = used.factor_ids
        forget(self.env, ADDON)
        self.assertEqual(self._get_delivered(), [None, None])
        self.assertEqual(answer.measurement_id.set_id.exists(), used)
        self.assertEqual(answer.line_ids.factor_id.exists(), factors)
        self._install_again()
        self.assertEqual(self._get_delivered(), delivered)
        self.assertEqual(used.factor_ids, factors)
        self.assertEqual({used.name, kind.name}, {"How We Handled It"})

    def test_uninstalled_unused(self):
        """SAT-13 a set that asked nobody goes with its kind of business, and returns"""
        used, kind = self._get_delivered()
        forget(self.env, ADDON)
        self.assertFalse(used.exists() or kind.exists())
        self._install_again()
        again, kind = self._get_delivered()
        self.assertEqual((again.kind_id, again.state), (kind, "approved"))
        self.assertEqual(again.factor_ids.mapped("weight"), [50, 25, 25])
