# Copyright 2026 Customer Policy Suite contributors
# License AGPL-3.0 or later (https://www.gnu.org/licenses/agpl).

from freezegun import freeze_time
from psycopg2.errors import CheckViolation

from odoo import Command
from odoo.exceptions import AccessError, ValidationError
from odoo.tests import Form, tagged
from odoo.tools import SQL, mute_logger

from .common import NOW
from .planning_common import TODAY, PlanningCommon


@tagged("post_install", "-at_install")
@freeze_time(NOW)
class TestVisitClass(PlanningCommon):
    def test_standard_of_the_policy(self):
        """VIS-06: four classes with methods and focus, and nobody belongs to them."""
        strategic = self.env.ref("crm_visits.crm_visit_class_strategic").sudo()
        self.assertEqual(
            set(strategic.focus_ids.mapped("name")),
            {"Mode of Cooperation", "Resources", "Quality", "Price", "Service"},
        )
        self.assertIn("executive", strategic.type_ids.mapped("code"))
        monthly = strategic.cadence_ids[0]
        self.assertEqual((monthly.type_id.code, monthly.unit), ("executive", "month"))

    def test_new_company_gets_its_own(self):
        """VIS-06: another company starts with copies of the classes."""
        company = self.env["res.company"].create({"name": "Second Ltd"})
        classes = self.env["crm.visit.class"].search([("company_id", "=", company.id)])
        self.assertEqual(len(classes), 4)
        self.assertTrue(classes.cadence_ids)
        self.assertEqual(classes.cadence_ids.company_id, company)
        # a bridge may say by itself who belongs to a class
        self.assertFalse(classes.category_ids)
        self.assertFalse(classes.kind_ids)
        self.assertFalse(any(classes.mapped("domain")))
        self.assertFalse(classes._copy_for_company(company))

    def test_copy_standard_button(self):
        """VIS-06: a company without classes copies them, others keep theirs."""
        classes = self.env["crm.visit.class"].with_user(self.manager)
        classes.action_copy_standard()
        self.assertEqual(classes.search([]), self.visit_class)
        self.cadence.unlink()
        self.visit_class.unlink()
        classes.action_copy_standard()
        self.assertEqual(len(classes.search([])), 4)

    def test_branch_has_none(self):
        """VIS-05: classes belong to the main company."""
        branch = self.env["res.company"].create(
            {"name": "Branch", "parent_id": self.company.id}
        )
        self.assertFalse(
            self.env["crm.visit.class"].search_count([("company_id", "=", branch.id)])
        )
        with self.assertRaisesRegex(ValidationError, "main company"):
            self._new_class("Branch", self.tag, company_id=branch.id)

    def test_first_class_that_holds(self):
        """VIS-05: a customer of two classes belongs to the first by sequence."""
        second = self._new_class("General", self.tag, sequence=20)
        self.visit_class.sequence = 10
        self._plan()
        self.assertEqual(self.customer.visit_class_id, self.visit_class)
        second.sequence = 5
        self._plan()
        self.assertEqual(self.customer.visit_class_id, second)

    def test_all_conditions_hold(self):
        """VIS-05: tag, kind and condition must all hold; none means nobody."""
        kind = self.env["crm.customer.kind"].search(
            [("is_special", "=", False)], limit=1
        )
        self.visit_class.write(
            {"kind_ids": kind.ids, "domain": "[('city','=','Wuxi')]"}
        )
        self._plan()
        self.assertFalse(self.customer.visit_class_id)
        self.customer.write({"customer_kind_id": kind.id, "city": "Wuxi"})
        self._plan()
        self.assertEqual(self.customer.visit_class_id, self.visit_class)
        self.visit_class.write(
            {"category_ids": [Command.clear()], "kind_ids": [Command.clear()]}
        )
        for nothing in (False, "[]"):
            self.visit_class.domain = nothing
            self.assertFalse(self.visit_class.has_condition)
            self._plan()
            self.assertFalse(self.customer.visit_class_id)

    def test_who_is_no_customer(self):
        """VIS-05: contacts, special and archived partners, colleagues do not count."""
        contact = self.env["res.partner"].create(
            {
                "name": "Buyer",
                "parent_id": self.customer.id,
                "category_id": self.tag.ids,
            }
        )
        special = self._new_tagged(
            "Bank",
            customer_kind_id=self.env["crm.customer.kind"]
            .search([("is_special", "=", True)], limit=1)
            .id,
        )
        archived = self._new_tagged("Gone", active=False)
        self.colleague.partner_id.category_id = self.tag
        self._plan()
        standings = self.env["crm.visit.standing"].search([])
        self.assertEqual(standings.partner_id, self.customer)
        self.assertEqual(contact.visit_class_id, self.visit_class)
        self.assertFalse(special.visit_class_id | archived.visit_class_id)

    def test_shared_customer(self):
        """VIS-05: a shared customer is planned in its salesperson's company only."""
        other = self.env["res.company"].create({"name": "Other Ltd"})
        seller = self._new_user("other_seller", "crm_policy.group_user", other)
        shared = self._new_tagged("Shared")
        shared.write({"company_id": False, "user_id": seller.id})
        self._plan()
        self.assertFalse(self._get_proposals(shared))
        shared.user_id = self.user
        self._plan()
        self.assertTrue(self._get_proposals(shared))

    def test_search_and_group(self):
        """VIS-05: customers are found, sorted and grouped by class."""
        self._plan()
        partners = self.env["res.partner"].with_user(self.user)
        found = partners.search([("visit_class_id", "=", self.visit_class.id)])
        self.assertEqual(found, self.customer)
        self.assertNotIn(
            self.customer.id, partners.search([("visit_class_id", "=", False)]).ids
        )
        groups = partners._read_group(
            [("id", "=", self.customer.id)], ["visit_class_id"], ["__count"]
        )
        self.assertEqual(groups, [(self.visit_class, 1)])

    def test_condition_that_cannot_be_read(self):
        """VIS-05: a broken condition is refused with its cause."""
        with self.assertRaisesRegex(ValidationError, "cannot be read"):
            self.visit_class.domain = "[('no_such_field', '=', 1)]"

    def test_cadence_of_zero(self):
        """VIS-05: a cadence of zero, or below, is refused in words."""
        for values in ({"times": 0}, {"interval": -1}, {"tolerance_days": -1}):
            with self.assertRaisesRegex(ValidationError, "at least one"):
                self.cadence.write(values)

    def test_cadence_of_zero_in_the_database(self):
        """VIS-05: the database refuses it as well."""
        with mute_logger("odoo.sql_db"), self.assertRaises(CheckViolation):
            self.env.cr.execute(
                SQL(
                    "UPDATE crm_visit_cadence SET times = 0 WHERE id = %s",
                    self.cadence.id,
                )
            )

    def test_named_person_is_named(self):
        """VIS-05: a cadence of a named person needs the person."""
        with self.assertRaisesRegex(ValidationError, "Name the person"):
            self.cadence.role = "person"

    def test_focus_of_a_visit_planned_by_hand(self):
        """VIS-06: focus and methods of the customer's class show on every visit."""
        self.visit_class.focus_ids = self.env.ref("crm_visits.crm_visit_focus_quality")
        self._plan()
        visit = self._new_visit()
        self.assertEqual(visit.class_id, self.visit_class)
        form = Form(visit)
        self.assertEqual(form.focus_ids[:].mapped("name"), ["Quality"])
        stranger = self._new_customer("Of no class")
        visit.partner_id = stranger
        self.assertFalse(visit.class_id)

    def test_rights(self):
        """VIS-05: people read classes, managers change them; standings nobody."""
        self._plan()
        for user in (self.user, self.officer, self.auditor):
            self.assertEqual(
                self.visit_class.with_user(user).cadence_ids.mapped("times"), [1]
            )
            with self.assertRaises(AccessError):
                self.visit_class.with_user(user).name = "Mine"
            with self.assertRaises(AccessError):
                self.env["crm.visit"].with_user(user).action_plan_now()
        self.visit_class.with_user(self.manager).name = "Very strategic"
        standings = self.env["crm.visit.standing"].with_user(self.manager)
        standing = standings.search([("class_id", "=", self.visit_class.id)])
        with self.assertRaises(AccessError):
            standing.since = TODAY

    def test_other_company_sees_nothing(self):
        """VIS-05: classes of a company are not seen from another."""
        other = self.env["res.company"].create({"name": "Other Ltd"})
        stranger = self._new_user("stranger", "crm_policy.group_manager", other)
        with self.assertRaises(AccessError):
            self.visit_class.with_user(stranger).check_access("read")
