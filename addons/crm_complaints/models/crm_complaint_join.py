# Copyright 2026 Customer Policy Suite contributors
# License AGPL-3.0 or later (https://www.gnu.org/licenses/agpl).

from markupsafe import Markup

from odoo import models
from odoo.exceptions import UserError
from odoo.tools import format_date

from odoo.addons.crm_policy.engine import duplicates

from .crm_complaint_steps import OPEN_STATES


class CrmComplaint(models.Model):
    """A second report of the same becomes part of the first (CMP-01).

    Nothing is lost: messages, attachments and followers go to the first; the second
    keeps its number, its text and its history, and says where it went.
    """

    _inherit = "crm.complaint"

    def action_join(self):
        """Asks of which case the selected ones become a part."""
        return {
            "type": "ir.actions.act_window",
            "name": self.env._("Join to Another Case"),
            "res_model": "crm.complaint.merge",
            "view_mode": "form",
            "target": "new",
            "context": {"default_complaint_ids": self.ids},
        }

    def action_open_reports(self):
        """The further reports that became part of this case."""
        self.ensure_one()
        action = self.env["ir.actions.act_window"]._for_xml_id(
            "crm_complaints.crm_complaint_action"
        )
        return {
            **action,
            "views": [(False, "list"), (False, "form")],
            "domain": [("duplicate_of_id", "=", self.id)],
            "context": {"create": False},
        }

    def _join(self, master):
        """The records become part of the master.

        :param master: the case that goes on
        :raises UserError: where they cannot be the same case, or somebody else works
            on one of them
        """
        master.ensure_one()
        reports = self - master
        # all in one go: two people who join crosswise cannot both succeed
        (reports | master)._lock(*OPEN_STATES)
        (reports | master).invalidate_recordset()
        reports._check_same_case(master)
        for report in reports:
            report._move_to(master)
        # sudo: closed to editing; what was joined to a report goes on with it
        reports.duplicate_ids.sudo().duplicate_of_id = master.id
        for report in reports:
            report._decide({"duplicate_of_id": master.id})
            report._log("merged", master.display_name)
            report._close(
                "merged",
                self.env._("Part of %(case)s", case=master.display_name),
            )
            master._log("joined", report.display_name)
            report._tell_joined()

    def _check_same_case(self, master):
        """:raises UserError: naming why a record cannot be part of the master"""
        if master.duplicate_of_id:
            raise UserError(
                self.env._(
                    "%(case)s is part of %(other)s itself.",
                    case=master.display_name,
                    other=master.duplicate_of_id.display_name,
                )
            )
        for report in self:
            reason = report._get_join_refusal(master)
            if reason:
                raise UserError(reason)

    def _get_join_refusal(self, master):
        """Why the record cannot be part of the master; empty when it can."""
        self.ensure_one()
        names = {"report": self.display_name, "case": master.display_name}
        if self.is_confidential or master.is_confidential:
            return self.env._(
                "%(report)s and %(case)s cannot be joined: confidential cases stay "
                "apart.",
                **names,
            )
        if self.company_id != master.company_id:
            return self.env._(
                "%(report)s and %(case)s belong to different companies.", **names
            )
        if self.kind != master.kind:
            return self.env._(
                "%(report)s and %(case)s are of different kinds. Turn an opinion into "
                "a complaint first.",
                **names,
            )
        if self.partner_id != master.partner_id:
            return self.env._(
                "%(report)s and %(case)s have different customers. If it is the same "
                "customer, say so in both first.",
                **names,
            )
        if not self.partner_id and not self._is_same_stranger(master):
            return self.env._(
                "%(report)s and %(case)s have no customer yet, and neither address "
                "nor phone number in common: find the customers first.",
                **names,
            )
        if (self.received_on, self.id) < (master.received_on, master.id):
            return self.env._(
                "%(report)s came in before %(case)s: the later one becomes part of the "
                "earlier one, so that no deadline starts anew.",
                **names,
            )
        return ""

    def _is_same_stranger(self, other):
        """Whether two people not known yet are one: same address or same phone."""
        self.ensure_one()
        address, phone = self._get_stranger_keys()
        other_address, other_phone = other._get_stranger_keys()
        return bool(
            (address and address == other_address) or (phone and phone == other_phone)
        )

    def _get_stranger_keys(self):
        """Address and phone number in one spelling each, empty where not known."""
        self.ensure_one()
        return (
            self._get_customer_address(),
            duplicates.phone_key(self.phone, self.company_id.country_id.code),
        )

    def _move_to(self, master):
        """Messages of people, attachments and followers go to the case that goes on.

        Receipts and the like stay: they were written about the report alone.
        """
        self.ensure_one()
        # sudo: all of them move, whoever wrote or attached them
        messages = self.env["mail.message"].sudo()
        messages.search(
            [
                ("model", "=", self._name),
                ("res_id", "=", self.id),
                ("message_type", "in", ("email", "comment")),
            ]
        ).write({"res_id": master.id})
        attachments = self.env["ir.attachment"].sudo()
        attachments.search(
            [("res_model", "=", self._name), ("res_id", "=", self.id)]
        ).write({"res_id": master.id})
        # sudo: colleagues who follow need not be readable
        master.sudo().message_subscribe(self.sudo().message_partner_ids.ids)
        copies = [self.email_cc, master.email_cc]
        master.email_cc = ", ".join(filter(None, copies)) or False
        master._message_log(body=self._get_join_note())
        # sudo: what others were to do with the report is done in the case
        self.sudo().activity_ids.unlink()

    def _get_join_note(self):
        """What the second report said, for the history of the first."""
        self.ensure_one()
        title = self.env._(
            "Reported again as %(report)s, received on %(date)s:",
            report=self.display_name,
            date=format_date(
                self.env, self.company_id._get_policy_date(self.received_on)
            ),
        )
        # the text was sanitized when it was stored
        text = Markup(self.description or "")
        if self.wish:
            text += Markup("<p>%s</p>") % self.env._(
                "The customer wants: %(wish)s", wish=self.wish
            )
        return Markup("<p>%s</p>%s") % (title, text)

    def _tell_joined(self):
        """The customer hears where the second report went, as receipts allow."""
        self.ensure_one()
        refusal = self._get_receipt_refusal() or self._mail_customer(
            "crm_complaints.mail_template_complaint_joined", self.duplicate_of_id
        )
        # sudo: closed to editing; the receipt is a step of its own
        self.sudo().receipt_note = refusal or False
