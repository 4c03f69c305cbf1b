# Copyright 2026 Customer Policy Suite contributors
# License AGPL-3.0 or later (https://www.gnu.org/licenses/agpl).

from odoo.exceptions import AccessError
from odoo.tests import tagged
from odoo.tools import mute_logger

from .intake_common import ComplaintIntakeCommon


@tagged("post_install", "-at_install")
class TestDesk(ComplaintIntakeCommon):
    def test_each_company(self):
        """CMP-01 each company has one default desk, also companies made later"""
        company = self.env["res.company"].create({"name": "Later Ltd"})
        desks = self.env["crm.complaint.desk"]
        desk = desks.search([("company_id", "=", company.id)])
        self.assertTrue(desk.is_default)
        self.env["res.company"]._create_missing_complaint_desks()
        desk.active = False
        self.env["res.company"]._create_missing_complaint_desks()
        self.assertEqual(
            desks.with_context(active_test=False).search_count(
                [("company_id", "=", company.id)]
            ),
            1,
        )
        self.assertEqual(desks._get_default(company), desk)

    def test_several_companies_at_once(self):
        """CMP-01 companies that get their desks together get addresses of their own"""
        companies = self.env["res.company"].create([{"name": "One"}, {"name": "Two"}])
        desks = self.env["crm.complaint.desk"].search(
            [("company_id", "in", companies.ids)]
        )
        self.assertEqual(len(desks), 2)
        self.assertEqual(len(set(desks.mapped("alias_name"))), 2)

    @mute_logger("odoo.sql_db")
    def test_one_default(self):
        """CMP-01 the database allows one default desk a company"""
        desks = self.env["crm.complaint.desk"]
        with self.assertRaisesRegex(Exception, "default"), self.env.cr.savepoint():
            desks.create(
                {"name": "Second", "company_id": self.company.id, "is_default": True}
            )

    def test_address(self):
        """CMP-01 the address of a desk makes cases of the desk and its company"""
        desk = self.env["crm.complaint.desk"].create({"name": "North"})
        self.assertEqual(desk.alias_id.alias_model_id.model, "crm.complaint")
        self.assertIn(str(desk.id), desk.alias_id.alias_defaults)
        company = self.env["res.company"].create({"name": "Later Ltd"})
        desk.company_id = company
        self.assertIn(f"'company_id': {company.id}", desk.alias_id.alias_defaults)

    def test_rights(self):
        """CMP-01 managers set up desks of their companies, others read them"""
        desk = self.env["crm.complaint.desk"].with_user(self.manager)
        desk = desk.create({"name": "North", "alias_name": "north"})
        desk.alias_name = "north-2"
        for user in (self.user, self.officer, self.auditor):
            with self.subTest(user.login):
                self.assertEqual(desk.with_user(user).name, "North")
                with self.assertRaises(AccessError):
                    desk.with_user(user).name = "Mine"
        with self.assertRaises(AccessError):
            desk.with_user(self.employee).read(["name"])

    def test_default_desk_of_case(self):
        """CMP-01 a case that names no desk is the default desk's"""
        case = self._new_complaint(category_id=False)
        self.assertEqual(case.desk_id, self.desk)
        self.assertEqual(case.unit_id, self.service)

    def test_open_count(self):
        """CMP-01 the desk shows how many of its cases are open"""
        case = self._new_complaint()
        self._new_complaint().action_cancel("Typed twice")
        self.assertEqual(self.desk.open_count, 1)
        action = self.desk.action_open_complaints()
        found = self.env["crm.complaint"].search(action["domain"])
        self.assertEqual(found, case)

    def test_responsible(self):
        """CMP-01 somebody is asked: head, member, department, manager"""
        self.assertEqual(self.desk._get_responsible(), self.user)
        self.desk.user_id = False
        self.assertIn(self.desk._get_responsible(), self.user | self.colleague)
        self.desk.user_ids = False
        self.assertEqual(self.desk._get_responsible(), self.head)
        self.desk.unit_id = False
        self.assertEqual(self.desk._get_responsible(), self.manager)
