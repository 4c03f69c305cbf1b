# Copyright 2026 Customer Policy Suite contributors
# License AGPL-3.0 or later (https://www.gnu.org/licenses/agpl).

from freezegun import freeze_time

from odoo.tests import tagged

from .common import NOW, SatisfactionCommon


@tagged("post_install", "-at_install")
@freeze_time(NOW)
class TestCustomerFile(SatisfactionCommon):
    """Satisfaction in the customer's file, and customers that are merged (SAT-11)."""

    def _measure(self, score, date_to="2026-06-30", **values):
        measurement = self._open(date_from="2026-01-01", date_to=date_to)
        self._answer(measurement, [score] * 3, **values)
        measurement.action_done()
        return measurement

    def test_figures(self):
        """SAT-11 last score, level, trend, recommendation, open improvements"""
        self._measure(92, "2026-03-31", has_recommend=True, recommend=9)
        self._measure(70, has_recommend=True, recommend=6)
        self._measure(85, "2026-02-28", has_recommend=True, recommend=10)
        self._open()
        customer = self.customer.with_user(self.user)
        self.assertEqual(customer.satisfaction_subject_count, 1)
        self.assertEqual(customer.satisfaction_count, 3)
        self.assertEqual(customer.satisfaction_score, 70)
        self.assertEqual(customer.satisfaction_level_id.code, "average")
        self.assertFalse(customer.satisfaction_passed)
        self.assertEqual(customer.satisfaction_trend, -22)
        self.assertEqual(customer.satisfaction_asked, 3)
        self.assertAlmostEqual(customer.satisfaction_nps, 33.3, 1)
        self.assertEqual(customer.satisfaction_improvement_count, 1)
        # what does not count in the score is not the last one
        aside = self._measure(10, "2026-07-01")
        aside._decide({"is_rolled_up": False})
        customer.invalidate_recordset()
        self.assertEqual(customer.satisfaction_score, 70)
        contact = self.contact.with_user(self.user)
        self.assertEqual(contact.satisfaction_score, 70)
        self.assertEqual(contact.satisfaction_subject_count, 1)
        action = contact.action_open_satisfaction()
        self.assertEqual(action["domain"], [("partner_id", "=", self.customer.id)])

    def test_never_measured(self):
        """SAT-11 no figure is not 0"""
        other = self._new_partner("Customer B", is_company=True).with_user(self.officer)
        self.assertEqual(other.satisfaction_count, 0)
        self.assertFalse(other.satisfaction_level_id)
        self.assertFalse(other.satisfaction_trend_known)

    def test_departments_see_their_own(self):
        """SAT-07 the neighbour's scores do not stand in the file; officers see all"""
        self._measure(92)
        self.assertEqual(self.customer.with_user(self.colleague).satisfaction_count, 0)
        self.assertEqual(self.customer.with_user(self.officer).satisfaction_score, 92)
        self.assertEqual(self.customer.with_user(self.auditor).satisfaction_score, 92)

    def test_queries(self):
        """SAT-11 many customers with the queries of one"""
        self._measure(92)
        others = self.env["res.partner"].create(
            [{"name": f"Customer {number}"} for number in range(30)]
        )
        one = self._count(self.customer)
        self.assertLessEqual(self._count(self.customer | others), one)

    def _count(self, partners):
        partners = partners.with_user(self.officer)
        self.env.flush_all()
        self.env.invalidate_all()
        partners.fetch(["commercial_partner_id"])
        before = self.env.cr.sql_log_count
        partners.mapped("satisfaction_score")
        partners.mapped("satisfaction_subject_count")
        partners.mapped("satisfaction_improvement_count")
        return self.env.cr.sql_log_count - before

    def test_merged(self):
        """SAT-09 two persons become one: asked once, no answer lost"""
        other_customer = self._new_partner("Customer A (twice)", is_company=True)
        twin = self._new_partner("Contact A.", parent_id=other_customer.id)
        subject = self._new_subject(partner_id=other_customer.id, name="South Bridge")
        respondents = self.env["crm.satisfaction.respondent"]
        respondents.create(
            {
                "subject_id": self.subject.id,
                "partner_id": twin.id,
                "role_id": self.supervisor.id,
            }
        )
        measurement = self._open()
        one = self._answer(measurement, [90] * 3)
        two = self._answer(measurement, [80] * 3, contact_id=twin.id)
        measurement.action_done()
        merge = self.env["base.partner.merge.automatic.wizard"].create({})
        merge._merge((self.customer | other_customer).ids, self.customer)
        merge._merge((self.contact | twin).ids, self.contact)
        self.env.invalidate_all()
        self.assertEqual(subject.partner_id, self.customer)
        self.assertEqual((one | two).contact_id, self.contact)
        asked = self.subject.respondent_ids.filtered(
            lambda row: row.partner_id == self.contact
        )
        self.assertEqual(len(asked), 1)
        self.assertEqual(asked.role_id, self.owner)
        self.assertEqual(len(self.subject.respondent_ids), 2)
        self.assertEqual(len(subject.respondent_ids), 2)
        self.assertEqual(measurement.partner_id, self.customer)
        customer = self.customer.with_user(self.officer)
        self.assertEqual(customer.satisfaction_subject_count, 2)

    def test_archived(self):
        """SAT-11 an archived customer keeps its figures"""
        self._measure(92)
        self.customer.active = False
        self.subject.active = False
        customer = self.customer.with_user(self.officer)
        self.assertEqual(customer.satisfaction_score, 92)
        self.assertEqual(customer.satisfaction_subject_count, 0)
