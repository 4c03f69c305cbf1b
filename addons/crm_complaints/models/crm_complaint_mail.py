# Copyright 2026 Customer Policy Suite contributors
# License AGPL-3.0 or later (https://www.gnu.org/licenses/agpl).

from email.message import EmailMessage

from markupsafe import Markup

from odoo import api, fields, models
from odoo.exceptions import UserError
from odoo.fields import Domain
from odoo.tools import email_normalize, email_normalize_all, formataddr
from odoo.tools.i18n import format_list
from odoo.tools.mail import email_split_tuples

from ..engine import intake


class CrmComplaint(models.Model):
    """Mail to a desk becomes a case; answers join theirs (CMP-01).

    Whatever is wrong with a mail, the case is made: what could not be done is said in
    the case and asked of the desk.
    """

    _inherit = "crm.complaint"

    # -- which case --------------------------------------------------------------------

    @api.model
    def _get_mail_route(self, msg_dict, route):
        """A case that became part of another, or that the subject names

        :param tuple route: as of Odoo's gateway: model, id, values, user id, alias
        :return: the route, to the case that goes on
        """
        model, thread_id, custom_values, user_id, alias = route
        if thread_id:
            # sudo: the gateway works for whoever wrote
            case = self.sudo().browse(thread_id).exists()
        else:
            case = self._find_case_of_sender(msg_dict, custom_values)
        if not case:
            return route
        return (model, case._get_master().id, custom_values, user_id, alias)

    def _get_master(self):
        """The case itself, or that of which it became a part."""
        return self.duplicate_of_id or self

    @api.model
    def _get_named_cases(self, msg_dict, desk):
        """Cases of the desk's company whose number stands in the subject."""
        references = intake.find_references(msg_dict.get("subject"))
        # sudo: the gateway works for whoever wrote
        return self.sudo().search(
            [("reference", "in", references), ("company_id", "=", desk.company_id.id)]
        )

    @api.model
    def _find_case_of_sender(self, msg_dict, custom_values):
        """The one case that the subject names, if the sender belongs to it.

        A number can be guessed: a stranger's mail becomes a case of its own.
        """
        desk = self._get_mail_desk(custom_values)
        address = email_normalize(msg_dict.get("email_from") or "")
        cases = self._get_named_cases(msg_dict, desk).filtered(
            lambda case: address and case._is_correspondent(address)
        )
        return cases if len(cases) == 1 else self.browse()

    def _is_correspondent(self, address):
        """Does the address belong to the case: its customer, in copy, a colleague?"""
        self.ensure_one()
        known = {
            self._get_customer_address(),
            *email_normalize_all(self.email_cc or ""),
        }
        if address in known or self._is_colleague(address):
            return True
        people = Domain("id", "in", self.message_partner_ids.ids)
        if self.partner_id:
            people |= Domain("id", "child_of", self.partner_id.ids)
        # sudo: the gateway works for whoever wrote
        partners = self.env["res.partner"].sudo()
        return bool(
            partners.search_count(
                people & Domain("email_normalized", "=", address), limit=1
            )
        )

    # -- a new case --------------------------------------------------------------------

    @api.model
    def message_new(self, msg_dict, custom_values=None):
        """A case from a mail: numbered, with its customer where that is certain."""
        values = dict(custom_values or {})
        desk = self._get_mail_desk(values)
        company = desk.company_id
        sender = email_normalize(msg_dict.get("email_from") or "") or ""
        contact, colleague, remark = self._find_sender(sender, company)
        remarks = [remark, *self._drop_large_attachments(msg_dict, company)]
        values.update(
            self._prepare_mail_values(msg_dict, desk, contact, colleague),
            company_id=company.id,
        )
        if msg_dict.get("author_id") and not contact | colleague.partner_id:
            # a namesake of another company must not show as the author
            msg_dict["author_id"] = False
        creator = self.with_company(company).with_context(complaint_taken_later=True)
        complaint = super(CrmComplaint, creator).message_new(
            {**msg_dict, "email_from": sender or msg_dict.get("email_from")}, values
        )
        complaint._subscribe_copied(msg_dict)
        complaint._give_sender_address(msg_dict)
        named = self._get_named_cases(msg_dict, desk)
        complaint._note_intake(filter(None, remarks), named)
        # the receipt goes out once the mail itself stands in the history
        return complaint.with_context(complaint_receipt_due=True)

    def _give_sender_address(self, msg_dict):
        """A mail without a valid sender is passed on from the desk, under its name.

        Mail servers refuse what has no sender's address.
        """
        self.ensure_one()
        sender = msg_dict.get("email_from") or ""
        address = self.desk_id.alias_email or self.company_id.email_normalized
        if address and not email_split_tuples(sender):
            msg_dict["email_from"] = formataddr((sender, address))

    @api.model
    def _get_mail_desk(self, values):
        """The desk whose address was written to, else the company's default."""
        # sudo: the gateway works for whoever wrote
        desk = (
            self.env["crm.complaint.desk"]
            .sudo()
            .browse((values or {}).get("desk_id"))
            .exists()
        )
        return desk or desk._get_default(self.env.company)

    @api.model
    def _prepare_mail_values(self, msg_dict, desk, contact, colleague):
        """What a mail says of a new case."""
        name, _address = (
            email_split_tuples(msg_dict.get("email_from") or "") or [("", "")]
        )[0]
        body = msg_dict.get("body") or ""
        values = {
            "name": intake.clean_subject(msg_dict.get("subject"))
            or self.env._(
                "(no subject) %(sender)s", sender=msg_dict.get("email_from") or ""
            ).strip(),
            "kind": "complaint",
            "desk_id": desk.id,
            "channel_id": self.env.ref("crm_complaints.crm_complaint_channel_email").id,
            "description": False if intake.is_blank(body) else body,
            "received_by_id": colleague.id,
            "user_id": False,
            "partner_id": contact.commercial_partner_id.id,
            "contact_id": contact.id,
            **self._prepare_contact_values(contact, {"contact_name": name}),
        }
        if desk.category_id:
            values["category_id"] = desk.category_id.id
        if desk.severity:
            values["severity"] = desk.severity
        return values

    @api.model
    def _find_sender(self, address, company):
        """Who wrote, where that is certain

        :param str address: normalised, perhaps empty
        :return: the contact of a customer, the colleague (users), and why neither is
            known
        """
        # sudo: the gateway works for whoever wrote; customers of other companies are
        # left out, so that the case tells nothing of them
        partners = self.env["res.partner"].sudo().with_context(active_test=False)
        users = self.env["res.users"].sudo()
        if not address:
            return partners, users, self.env._("The mail names no valid sender.")
        found = partners.search(
            [
                ("email_normalized", "=", address),
                ("company_id", "in", (False, company.id)),
            ]
        )
        colleague = found.user_ids.filtered(lambda user: not user.share)[:1]
        if colleague:
            remark = self.env._(
                "%(colleague)s sent this on: who is the customer?",
                colleague=colleague.name,
            )
            return partners, colleague, remark
        active = found.filtered(
            lambda partner: partner.active and partner.commercial_partner_id.active
        )
        customers = active.commercial_partner_id
        if len(customers) == 1:
            return active.sorted(lambda one: (not one.user_ids, one.id))[:1], users, ""
        return partners, users, self._get_sender_remark(address, found, customers)

    @api.model
    def _get_sender_remark(self, address, found, customers):
        """Why the customer of a mail is not certain."""
        if customers:
            return self.env._(
                "%(address)s belongs to several customers: %(customers)s.",
                address=address,
                customers=format_list(self.env, customers.mapped("name")),
            )
        if found:
            return self.env._(
                "%(address)s belongs to an archived customer: %(customers)s. Restore "
                "the customer or choose another.",
                address=address,
                customers=format_list(
                    self.env, found.commercial_partner_id.mapped("name")
                ),
            )
        return self.env._(
            "%(address)s is not known: find the customer.", address=address
        )

    @api.model
    def _drop_large_attachments(self, msg_dict, company):
        """Leaves out what is larger than the company allows

        :return: list with one remark naming them, or none
        """
        attachments = msg_dict.get("attachments") or []
        sizes = [self._get_attachment_size(part[1]) for part in attachments]
        limit = company.complaint_mail_max_mb
        kept, dropped = intake.split_by_size(sizes, limit)
        if not dropped:
            return []
        msg_dict["attachments"] = [attachments[number] for number in kept]
        names = [
            self.env._(
                "%(name)s (%(size).1f MB)",
                name=attachments[number][0],
                size=sizes[number] / intake.MEGABYTE,
            )
            for number in dropped
        ]
        return [
            self.env._(
                "Larger than %(limit)g MB and left out: %(names)s. Ask the customer "
                "for it in another way.",
                limit=limit,
                names=format_list(self.env, names),
            )
        ]

    @api.model
    def _get_attachment_size(self, content):
        """Bytes of an attachment as the gateway hands it over."""
        if isinstance(content, EmailMessage):
            content = content.as_bytes()
        return len(content or b"")

    def _subscribe_copied(self, msg_dict):
        """Colleagues and people of the customer in copy follow; others are noted.

        Strangers in copy keep their place in the field of copies, but hear nothing of
        the case by themselves.
        """
        self.ensure_one()
        addresses = email_normalize_all(
            f"{msg_dict.get('to') or ''},{msg_dict.get('cc') or ''}"
        )
        # sudo: the gateway works for whoever wrote
        partners = self.env["res.partner"].sudo()
        found = partners.search([("email_normalized", "in", addresses)])
        customer = self.partner_id
        self.message_subscribe(
            found.filtered(
                lambda partner: not partner.partner_share
                or (customer and partner.commercial_partner_id == customer)
            ).ids
        )

    def _note_intake(self, remarks, named):
        """What the desk must know of a mail; it is asked when the customer is open

        :param remarks: sentences
        :param named: cases that the subject names, though the sender is a stranger
        """
        self.ensure_one()
        lines = list(remarks)
        same = self._find_same()
        if same:
            lines.append(
                self.env._(
                    "Perhaps the same as %(cases)s: look, and join them if it is.",
                    cases=format_list(self.env, same.mapped("display_name")),
                )
            )
        if named:
            lines.append(
                self.env._(
                    "The subject names %(cases)s, but the sender is a stranger there.",
                    cases=format_list(self.env, named.mapped("reference")),
                )
            )
        if lines:
            items = Markup().join(Markup("<li>%s</li>") % line for line in lines)
            self._message_log(body=Markup("<ul>%s</ul>") % items)
        self._ask_responsible(self._get_intake_question(same))

    def _get_intake_question(self, same):
        """:return: function of an environment, to be asked in somebody's language"""
        if not self.partner_id:
            return lambda env: env._("A complaint by mail: find the customer")
        if same:
            return lambda env: env._("A complaint by mail: is it the same as before?")
        return lambda env: env._("A complaint by mail: classify and report it")

    def _message_post_after_hook(self, message, msg_values):
        """The receipt follows the first mail of a case."""
        result = super()._message_post_after_hook(message, msg_values)
        if self.env.context.get("complaint_receipt_due"):
            self.with_context(complaint_receipt_due=False)._take_in()
        return result

    # -- an answer ---------------------------------------------------------------------

    def message_update(self, msg_dict, update_vals=None):
        """A mail to a case: its clocks go on, or a closed one is looked at again."""
        for complaint in self:
            complaint._give_sender_address(msg_dict)
            for remark in self._drop_large_attachments(msg_dict, complaint.company_id):
                complaint._message_log(body=remark)
        result = super().message_update(msg_dict, update_vals)
        address = email_normalize(msg_dict.get("email_from") or "") or ""
        if not self.env.context.get("complaint_mail_is_automatic"):
            for complaint in self.filtered(
                lambda case: not case._is_colleague(address)
            ):
                complaint._take_answer()
        return result

    def _take_answer(self):
        """The customer wrote: waiting ends, a closed case may have to be reopened."""
        self.ensure_one()
        if self._is_closed():
            self._ask_responsible(self._get_answer_question())
        elif self.is_waiting:
            try:
                self.action_resume()
            except UserError:
                # somebody works on it at this moment: the mail must not be lost
                self._ask_responsible(
                    lambda env: env._("The customer has answered: resume the case")
                )

    def _get_answer_question(self):
        """:return: function of an environment, to be asked in somebody's language"""
        days = self.company_id.complaint_answer_days
        since = self.closed_on and fields.Datetime.now() - self.closed_on
        if since and since.days < days and self.state == "closed":
            return lambda env: env._(
                "The customer wrote after the case was closed: reopen it?"
            )
        return lambda env: env._(
            "The customer wrote long after the case was closed: is it a new complaint?"
        )

    @api.model
    def _detect_loop_sender_domain(self, email_from_normalized):
        """Too many cases of one address within short time are a loop of machines."""
        return [("email_from", "=ilike", email_from_normalized)]
