# Copyright 2026 Customer Policy Suite contributors
# License AGPL-3.0 or later (https://www.gnu.org/licenses/agpl).

from markupsafe import Markup

from odoo import api, fields, models
from odoo.tools import plaintext2html


class CrmSatisfactionAnswer(models.Model):
    """A dissatisfied answer becomes a complaint at once (SAT-13)."""

    _inherit = "crm.satisfaction.answer"

    complaint_ids = fields.One2many(
        "crm.complaint",
        "satisfaction_answer_id",
        readonly=True,
        copy=False,
    )
    complaint_confirmation_id = fields.Many2one(
        "crm.complaint.confirmation",
        string="Confirmation of a Complaint",
        readonly=True,
        copy=False,
        ondelete="set null",
        help="The customer said it when asked whether a complaint was settled.",
    )

    _complaint_confirmation_uniq = models.UniqueIndex(
        "(complaint_confirmation_id) WHERE complaint_confirmation_id IS NOT NULL",
        "This confirmation is an answer already.",
    )

    def _get_decided_fields(self):
        return super()._get_decided_fields() | {"complaint_confirmation_id"}

    def _check_answered_once(self):
        """A person may confirm several complaints in a quarter."""
        others = self.filtered(lambda answer: not answer.complaint_confirmation_id)
        return super(CrmSatisfactionAnswer, others)._check_answered_once()

    def action_open_complaint(self):
        self.ensure_one()
        return self.complaint_ids._get_records_action(context={})

    def _after_dissatisfied(self):
        """Complaints of these, once each; the rest is told to the unit.

        What the customer said about a complaint goes on with that complaint.
        """
        answers = self.filtered(lambda answer: not answer.complaint_confirmation_id)
        complained = answers.filtered("company_id.satisfaction_complaint_auto")
        complained._complain()
        return super(CrmSatisfactionAnswer, answers - complained)._after_dissatisfied()

    def _after_voided(self):
        """Who handles the complaint learns that its questionnaire does not count."""
        result = super()._after_voided()
        # sudo: who voids need not see the complaint
        for complaint in self.sudo().complaint_ids:
            answer = complaint.satisfaction_answer_id
            complaint.message_post(
                body=self.env._(
                    "The questionnaire of this complaint was voided: %(reason)s See "
                    "whether the complaint stands.",
                    reason=answer.void_reason,
                ),
                subtype_xmlid="mail.mt_note",
            )
        return result

    def _complain(self):
        """Through the complaints' own intake: number, receipt, targets, repeats.

        :return: the complaints, one an answer
        """
        known = self.env["crm.complaint"].search_fetch(
            [("satisfaction_answer_id", "in", self.ids)], ["satisfaction_answer_id"]
        )
        answers = self - known.satisfaction_answer_id
        answers.filtered("is_anonymous").measurement_id._count_online()
        complaints = known.browse()
        for company, new in answers.grouped("company_id").items():
            channel = self._get_survey_channel()
            complaints |= complaints.with_company(company).create(
                [
                    answer._prepare_complaint(channel)
                    for answer in company._in_policy_lang(new)
                ]
            )
        complaints._ask_responsible(
            lambda env: env._("A dissatisfied answer came in: call the customer")
        )
        return complaints

    def _prepare_complaint(self, channel):
        self.ensure_one()
        measurement = self.measurement_id
        company = self.company_id
        is_building = measurement.subject_id.subject_type in ("project", "building")
        return {
            "name": self.env._(
                "Dissatisfied answer: %(subject)s", subject=measurement.subject_id.name
            ),
            "company_id": company.id,
            "channel_id": channel.id,
            "severity": company.satisfaction_complaint_severity,
            "unit_id": measurement.unit_id.id,
            # whoever entered the answer need not handle it: the desk is asked
            "user_id": False,
            "subject_kind": "project" if is_building else "service",
            "subject_name": measurement.subject_id.name,
            "satisfaction_subject_id": measurement.subject_id.id,
            "satisfaction_answer_id": self.id,
            "description": self._get_complaint_description(),
            **self._prepare_complainant(),
        }

    @api.model
    def _get_survey_channel(self):
        return self.env.ref(
            "crm_complaints.crm_complaint_channel_survey", raise_if_not_found=False
        ) or self.env["crm.complaint.channel"].search([("code", "=", "survey")])

    def _prepare_complainant(self):
        """Who complains. Where anonymity was promised nobody: neither person nor
        customer, so that no receipt goes out and no portal shows it."""
        self.ensure_one()
        if self.is_anonymous:
            return {
                "contact_name": self.env._("Anonymous"),
                "email_from": False,
                "phone": False,
            }
        values = {"partner_id": self.partner_id.id}
        contact = self.contact_id
        if contact.commercial_partner_id == self.partner_id:
            values["contact_id"] = contact.id
        elif contact or self.contact_name:
            values.update(
                contact_name=contact.name or self.contact_name,
                email_from=contact.email,
                phone=contact.phone,
            )
        return values

    def _get_complaint_description(self):
        """The factors answered with their levels, and the comment, as HTML.

        As long as few have answered anonymously nobody sees the single questionnaires.
        """
        if self.measurement_id.is_few and self.way == "online":
            return Markup("<p>%s</p>") % self.env._(
                "Anonymous: the questionnaire opens when more have answered."
            )
        lines = self.line_ids.filtered(lambda line: line.state == "answered")
        factors = Markup().join(
            Markup("<li>%s: %s (%s)</li>")
            % (line.factor_id.name, line.level_id.name or "", f"{line.score:g}")
            for line in lines
        )
        parts = [Markup("<p>%s</p>") % self.measurement_id.display_name]
        if factors:
            parts.append(Markup("<ul>%s</ul>") % factors)
        if self.has_recommend:
            parts.append(
                Markup("<p>%s</p>")
                % self.env._("Would recommend: %(mark)s of 10", mark=self.recommend)
            )
        if self.comment:
            parts.append(plaintext2html(self.comment))
        return Markup().join(parts)
