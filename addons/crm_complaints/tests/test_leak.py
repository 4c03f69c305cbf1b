# Copyright 2026 Customer Policy Suite contributors
# License AGPL-3.0 or later (https://www.gnu.org/licenses/agpl).

from freezegun import freeze_time

from odoo.exceptions import AccessError, UserError
from odoo.fields import Command
from odoo.tests import tagged
from odoo.tools import mute_logger

from .common import NOW
from .leak_common import LeakCommon


@tagged("post_install", "-at_install")
@freeze_time(NOW)
class TestLeak(LeakCommon):
    """Nobody but the people named sees anything of a leak."""

    def test_lists_and_counts(self):
        """CMP-10: neither list, count, group, name nor export tells of it."""
        for user in self.outsiders:
            complaints = self.env["crm.complaint"].with_user(user)
            if not complaints.has_access("read"):
                continue
            domain = [("id", "=", self.leak.id)]
            self.assertFalse(complaints.search(domain), user.login)
            self.assertEqual(complaints.search_count(domain), 0)
            self.assertFalse(complaints._read_group(domain, ["kind"], ["__count"]))
            groups = complaints.formatted_read_group(domain, ["kind"], ["__count"])
            self.assertFalse(groups)
            self.assertFalse(complaints.name_search("Secret price"))
            for method, args in (
                ("read", (["name"],)),
                ("export_data", (["name"],)),
                ("web_read", ({"name": {}},)),
            ):
                with self.assertRaises(UserError):
                    getattr(self.leak.with_user(user), method)(*args)

    def test_children(self):
        """CMP-10: nor does any record that belongs to it."""
        self.env["crm.complaint.leak.log"].with_user(self.officer).create(
            {"complaint_id": self.leak.id, "note": "Seen at a competitor"}
        )
        self._propose()
        for model in sorted(self.env.registry):
            fields_ = self.env[model]._fields
            field = fields_.get("complaint_id")
            if (
                self.env[model]._transient
                or self.env[model]._abstract
                or not field
                or field.comodel_name != "crm.complaint"
                or not field._description_searchable
            ):
                continue
            for user in self.outsiders:
                records = self.env[model].with_user(user)
                if records.has_access("read"):
                    found = records.search([("complaint_id", "=", self.leak.id)])
                    self.assertFalse(found, (model, user.login))

    def test_chatter(self):
        """CMP-10: messages, attachments and followers are those of the named."""
        message = self.leak.with_user(self.officer).message_post(body="The buyer knows")
        attachment = self.env["ir.attachment"].create(
            {
                "name": "list.pdf",
                "raw": b"secret",
                "res_model": "crm.complaint",
                "res_id": self.leak.id,
            }
        )
        for user in self.outsiders:
            for record in (message, attachment):
                found = (
                    self.env[record._name]
                    .with_user(user)
                    .search([("id", "=", record.id)])
                )
                self.assertFalse(found, (user.login, record._name))
                with self.assertRaises(AccessError):
                    record.with_user(user).read(["create_date"])
        partners = (self.officer | self.trusted).partner_id
        self.assertLessEqual(self.leak.message_partner_ids, partners)
        leak = self.leak.with_user(self.officer)
        with self.assertRaisesRegex(UserError, "confidential"):
            leak.message_subscribe(self.head.partner_id.ids)
        with self.assertRaisesRegex(UserError, "confidential"):
            leak.message_post(body="Look", partner_ids=self.head.partner_id.ids)
        notice = self.leak.sudo().message_notify(
            body="Late", partner_ids=(self.head | self.trusted).partner_id.ids
        )
        self.assertEqual(notice.partner_ids, self.trusted.partner_id)
        self.assertFalse(
            self.leak.sudo().message_notify(
                body="Late", partner_ids=self.head.partner_id.ids
            )
        )

    def test_activities(self):
        """CMP-10: work in the case goes to the people named, whoever plans it."""
        leak = self.leak.with_user(self.officer)
        with self.assertRaisesRegex(UserError, "confidential"):
            leak.activity_schedule(
                "mail.mail_activity_data_todo", user_id=self.head.id, summary="Look"
            )
        activity = self.leak.sudo().activity_schedule(
            "mail.mail_activity_data_todo", user_id=self.head.id, summary="Late"
        )
        self.assertIn(activity.user_id, self.officer | self.trusted)
        with self.assertRaisesRegex(UserError, "confidential"):
            activity.with_user(self.officer).user_id = self.head
        for user in self.outsiders:
            found = self.env["mail.activity"].with_user(user)
            self.assertFalse(found.search([("id", "=", activity.id)]), user.login)

    def test_improvement(self):
        """CMP-10: an improvement action because of it does not give its name away."""
        improvement = self.env["crm.improvement"].create(
            {
                "name": "Lock the printer",
                "res_model": "crm.complaint",
                "res_id": self.leak.id,
            }
        )
        self.assertFalse(improvement.with_user(self.manager).origin_name)
        self.assertTrue(improvement.with_user(self.officer).origin_name)

    def test_customer_file(self):
        """CMP-10: it counts in no figure of the customer."""
        self.assertEqual(self.customer.with_user(self.officer).complaint_count, 0)

    @mute_logger("odoo.addons.base.models.ir_rule")
    def test_rpc(self):
        """CMP-10: nobody names oneself, or writes it by its number."""
        for user in self.outsiders:
            with self.assertRaises(AccessError):
                self.leak.with_user(user).write(
                    {"confidant_ids": [Command.link(user.id)]}
                )
            with self.assertRaises(AccessError):
                self._propose(user)
            with self.assertRaises(AccessError):
                self.env["crm.complaint.leak.log"].with_user(user).create(
                    {"complaint_id": self.leak.id, "note": "x"}
                )

    def test_nobody_opens_it(self):
        """CMP-10: the kind alone says what is confidential, whatever comes over RPC."""
        self.leak.sudo().confidant_ids |= self.user
        with self.assertRaises(UserError):
            self.leak.with_user(self.user).is_confidential = False
        complaints = self.env["crm.complaint"].with_user(self.user)
        self.env["ir.default"].set(
            "crm.complaint", "is_confidential", False, user_id=self.user.id
        )
        values = {"name": "Copied list", "kind": "leak", "is_confidential": False}
        by_context = complaints.with_context(default_is_confidential=False)
        for one in (
            complaints.create(dict(values)),
            by_context.create({"name": "Copied list", "kind": "leak"}),
        ):
            self.assertTrue(one.is_confidential)
        plain = complaints.create({"name": "Late", "is_confidential": True})
        self.assertFalse(plain.is_confidential)
        found = self.env["crm.complaint"].with_user(self.auditor)
        self.assertFalse(found.search([("kind", "=", "leak")]))

    def test_parts(self):
        """CMP-10: nor does a part of the case tell anybody, when asked or late."""
        self.quality.head_id = self.colleague
        self.category.panel_unit_ids = self.quality | self.service
        leak = self.leak.with_user(self.officer)
        leak.action_report()
        leak.action_investigate()
        self.assertFalse(leak.finding_ids)
        finding = leak.finding_ids.sudo().create(
            {"complaint_id": leak.id, "unit_id": self.quality.id}
        )
        execution = self.env["crm.complaint.execution"].create(
            {
                "complaint_id": leak.id,
                "kind_id": self.env.ref(
                    "crm_complaints.crm_complaint_execution_kind_rework"
                ).id,
                "name": "Change the locks",
                "planned_on": "2026-07-05",
                "user_id": self.head.id,
            }
        )
        parts = finding, execution
        named = self.officer | self.trusted
        for part in parts:
            self.assertTrue(part.activity_ids)
            self.assertLessEqual(part.activity_ids.user_id, named)
            self.assertLessEqual(part.message_partner_ids, named.partner_id)
            with self.assertRaisesRegex(UserError, "confidential"):
                part.message_subscribe(self.head.partner_id.ids)
        finding._remind()
        notices = self.env["mail.message"].search(
            [("partner_ids", "in", self.colleague.partner_id.ids)]
        )
        self.assertFalse(notices.filtered(lambda one: one.model == finding._name))
