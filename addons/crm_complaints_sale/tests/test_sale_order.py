# Copyright 2026 Customer Policy Suite contributors
# License AGPL-3.0 or later (https://www.gnu.org/licenses/agpl).

from freezegun import freeze_time

from odoo.exceptions import AccessError
from odoo.tests import Form, tagged

from odoo.addons.crm_complaints.tests.common import NOW, ComplaintCommon

SALES = "sales_team.group_sale_salesman_all_leads"


@tagged("post_install", "-at_install")
@freeze_time(NOW)
class TestSaleOrder(ComplaintCommon):
    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.seller = cls._new_user("cmp_seller", f"crm_policy.group_user,{SALES}")
        cls.reviewer = cls._new_user(
            "cmp_reviewer", f"crm_policy.group_auditor,{SALES}"
        )
        cls.outsider = cls._new_user("cmp_outsider", SALES)
        cls.order = cls.env["sale.order"].create(
            {"partner_id": cls.contact.id, "company_id": cls.company.id}
        )
        cls.order.action_confirm()

    def _complain(self, user=None):
        action = self.order.with_user(user or self.seller).action_complain()
        complaints = self.env[action["res_model"]].with_user(user or self.seller)
        form = Form(complaints.with_context(**action["context"]))
        form.name = "Two boxes are missing"
        return form.save()

    def _count(self, user):
        self.env.invalidate_all()
        return self.order.with_user(user).complaint_count

    def _get_buttons(self, user):
        view = self.env["sale.order"].with_user(user).get_view(view_type="form")
        names = ("action_complain", "action_open_complaints", "complaint_count")
        return [name for name in names if f'name="{name}"' in view["arch"]]

    def test_complain(self):
        """CMP-01 customer, contact and order are filled in; nothing is saved before"""
        self.order.with_user(self.seller).action_complain()
        self.assertEqual(self._count(self.officer), 0)
        complaint = self._complain()
        self.assertEqual(complaint.partner_id, self.customer)
        self.assertEqual(complaint.contact_id, self.contact)
        self.assertEqual(complaint.subject_kind, "order")
        self.assertEqual(complaint.subject_name, self.order.name)
        self.assertEqual(complaint.subject_ref, self.order)
        self.assertEqual(complaint.company_id, self.company)
        self.assertEqual(complaint.user_id, self.seller)

    def test_order_of_the_company(self):
        """CMP-01 the customer itself ordered: no contact is made up"""
        self.order.partner_id = self.customer
        complaint = self._complain()
        self.assertEqual(complaint.partner_id, self.customer)
        self.assertFalse(complaint.contact_id)

    def test_count(self):
        """CMP-01 the order shows the complaints about it that one may read"""
        mine = self._complain()
        theirs = self._new_complaint(
            self.officer, subject_ref=f"sale.order,{self.order.id}"
        )
        self._new_complaint(self.officer, subject_name=self.order.name)
        self.assertEqual(self._count(self.seller), 1)
        self.assertEqual(self._count(self.reviewer), 2)
        for user, found in ((self.seller, mine), (self.reviewer, mine | theirs)):
            action = self.order.with_user(user).action_open_complaints()
            complaints = self.env["crm.complaint"].with_user(user)
            self.assertEqual(complaints.search(action["domain"]), found)

    def test_count_of_many(self):
        """CMP-01 complaints about a list of orders are counted at once"""
        orders = self.order | self.order.copy() | self.order.copy()
        self._complain()
        orders = orders.with_user(self.reviewer)
        # what the reader may do is known afterwards
        self.assertEqual(orders.mapped("complaint_count"), [1, 0, 0])
        orders.invalidate_recordset(["complaint_count"])
        with self.assertQueryCount(1):
            orders.mapped("complaint_count")

    def test_new_order(self):
        """CMP-01 an order that is not saved yet has no complaints"""
        draft = self.env["sale.order"].with_user(self.seller).new({})
        self.assertEqual(draft.complaint_count, 0)

    def test_who_sees_it(self):
        """CMP-01 only who may read complaints; only who may write them complains"""
        every = ["action_complain", "action_open_complaints", "complaint_count"]
        self.assertEqual(self._get_buttons(self.seller), every)
        self.assertEqual(self._get_buttons(self.reviewer), every[1:])
        with self.assertRaises(AccessError):
            self._complain(self.reviewer)

    def test_neighbour(self):
        """CMP-01 who sells without a policy role sees neither button nor count"""
        self._complain()
        self.assertFalse(self._get_buttons(self.outsider))
        self.env.invalidate_all()
        with self.assertRaises(AccessError):
            self.order.with_user(self.outsider).read(["complaint_count"])
        with self.assertRaises(AccessError):
            self._complain(self.outsider)
        Form(self.order.with_user(self.outsider))

    def test_deleted_order(self):
        """CMP-01 deleting is Odoo's; the complaint keeps the order's name"""
        complaint = self._complain()
        name = self.order.name
        self.order._action_cancel()
        self.order.unlink()
        self.env.invalidate_all()
        self.assertEqual(complaint.subject_name, name)
        with Form(complaint) as form:
            form.wish = "The boxes"
        complaint.unit_id = self.service
        complaint.action_report()
        self.assertEqual(complaint.state, "reported")
