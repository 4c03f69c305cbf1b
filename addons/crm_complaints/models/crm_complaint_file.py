# Copyright 2026 Customer Policy Suite contributors
# License AGPL-3.0 or later (https://www.gnu.org/licenses/agpl).

from odoo import models
from odoo.fields import Domain
from odoo.tools import format_date, format_time, is_html_empty


class CrmComplaint(models.Model):
    """All that is known of a case, for its file on paper (CMP-04, CMP-12)."""

    _inherit = "crm.complaint"

    def _get_case_file_sections(self):
        """The sections of the file: parts of the addon add theirs by overriding.

        :return: list of dictionaries: ``sequence``, ``title``, and of these what the
            section has: ``facts`` (pairs of label and text), ``html``, and of a table
            ``head`` (labels), ``widths`` (in per cent) and ``rows`` (of texts)
        """
        self.ensure_one()
        return [
            self._get_file_case(),
            self._get_file_report(),
            self._get_file_events(),
            self._get_file_confirmations(),
            self._get_file_documents(),
        ]

    def _get_sorted_case_file(self):
        """The sections that say something, in their order."""
        sections = [
            section
            for section in self._get_case_file_sections()
            if section.get("facts") or section.get("rows") or section.get("html")
        ]
        return sorted(sections, key=lambda section: section["sequence"])

    # -- texts -------------------------------------------------------------------------

    def _get_file_text(self, name):
        """A field's value as the file shows it, in the reader's language."""
        field = self._fields[name]
        value = self[name]
        if field.type == "datetime":
            return self._get_file_moment(value)
        if field.type == "selection":
            return self._get_file_choice(self, name)
        if field.relational:
            return ", ".join(value.mapped("display_name"))
        return "" if value is False else str(value)

    def _get_file_choice(self, record, name):
        """A choice in the reader's language, empty when none was made."""
        labels = dict(record._fields[name]._description_selection(self.env))
        return labels.get(record[name], "")

    def _get_file_moment(self, moment):
        """A moment by the clock of the company."""
        if not moment:
            return ""
        zone = self.company_id.policy_tz
        day = format_date(self.env, self.company_id._get_policy_date(moment))
        return f"{day} {format_time(self.env, moment, zone, 'short')}"

    def _get_file_facts(self, names):
        """Labels and texts of fields that hold something."""
        pairs = (
            (
                self._fields[name]._description_string(self.env),
                self._get_file_text(name),
            )
            for name in names
        )
        return [(label, text) for label, text in pairs if text]

    # -- sections ----------------------------------------------------------------------

    def _get_file_case(self):
        facts = self._get_file_facts(
            [
                "reference",
                "kind",
                "partner_id",
                "contact_name",
                "phone",
                "email_from",
                "channel_id",
                "category_id",
                "severity",
                "subject_kind",
                "subject_name",
                "received_on",
                "received_by_id",
                "unit_id",
                "user_id",
                "reported_to_id",
                "reported_on",
                "state",
                "close_kind",
                "closed_on",
                "closed_by_id",
                "close_reason",
                *(["reopen_count", "reopen_reason"] if self.reopen_count else []),
            ]
        )
        return {"sequence": 10, "title": self.env._("Case"), "facts": facts}

    def _get_file_report(self):
        return {
            "sequence": 20,
            "title": self.env._("What Was Reported"),
            "html": False if is_html_empty(self.description) else self.description,
            "facts": self._get_file_facts(["wish"]),
        }

    def _get_file_events(self):
        labels = dict(
            self.env["crm.complaint.event"]
            ._fields["kind"]
            ._description_selection(self.env)
        )
        return {
            "sequence": 30,
            "title": self.env._("Course of the Case"),
            "head": [
                self.env._("When"),
                self.env._("What"),
                self.env._("By"),
                self.env._("Note"),
            ],
            "widths": [20, 22, 16, 42],
            "rows": [
                [
                    self._get_file_moment(event.moment),
                    labels[event.kind],
                    # sudo: names of people who left are read as well
                    event.user_id.sudo().name or "",
                    event.note or "",
                ]
                for event in self.event_ids.sorted(
                    lambda event: (event.moment, event.id)
                )
            ],
        }

    def _get_file_confirmations(self):
        """The customer's answers, with the name of the paper's scan (CMP-04)."""
        confirmations = self.confirmation_ids.sorted("asked_on")
        return {
            "sequence": 80,
            "title": self.env._("Confirmation by the Customer"),
            "head": [
                self.env._("Asked on"),
                self.env._("Answered"),
                self.env._("Satisfied"),
                self.env._("Marks"),
                self.env._("Comment"),
            ],
            "widths": [17, 25, 11, 22, 25],
            "rows": [
                [
                    self._get_file_moment(confirmation.asked_on),
                    confirmation._get_file_answer(),
                    self._get_file_choice(confirmation, "satisfied"),
                    confirmation._get_file_marks(),
                    confirmation.comment or "",
                ]
                for confirmation in confirmations
            ],
        }

    def _get_file_documents(self):
        """Names of the files that belong to the case."""
        attachments = self.env["ir.attachment"].search(
            Domain("res_model", "=", self._name)
            & Domain("res_id", "=", self.id)
            & Domain("res_field", "=", False),
            order="create_date, id",
        )
        return {
            "sequence": 90,
            "title": self.env._("Documents on File"),
            "head": [self.env._("Received"), self.env._("Name")],
            "widths": [20, 80],
            "rows": [
                [self._get_file_moment(attachment.create_date), attachment.name]
                for attachment in attachments
            ],
        }
