# Copyright 2026 Customer Policy Suite contributors
# License AGPL-3.0 or later (https://www.gnu.org/licenses/agpl).

from freezegun import freeze_time

from odoo.tests import tagged
from odoo.tools.convert import convert_file

from odoo.addons.crm_allocation.tests.idle_common import IdleCommon
from odoo.addons.crm_policy.uninstall import forget

ADDON = "crm_allocation_crm"
ACTION = "crm_allocation_crm.crm_allocation_action_stage"


@tagged("post_install", "-at_install")
@freeze_time("2026-07-01 01:00:00")
class TestStagesAsActions(IdleCommon):
    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.stages = cls.env["crm.stage"].search([("is_won", "=", False)], limit=2)
        contact = cls.env["res.partner"].create(
            {"name": "Buyer", "parent_id": cls.customer.id}
        )
        cls.lead = cls.env["crm.lead"].create(
            {
                "name": "Valves",
                "type": "opportunity",
                "partner_id": contact.id,
                "user_id": cls.user.id,
                "company_id": cls.company.id,
                "stage_id": cls.stages[0].id,
            }
        )

    def _move(self, user):
        self._end_transaction()
        lead = self.lead.with_user(user).sudo()
        lead = lead.with_context(tracking_disable=False, mail_notrack=False)
        lead.stage_id = self.stages[1]
        self._end_transaction()

    def _end_transaction(self):
        """What is tracked is written then; a record that is new is not tracked."""
        self.env.flush_all()
        self.env.cr.precommit.run()

    def _get_last(self):
        self.env.invalidate_all()
        return self.customer.allocation_last_on

    def test_stage(self):
        """ALC-04 a change of stage is a sales action of who made it, a note is not"""
        self.rule.exempts_opportunity = False
        self.lead.message_post(body="A note")
        self.lead.priority = "2"
        self.assertFalse(self._get_last())
        with freeze_time("2026-08-20 01:00:00"):
            self._move(self.user)
            self.assertEqual(str(self._get_last()), "2026-08-20 01:00:00")
            self.assertEqual(self.customer.allocation_last_action_id.code, "stage")
        with freeze_time("2026-09-05 02:00:00"):
            self.assertEqual(self._review()["warned"], 0)

    def test_stage_of_others(self):
        """ALC-04 who is not the owner does not keep the customer by it"""
        self._move(self.colleague)
        self.assertFalse(self._get_last())

    def test_call(self):
        """ALC-04 a call logged on an opportunity is a call with its customer"""
        with freeze_time("2026-08-20 01:00:00"):
            self._log_call(self.lead, self.user)
            self.assertEqual(str(self._get_last()), "2026-08-20 01:00:00")
            self.assertEqual(self.customer.allocation_last_action_id.code, "call")

    def test_first_contact(self):
        """ALC-07 a call that is done on an opportunity stops the clock"""
        self._transfer(self.customer, "reassignment", user_id=self.colleague.id)
        self._transfer(self.customer, "reassignment", user_id=self.user.id)
        contact = self.env["crm.allocation.contact"].search(
            [("partner_id", "=", self.customer.id), ("state", "=", "open")]
        )
        self._log_call(self.lead, self.user)
        self.assertEqual(contact.state, "contacted")
        self.assertEqual(contact.stop_event, "Call: Valves")

    def test_open_opportunity(self):
        """ALC-04 an open opportunity keeps the customer with its owner, by setting"""
        with freeze_time("2026-09-20 02:00:00"):
            self.assertEqual(self._review()["warned"], 0)
            self.lead.action_set_lost()
            self.assertEqual(self._review()["warned"], 1)
            self.lead.action_unarchive()
            self.assertEqual(self._review()["withdrawn"], 1)
            self.assertEqual(self._get_idle().withdrawn_because, "exempt")
            self.rule.exempts_opportunity = False
            self.assertEqual(self._review()["warned"], 1)

    def _install_again(self):
        convert_file(
            self.env, ADDON, "data/crm_allocation_action_data.xml", {}, mode="init"
        )

    def test_uninstalled_while_used(self):
        """ALC-04 a case keeps the kind of its last action; the addon finds it again"""
        self.rule.exempts_opportunity = False
        action = self.env.ref(ACTION)
        with freeze_time("2026-08-20 01:00:00"):
            self._move(self.user)
        with freeze_time("2026-10-15 01:00:00"):
            self._review()
        idle = self._get_idle()
        self.assertEqual(idle.last_action_id, action)
        action.write({"name": "Deal Moved On", "active": False})
        forget(self.env, ADDON)
        self.assertFalse(self.env.ref(ACTION, raise_if_not_found=False))
        self.assertEqual(idle.last_action_id.exists(), action)
        self._install_again()
        self.assertEqual(self.env.ref(ACTION), action)
        self.assertEqual((action.name, action.active), ("Deal Moved On", False))

    def test_uninstalled_unused(self):
        """ALC-04 a kind of action no case names goes, and counts when it is back"""
        action = self.env.ref(ACTION)
        forget(self.env, ADDON)
        self.assertFalse(action.exists())
        self._install_again()
        self.assertIn(self.env.ref(ACTION), self.company.allocation_action_ids)
