# Copyright 2026 Customer Policy Suite contributors
# License AGPL-3.0 or later (https://www.gnu.org/licenses/agpl).

from odoo import Command
from odoo.tests import HttpCase, tagged

from .common import ComplaintCommon


@tagged("post_install", "-at_install")
class TestSpecialTours(ComplaintCommon, HttpCase):
    """Special cases, each by the role that works on them."""

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        # the tours look for English words
        cls.env["res.lang"]._activate_lang("en_US")

    def test_remark(self):
        """CMP-15 a remark on the schedule becomes a complaint"""
        watch = (
            self.env["crm.complaint.watch"]
            .with_user(self.user)
            .create(
                {
                    "name": "Hall 3",
                    "partner_id": self.customer.id,
                    "unit_id": self.service.id,
                    "remark_ids": [
                        Command.create({"name": "Crane is late", "topic": "schedule"})
                    ],
                }
            )
        )
        self.start_tour("/odoo", "crm_complaints_remark", login=self.user.login)
        self.assertEqual(watch.remark_ids.complaint_id.name, "Crane is late")

    def test_remedy(self):
        """CMP-09 the general manager sends a plan back"""
        case = self._new_complaint(self.officer, kind="information")
        remedy = (
            self.env["crm.complaint.remedy"]
            .with_user(self.officer)
            .create(
                {
                    "complaint_id": case.id,
                    "wrong_data": "Old street",
                    "plan": "<p>Correct it</p>",
                }
            )
        )
        remedy.action_pass()
        # nobody is named as service manager: the manager reviews, too
        remedy.with_user(self.manager).action_pass()
        self.start_tour("/odoo", "crm_complaints_remedy", login=self.manager.login)
        self.assertEqual(remedy.current_kind, "write")

    def test_check(self):
        """CMP-13 who is below the standard is to be trained"""
        standard = self.env["crm.complaint.standard"].create(
            {"name": "Counter", "item_ids": [Command.create({"name": "Greets"})]}
        )
        check = (
            self.env["crm.complaint.service.check"]
            .with_user(self.officer)
            .create({"standard_id": standard.id, "user_id": self.user.id})
        )
        check.line_ids.mark = 5
        self.start_tour("/odoo", "crm_complaints_check", login=self.officer.login)
        self.assertEqual(check.state, "below")
