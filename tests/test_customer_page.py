# Copyright 2026 Customer Policy Suite contributors
# License AGPL-3.0 or later (https://www.gnu.org/licenses/agpl).
"""The customer's form reads as one: what each area says, side by side."""

from lxml import etree

from odoo import fields
from odoo.exceptions import AccessError
from odoo.tests import tagged

from odoo.addons.crm_allocation.tests.common import AllocationCommon

TILES = [
    "action_open_grade_history",
    "action_open_ownership",
    "action_open_visits",
    "action_open_complaints",
    "action_open_satisfaction",
]


@tagged("post_install", "-at_install")
class TestCustomerPage(AllocationCommon):
    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.customer = cls._new_customer("Loyal Steel", cls.user)
        cls.complaint = cls.env["crm.complaint"].create(
            {
                "name": "Water comes in",
                "partner_id": cls.customer.id,
                "user_id": cls.officer.id,
            }
        )
        scheme = cls.env["crm.grading.scheme"]._find_leading(cls.company)
        grade = cls.env["crm.grading.grade"].search([("code", "=", "A")], limit=1)
        cls.env["crm.grading.standing"].create(
            {
                "partner_id": cls.customer.id,
                "company_id": cls.company.id,
                "scheme_id": scheme.root_id.id,
                "is_leading": True,
                "grade_id": grade.id,
                "date": "2026-01-01",
            }
        )
        cls.env.flush_all()
        cls.env.invalidate_all()

    def _get_form(self, user):
        partners = self.env["res.partner"].with_user(user)
        return etree.fromstring(partners.get_view(view_type="form")["arch"])

    def _get_band(self, user):
        [band] = self._get_form(user).xpath("//div[@name='customer_policy_band']")
        return band

    def _get_tiles(self, user):
        def place(tile):
            [order] = [
                name for name in tile.get("class").split() if name.startswith("order-")
            ]
            return order

        return [tile.get("name") for tile in sorted(self._get_band(user), key=place)]

    def _read_band(self, user):
        names = {node.get("name") for node in self._get_band(user).iter("field")} | {
            "id"
        }
        specification = {name: {} for name in names - {"id"}}
        self.env.flush_all()
        self.env.invalidate_all()
        return self.customer.with_user(user).web_read(specification)[0]

    def test_tiles(self):
        """ALC-13 CMP-11 each role finds the tiles that it may read, in one order"""
        for user in (self.user, self.officer, self.manager, self.auditor):
            self.assertEqual(self._get_tiles(user), TILES, user.login)
        self.assertEqual(self._get_tiles(self.employee), TILES[:1])

    def test_figures(self):
        """CMP-11 the owner and the auditor read the same figures"""
        self.complaint.sudo().flush_recordset()
        now = fields.Datetime.now()
        self.assertFalse(self.complaint.is_overdue)
        for user in (self.user, self.auditor):
            band = self._read_band(user)
            self.assertEqual(band["customer_owner_id"], self.user.id)
            self.assertEqual(band["complaint_open_count"], 1)
            self.assertEqual(band["complaint_overdue_count"], 0)
            self.assertFalse(band["visit_last_date"])
            self.assertFalse(band["satisfaction_score"])
        milestone = self.complaint.milestone_ids.sorted("due_on")[:1]
        self.assertTrue(milestone)
        milestone.due_on = fields.Datetime.subtract(now, hours=1)
        self.assertTrue(self.complaint.is_overdue)
        self.assertEqual(self._read_band(self.user)["complaint_overdue_count"], 1)
        self.complaint.is_waiting = True
        self.assertFalse(self.complaint.is_overdue)
        self.assertEqual(self._read_band(self.user)["complaint_overdue_count"], 0)

    def test_closed_customer(self):
        """ALC-15 a colleague who may not read the customer reads none of it"""
        for name in (
            "customer_grade_id",
            "customer_owner_id",
            "complaint_overdue_count",
        ):
            self.env.invalidate_all()
            with self.assertRaises(AccessError):
                self.customer.with_user(self.colleague).read([name])

    def test_employee(self):
        """ALC-12 who has no role reads the grade alone, however it is asked"""
        with self.assertRaises(AccessError):
            self.customer.with_user(self.employee).read(["complaint_overdue_count"])
        self.assertEqual(
            self._read_band(self.employee).keys() & {"visit_last_date"}, set()
        )

    def test_statements(self):
        """The band costs a handful of statements, whatever the areas hold"""
        self._read_band(self.user)
        with self.assertQueryCount(40):
            self._read_band(self.user)

    def test_pages(self):
        """The pages of the areas stand together, the policy's own first"""
        pages = [page.get("name") for page in self._get_form(self.manager).iter("page")]
        start = pages.index("customer_policy")
        self.assertEqual(
            pages[start : start + 3],
            ["customer_policy", "customer_complaints", "customer_satisfaction"],
        )
