# Copyright 2026 Customer Policy Suite contributors
# License AGPL-3.0 or later (https://www.gnu.org/licenses/agpl).

from freezegun import freeze_time

from odoo.exceptions import AccessError, UserError, ValidationError
from odoo.fields import Command
from odoo.tests import tagged
from odoo.tools import mute_logger

from .common import NOW, ComplaintCommon


@tagged("post_install", "-at_install")
@freeze_time(NOW)
class TestLeak(ComplaintCommon):
    """An incident seen by its reporter and one manager of the settings."""

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.trusted = cls._new_user("cmp_trusted", "crm_policy.group_manager")
        cls.company.complaint_confidant_ids = cls.trusted
        cls.leak = cls._new_complaint(
            cls.officer,
            kind="leak",
            name="Secret price list",
            user_id=cls.user.id,
            unit_id=cls.service.id,
        )
        cls.outsiders = (
            cls.user
            | cls.head
            | cls.manager
            | cls.auditor
            | cls.colleague
            | cls.employee
        )

    def test_clocks_of_a_case_turned_into_a_leak(self):
        """CMP-10 receipt and reply are not waited for any more, the solution is"""
        turned = self._new_complaint(self.user)
        clocks = turned.sudo().milestone_ids.grouped("kind")
        self.assertEqual(clocks["reply"].state, "open")
        turned.with_user(self.officer).kind = "leak"
        self.assertEqual(clocks["acknowledge"].state, "cancelled")
        self.assertEqual(clocks["reply"].state, "cancelled")
        self.assertEqual(clocks["report"].state, "open")
        self.assertEqual(clocks["resolve"].state, "open")

    def test_nobody_to_reply_to(self):
        """CMP-10 a leak found by own staff takes no reply, one reported does"""
        own = self._new_complaint(self.officer, kind="leak", partner_id=False)
        with self.assertRaisesRegex(UserError, "No customer reported"):
            own.action_draft_reply()
        with self.assertRaisesRegex(UserError, "No customer reported"):
            self.env["crm.complaint.reply"].with_user(self.officer).create(
                {"complaint_id": own.id}
            )
        self.assertTrue(self.leak.partner_id)
        action = self.leak.with_user(self.officer).action_draft_reply()
        self.assertEqual(action["res_model"], "crm.complaint.reply")

    def _propose(self, user=None, **values):
        return (
            self.env["crm.complaint.accountability"]
            .with_user(user or self.officer)
            .create(
                {
                    "complaint_id": self.leak.id,
                    "user_id": self.colleague.id,
                    "measure_id": self.env.ref(
                        "crm_complaints.crm_complaint_measure_warning"
                    ).id,
                    "reason": "Sent the list to a private address",
                    **values,
                }
            )
        )

    # -- nobody else sees anything -----------------------------------------------------

    def test_named_people(self):
        """CMP-10: the people of the settings and who reports it are named."""
        self.assertEqual(self.leak.confidant_ids, self.officer | self.trusted)

    def test_settings_gone_wrong(self):
        """CMP-10: who left or has not the company does not stop a report."""
        other = self.env["res.company"].create({"name": "Other Ltd"})
        stranger = self._new_user("cmp_stranger", "crm_policy.group_manager", other)
        with self.assertRaises(ValidationError):
            self.company.complaint_confidant_ids = [Command.link(stranger.id)]
        gone = self._new_user("cmp_gone", "crm_policy.group_manager", other)
        gone.company_ids = self.company | other
        self.company.complaint_confidant_ids |= gone | self.manager
        gone.company_ids = other
        self.manager.active = False
        leak = self._new_complaint(self.user, kind="leak")
        self.assertEqual(leak.confidant_ids, self.user | self.trusted)
        turned = self._new_complaint(self.user)
        turned.with_user(self.officer).kind = "leak"
        self.assertEqual(turned.sudo().confidant_ids, self.officer | self.trusted)

    def test_reported_by_a_customer(self):
        """CMP-10: without people in the settings somebody here sees it all the same."""
        self.company.complaint_confidant_ids = False
        portal = self._new_user("cmp_portal", "base.group_portal")
        complaints = self.env["crm.complaint"].with_user(portal).sudo()
        values = {"kind": "leak", "partner_id": self.customer.id, "name": "My data"}
        self.assertIn(self.manager, complaints.create(dict(values)).confidant_ids)
        self.company.complaint_executive_id = False
        self.assertIn(self.manager, complaints.create(dict(values)).confidant_ids)

    def test_customer_is_answered(self):
        """CMP-10: the reply goes to the customer by mail, to nobody in the thread."""
        leak = self.leak.with_user(self.officer)
        leak.contact_id = self.contact
        leak.action_report()
        leak.action_investigate()
        reply = (
            self.env["crm.complaint.reply"]
            .with_user(self.officer)
            .create({"complaint_id": leak.id, "body": "<p>We have stopped it</p>"})
        )
        reply.action_submit()
        self.assertEqual(reply.sudo().activity_ids.user_id, self.trusted)
        reply.with_user(self.trusted).action_approve()
        reply.action_send()
        self.assertEqual(leak.state, "replied")
        mail = self.env["mail.mail"].search(
            [("model", "=", leak._name), ("res_id", "=", leak.id)]
        )
        self.assertIn(
            self.contact.email, ",".join(filter(None, mail.mapped("email_to")))
        )
        people = (self.officer | self.trusted).partner_id
        self.assertLessEqual(leak.sudo().message_ids.partner_ids, people)
        self.assertLessEqual(leak.sudo().message_partner_ids, people)

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

    def test_reported_to_the_named(self):
        """CMP-10: it is reported to the people named, not to the department."""
        leak = self.leak.with_user(self.officer)
        leak.action_report()
        self.assertEqual(self.leak.reported_to_id, self.trusted)
        self.assertLessEqual(
            self.leak.sudo().activity_ids.user_id, self.officer | self.trusted
        )

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

    def test_parts_of_what_becomes_confidential(self):
        """CMP-10: parts of a case that turns into a leak leave the outsiders."""
        complaint = self._new_complaint(
            self.user, kind="information", user_id=self.user.id
        )
        finding = self.env["crm.complaint.finding"].create(
            {"complaint_id": complaint.id, "unit_id": self.service.id}
        )
        finding.message_subscribe(self.head.partner_id.ids)
        self.assertEqual(finding.activity_ids.user_id, self.head)
        remedy = (
            self.env["crm.complaint.remedy"]
            .with_user(self.user)
            .create({"complaint_id": complaint.id, "wrong_data": "The address"})
        )
        task = (
            self.env["crm.complaint.remedy.task"]
            .sudo()
            .create(
                {
                    "remedy_id": remedy.id,
                    "unit_id": self.service.id,
                    "user_id": self.head.id,
                    "name": "Right the file",
                }
            )
        )
        task._ask_department()
        self.assertIn(self.head.partner_id, task.message_partner_ids)
        self.assertTrue(remedy.with_user(self.auditor).has_access("read"))
        complaint.with_user(self.officer).kind = "leak"
        named = self.officer | self.trusted
        for part in (finding, task, remedy.sudo()):
            self.assertLessEqual(part.activity_ids.user_id, named)
            self.assertLessEqual(part.message_partner_ids, named.partner_id)
        remedy = remedy.sudo()
        for record in (remedy, remedy.stage_ids, remedy.event_ids, task):
            self.assertTrue(record.with_user(self.officer).has_access("read"))
            for user in self.outsiders - self.employee:
                found = self.env[record._name].with_user(user)
                self.assertFalse(found.search([("id", "in", record.ids)]), user.login)

    # -- who is named later ------------------------------------------------------------

    def test_named_later(self):
        """CMP-10: who is added sees it; who is taken off sees and follows no more."""
        leak = self.leak.with_user(self.officer)
        leak.confidant_ids = [Command.link(self.user.id)]
        self.assertEqual(self.leak.with_user(self.user).name, "Secret price list")
        leak.message_subscribe(self.user.partner_id.ids)
        leak.activity_schedule(
            "mail.mail_activity_data_todo", user_id=self.user.id, summary="Ask IT"
        )
        leak.confidant_ids = [Command.unlink(self.user.id)]
        self.assertNotIn(self.user.partner_id, self.leak.message_partner_ids)
        self.assertNotIn(self.user, self.leak.sudo().activity_ids.user_id)
        with self.assertRaises(AccessError):
            self.leak.with_user(self.user).read(["name"])

    def test_becomes_confidential(self):
        """CMP-10: a complaint that turns out to be a leak closes at once; for good."""
        complaint = self._new_complaint(self.user, user_id=self.user.id)
        complaint.sudo().message_subscribe(self.head.partner_id.ids)
        complaint.with_user(self.officer).kind = "leak"
        self.assertEqual(complaint.sudo().confidant_ids, self.officer | self.trusted)
        self.assertNotIn(self.head.partner_id, complaint.sudo().message_partner_ids)
        with self.assertRaises(AccessError):
            complaint.with_user(self.user).read(["name"])
        with self.assertRaisesRegex(UserError, "stays confidential"):
            complaint.with_user(self.officer).kind = "complaint"
        with self.assertRaisesRegex(UserError, "Somebody has to"):
            complaint.with_user(self.officer).confidant_ids = [Command.clear()]

    # -- no other way out --------------------------------------------------------------

    def test_ends_by_its_own_step(self):
        """CMP-10: nobody withdraws, confirms or remedies a leak away."""
        leak = self.leak.with_user(self.officer)
        trusted = self.leak.with_user(self.trusted)
        for case in (leak, trusted):
            with self.assertRaisesRegex(UserError, "once it has been looked into"):
                case.action_withdraw("By phone")
        with self.assertRaises(AccessError):
            leak.action_cancel("Entered twice")
        leak.action_report()
        leak.action_investigate()
        leak._mark_replied()
        with self.assertRaisesRegex(UserError, "once it has been looked into"):
            leak.action_ask_confirmation()
        self.leak._close_remedied("1")
        self.assertEqual(self.leak.state, "replied")
        trusted.action_cancel("A false alarm, see the log")
        self.assertEqual(self.leak.close_kind, "cancelled")

    def test_customer_takes_it_back(self):
        """CMP-10: a customer's withdrawal is a note for the people named."""
        self.assertEqual(self.leak._withdraw_by_customer("I was wrong"), "answered")
        self.assertEqual(self.leak.state, "new")
        self.assertIn("I was wrong", self.leak.message_ids[:1].body)
        told = self.leak.sudo().activity_ids.filtered(
            lambda activity: "take the report back" in activity.summary
        )
        self.assertEqual(told.user_id, self.officer | self.trusted)

    # -- accountability ----------------------------------------------------------------

    def test_accountability(self):
        """CMP-10: proposed, confirmed by a manager named, told, appealed, closed."""
        line = self._propose()
        self.assertEqual(line.proposed_by_id, self.officer)
        with self.assertRaisesRegex(AccessError, "manager named"):
            line.action_confirm()
        with self.assertRaises(AccessError):
            line.with_user(self.manager).action_confirm()
        manager = line.with_user(self.trusted)
        manager.action_confirm()
        with self.assertRaisesRegex(UserError, "stays as it is"):
            line.reason = "Something else"
        line.action_tell()
        with self.assertRaisesRegex(UserError, "against it"):
            line.action_appeal()
        line.appeal = "It was an order"
        line.action_appeal()
        with self.assertRaisesRegex(UserError, "Answer the appeal"):
            manager.action_close()
        manager.answer = "No such order was found"
        manager.action_close()
        self.assertEqual(line.state, "closed")
        self.assertEqual(line.confirmed_by_id, self.trusted)

    def test_accountability_dropped(self):
        """CMP-10: dropped with a reason, never deleted; not of those who look."""
        line = self._propose()
        manager = line.with_user(self.trusted)
        with self.assertRaisesRegex(UserError, "why it is dropped"):
            manager.action_drop()
        manager.answer = "It was the supplier"
        manager.action_drop()
        self.assertEqual(line.state, "dropped")
        with self.assertRaises(UserError):
            line.sudo().unlink()
        with self.assertRaises(ValidationError):
            self._propose(user_id=self.trusted.id)
        by_name = self._propose(user_id=False, person_name="Courier Wang")
        self.assertEqual(by_name.display_name, "Courier Wang")

    def test_close(self):
        """CMP-10: closed by a manager named, when log and accountability are done."""
        leak = self.leak.with_user(self.officer)
        leak.action_report()
        manager = self.leak.with_user(self.trusted)
        with self.assertRaises(AccessError):
            leak.action_close_leak()
        with self.assertRaisesRegex(UserError, "log"):
            manager.action_close_leak()
        log = self.env["crm.complaint.leak.log"].with_user(self.officer)
        entry = log.create({"complaint_id": leak.id, "note": "Mail log read"})
        with self.assertRaisesRegex(UserError, "log stays"):
            entry.note = "Nothing"
        line = self._propose()
        with self.assertRaisesRegex(UserError, "accountability"):
            manager.action_close_leak()
        line.with_user(self.trusted).answer = "Not proven"
        line.with_user(self.trusted).action_drop()
        manager.action_close_leak()
        self.assertEqual(leak.state, "closed")
