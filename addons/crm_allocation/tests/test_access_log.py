# Copyright 2026 Customer Policy Suite contributors
# License AGPL-3.0 or later (https://www.gnu.org/licenses/agpl).

from unittest.mock import patch

from freezegun import freeze_time

from odoo import Command
from odoo.exceptions import AccessError, UserError
from odoo.tools import mute_logger

from .access_common import AccessCommon
from .common import NOW


class _Still:
    """The cursor of the test in place of a new one."""

    def __init__(self, cursor):
        self.cursor = cursor

    def __enter__(self):
        return self.cursor

    def __exit__(self, *args):
        self.cursor.flush()


@freeze_time(NOW)
class TestAccessLog(AccessCommon):
    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.log = cls.env["crm.allocation.access.log"]

    def _get_entries(self, user=None):
        self.env.invalidate_all()
        return self.log.search([("user_id", "=", (user or self.user).id)], order="id")

    def test_reading(self):
        """ALC-15 opening and lists of contact data are noted; names are not"""
        partners = self._as(self.user)
        partners.browse(self.own.id).web_read({"phone": {}, "display_name": {}})
        partners.search_read([("id", "=", self.own.id)], ["email"])
        partners.web_search_read(
            [("id", "in", (self.own | self.granted).ids)], {"email": {}}
        )
        partners.browse(self.own.id).read(["name"])
        partners.browse(self.unmanaged.id).read(["phone"])
        partners.browse(self.own.id).sudo().read(["phone"])
        entries = self._get_entries()
        self.assertEqual(
            entries.mapped(lambda e: (e.how, e.partner_id, e.customer_count)),
            [
                ("view", self.own, 1),
                ("view", self.own, 1),
                ("list", self.env["res.partner"], 2),
            ],
        )
        self.assertEqual(entries[0].field_names, "phone")
        self.assertEqual(entries[0].what, "Phone")
        self.assertCountEqual(entries[2].customer_ids, (self.own | self.granted).ids)

    def test_form_is_one_entry(self):
        """ALC-15 a customer is opened once, with the contacts inside"""
        self._as(self.user).browse(self.own.id).web_read(
            {"phone": {}, "child_ids": {"fields": {"phone": {}, "email": {}}}}
        )
        entry = self._get_entries()
        self.assertEqual((entry.how, entry.partner_id), ("view", self.own))

    def test_taking_out(self):
        """ALC-15 exports, workbooks and address cards are noted"""
        self._let_export(self.user)
        partners = self._as(self.user).browse(self.own.ids)
        partners.export_data(["name", "phone"])
        partners._get_vcard_file()
        ledger = self.env["crm.ownership"].with_user(self.user)
        ledger = ledger.search([("partner_id", "=", self.own.id)])
        ledger.export_data(["partner_id/phone"])
        ledger.export_data(["partner_id", "date_from"])
        report = self.env["report.crm_allocation.sample_xlsx"].with_user(self.user)
        report.create_xlsx_report([], {"domain": [("state", "=", "sent")]})
        self.assertEqual(
            self._get_entries().mapped(lambda e: (e.how, e.model, e.customer_count)),
            [
                ("export", "res.partner", 1),
                ("vcard", "res.partner", 1),
                ("export", "crm.ownership", 0),
                ("report", "crm.allocation.sample", 0),
            ],
        )
        self.assertIn("sent", self._get_entries()[-1].domain)

    def test_records_of_workbooks(self):
        """ALC-15 a workbook of a filter counts the records that its reader may see"""
        second = self._new_reachable("Second", user=self.user)
        report = self.env["report.crm_allocation.ownership_xlsx"].with_user(self.user)
        domain = [("partner_id", "in", (self.own | self.foreign | second).ids)]
        report.create_xlsx_report([], {"domain": domain})
        shown = self.env["crm.ownership"].with_user(self.user).search(domain)
        report.create_xlsx_report(shown[:1].ids, {})
        entries = self._get_entries()
        self.assertGreater(len(shown), 1)
        self.assertEqual(entries.mapped("record_count"), [len(shown), 1])

    def test_one_statement(self):
        """ALC-15 noting takes one statement a call"""
        partners = self._as(self.officer).browse(self.customers.ids)
        partners.read(["phone"])
        self.env.invalidate_all()
        partners.env.user.has_group("base.group_user")
        partners.mapped("phone")
        self.env.flush_all()
        before = self.env.cr.sql_log_count
        partners._log_reading(["phone"])
        self.assertEqual(self.env.cr.sql_log_count - before, 1)

    def test_replica(self):
        """ALC-15 what was read from a replica is noted on the database itself"""
        partners = self._as(self.user).browse(self.own.ids)
        cursor = self.env.cr
        with (
            patch.object(type(cursor), "readonly", True),
            patch.object(type(self.registry), "cursor", lambda self: _Still(cursor)),
        ):
            partners._log_reading(["phone"])
            self.assertFalse(self._get_entries())
            cursor.postcommit.run()
        self.assertEqual(self._get_entries().how, "view")

    @mute_logger("odoo.addons.base.models.ir_rule")
    def test_append_only(self):
        """ALC-15 nobody writes, changes or deletes the log; auditors read it"""
        self._as(self.user).browse(self.own.id).read(["phone"])
        entry = self._get_entries()
        self.assertTrue(entry.with_user(self.auditor).read(["how", "ip"]))
        self.assertTrue(entry.with_user(self.manager).read(["how"]))
        for user in (self.user, self.officer):
            with self.assertRaises(AccessError):
                entry.with_user(user).read(["how"])
        for user in (self.auditor, self.manager, self.env.user):
            with self.subTest(user=user.login):
                with self.assertRaises(UserError):
                    entry.with_user(user).write({"how": "list"})
                with self.assertRaises(UserError):
                    entry.with_user(user).unlink()
        with self.assertRaises(UserError):
            entry.how = "list"
        with self.assertRaises(AccessError):
            entry.with_user(self.manager).create(
                {
                    "date": NOW,
                    "user_id": self.manager.id,
                    "company_id": self.company.id,
                    "how": "view",
                    "model": "res.partner",
                }
            )
        action = entry.with_user(self.auditor).action_open_read()
        self.assertEqual(action["domain"], [("id", "in", self.own.ids)])

    def test_retention(self):
        """ALC-15 entries go by age only, each company by its setting"""
        self._as(self.user).browse(self.own.id).read(["phone"])
        entry = self._get_entries()
        self.log._cron_delete_old()
        self.assertTrue(entry.exists())
        with freeze_time("2028-07-01 00:59:59"):
            self.log._cron_delete_old()
            self.assertTrue(entry.exists())
        with freeze_time("2028-07-01 01:00:01"):
            self.company.allocation_access_log_months = 0
            self.log._cron_delete_old()
            self.assertTrue(entry.exists())
            self.company.allocation_access_log_months = 24
            self.log._cron_delete_old()
            self.assertFalse(entry.exists())

    def test_unusual(self):
        """ALC-15 who opens more customers than usual is reported once a day"""
        self.company.allocation_access_daily_limit = 1
        alerts = self.env["crm.allocation.access.alert"]
        partners = self._as(self.user)
        partners.browse(self.own.id).read(["phone"])
        partners.browse(self.own.id).read(["phone"])
        partners.browse((self.own | self.granted).ids).read(["phone"])
        alerts._cron_find_unusual()
        self.assertFalse(alerts.search([("user_id", "=", self.user.id)]))
        partners.browse(self.granted.id).read(["phone"])
        alerts._cron_find_unusual()
        alert = alerts.search([("user_id", "=", self.user.id)])
        self.assertEqual(alert.customer_count, 2)
        self.assertIn(self.manager, alert.activity_ids.user_id)
        activities = alert.activity_ids
        alerts._cron_find_unusual()
        self.assertEqual(alert.activity_ids, activities)
        as_manager = alert.with_user(self.manager)
        with self.assertRaises(UserError):
            as_manager.action_explain()
        as_manager.explanation = "Prepared the fair"
        as_manager.action_explain()
        self.assertEqual(alert.state, "explained")
        self.assertFalse(alert.activity_ids)
        with self.assertRaises(UserError):
            as_manager.write({"customer_count": 0})
        with self.assertRaises(AccessError):
            alert.with_user(self.auditor).explanation = "No"
        with self.assertRaises(AccessError):
            alert.with_user(self.officer).read(["day"])
        domain = alert.with_user(self.auditor).action_open_log()["domain"]
        self.assertEqual(self.log.search_count(domain), 4)
        self.company.allocation_access_daily_limit = 0
        alerts._cron_find_unusual()

    def test_mass_reading(self):
        """ALC-15 lists that are longer than a page count as customers opened"""
        self.company.allocation_access_daily_limit = 1
        alerts = self.env["crm.allocation.access.alert"]
        both = (self.own | self.granted).ids
        self.assertEqual(self.company.allocation_access_page, 80)
        self.company.allocation_access_page = 2
        self._as(self.user).search_read([("id", "in", both)], ["phone"])
        alerts._cron_find_unusual()
        self.assertFalse(alerts.search([("user_id", "=", self.user.id)]))
        self.company.allocation_access_page = 1
        alerts._cron_find_unusual()
        alert = alerts.search([("user_id", "=", self.user.id)])
        self.assertEqual(alert.customer_count, 2)

    def test_outsiders(self):
        """ALC-15 the system and visitors of the portal write no log"""
        self.portal.partner_id.parent_id = self.own
        self._as(self.portal).browse(self.portal.partner_id.id).read(["phone"])
        self.assertFalse(self._get_entries(self.portal))
        self.own.read(["phone"])
        self.assertFalse(self._get_entries(self.env.user))

    def test_employee(self):
        """ALC-15 people without a role are noted too"""
        self.employee.group_ids = [
            Command.link(self.env.ref("base.group_allow_export").id)
        ]
        self._as(self.employee).browse(self.own.id).export_data(["phone"])
        self.assertEqual(self._get_entries(self.employee).how, "export")
