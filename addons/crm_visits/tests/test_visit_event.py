# Copyright 2026 Customer Policy Suite contributors
# License AGPL-3.0 or later (https://www.gnu.org/licenses/agpl).

from datetime import date

from freezegun import freeze_time

from odoo import Command
from odoo.exceptions import AccessError, UserError
from odoo.tests import tagged

from .common import NOW, VisitCommon


@tagged("post_install", "-at_install")
@freeze_time(NOW)
class TestVisitEvent(VisitCommon):
    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.kind = cls.env.ref("crm_visits.crm_visit_event_kind_management")
        cls.finance = cls.env.ref("crm_visits.crm_visit_event_kind_finance")

    @classmethod
    def _event(cls, user=None, **values):
        return (
            cls.env["crm.visit.event"]
            .with_user(user or cls.user)
            .create(
                {
                    "name": "New head of purchasing",
                    "partner_id": cls.customer.id,
                    "kind_id": cls.kind.id,
                    **values,
                }
            )
        )

    def _told(self, event):
        messages = event.sudo().message_ids | self.env["mail.message"].search(
            [("model", "=", event._name), ("res_id", "=", event.id)]
        )
        return messages.partner_ids

    def test_reported_at_once(self):
        """VIS-13: the leader acts, managers and people named in the settings know."""
        self.company.visit_event_user_ids = self.officer
        event = self._event()
        self.assertEqual(event.sudo().activity_ids.user_id, self.leader)
        told = self._told(event)
        self.assertIn(self.manager.partner_id, told)
        self.assertIn(self.officer.partner_id, told)
        self.assertNotIn(self.colleague.partner_id, told)

    def test_without_leader_managers_act(self):
        """VIS-13: an event never stays with one person."""
        self.store.user_id = False
        event = self._event()
        self.assertIn(self.manager, event.sudo().activity_ids.user_id)

    def test_all_read_it(self):
        """VIS-13: what is not confidential belongs to everybody with a role."""
        event = self._event()
        for reader in (self.colleague, self.leader, self.officer, self.auditor):
            self.assertTrue(event.with_user(reader).name)
        with self.assertRaises(AccessError):
            event.with_user(self.employee).read(["name"])
        with self.assertRaises(AccessError):
            event.with_user(self.colleague).name = "Changed"

    def test_confidential(self):
        """VIS-13: then reporter, leader, people named, managers and auditors only."""
        self.company.visit_event_user_ids = self.officer
        event = self._event(
            kind_id=self.finance.id, named_user_ids=[Command.set(self.colleague.ids)]
        )
        self.assertTrue(event.is_confidential)
        second = self._event(is_confidential=True)
        for reader in (self.user, self.leader, self.manager, self.auditor):
            self.assertTrue(event.with_user(reader).name)
            self.assertTrue(second.with_user(reader).name)
        self.assertTrue(event.with_user(self.colleague).name)
        for stranger in (self.officer, self.employee):
            with self.assertRaises(AccessError):
                event.with_user(stranger).read(["name"])
        with self.assertRaises(AccessError):
            second.with_user(self.colleague).read(["name"])
        self.assertNotIn(self.officer.partner_id, self._told(event))
        self.assertIn(self.colleague.partner_id, self._told(event))
        messages = self.env["mail.message"].with_user(self.officer)
        self.assertFalse(
            messages.search([("model", "=", event._name), ("res_id", "=", event.id)])
        )

    def test_acknowledged_with_a_measure(self):
        """VIS-13: the leader says what is done about it, then it is closed."""
        event = self._event()
        with self.assertRaisesRegex(UserError, "leader"):
            event.action_acknowledge()
        leader = event.with_user(self.leader)
        with self.assertRaisesRegex(UserError, "what is done"):
            leader.action_acknowledge()
        leader.measure = "Visit together next week"
        leader.action_acknowledge()
        self.assertEqual(event.acknowledged_by_id, self.leader)
        self.assertFalse(event.sudo().activity_ids)
        context = leader.action_close()["context"]
        self.env["crm.policy.reason"].with_user(self.leader).with_context(
            **context
        ).create({"reason": "Met; contract stays"}).action_confirm()
        self.assertEqual(event.state, "closed")
        self.assertEqual(event.closed_on, date(2026, 7, 1))

    def test_stays_with_its_customer(self):
        """VIS-13: neither by itself nor by its visit does it go elsewhere."""
        event = self._event()
        elsewhere = self._new_visit(partner_id=self._new_customer("Customer B").id)
        for vals in (
            {"partner_id": elsewhere.partner_id.id},
            {"visit_id": elsewhere.id},
            {"user_id": self.colleague.id},
        ):
            with self.assertRaisesRegex(UserError, "stays with its customer"):
                event.write(vals)
        event.visit_id = self._new_visit()
        self.assertEqual(event.partner_id, self.customer)

    def test_steps_are_not_written(self):
        event = self._event()
        with self.assertRaises(UserError):
            event.with_user(self.manager).write({"state": "closed"})
        with self.assertRaises(AccessError):
            event.unlink()

    def test_a_learnt_event_is_reported_before_closing(self):
        """VIS-13: the form with a tick and without an event is not closed."""
        visit = self._new_visit()
        visit.action_start()
        visit.action_end()
        self._fill(visit, has_important_event=True)
        with self.assertRaisesRegex(UserError, "Report the important event"):
            visit.action_done()
        visit.event_ids = [
            Command.create({"name": "New plant in Wuxi", "kind_id": self.kind.id})
        ]
        visit.action_done()
        self.assertEqual(visit.event_ids.partner_id, self.customer)
        self.assertEqual(self.customer.with_user(self.colleague).visit_event_count, 1)
