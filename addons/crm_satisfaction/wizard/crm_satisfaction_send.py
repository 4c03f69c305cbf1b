# Copyright 2026 Customer Policy Suite contributors
# License AGPL-3.0 or later (https://www.gnu.org/licenses/agpl).

from odoo import Command, api, fields, models
from odoo.exceptions import UserError
from odoo.fields import Domain


class CrmSatisfactionSend(models.TransientModel):
    """Who gets the questionnaire, who cannot and why, before it is sent (SAT-09)."""

    _name = "crm.satisfaction.send"
    _description = "Send Invitations"

    measurement_id = fields.Many2one(
        "crm.satisfaction.measurement", required=True, readonly=True
    )
    closing_on = fields.Date(related="measurement_id.closing_on")
    is_anonymous = fields.Boolean(related="measurement_id.is_anonymous")
    survey_fault = fields.Text(related="measurement_id.survey_fault")
    line_ids = fields.One2many(
        "crm.satisfaction.send.line",
        "send_id",
        compute="_compute_line_ids",
        store=True,
        readonly=False,
    )
    mail_subject = fields.Char(string="Subject", readonly=True)
    mail_body = fields.Html(string="Mail", readonly=True)
    has_server = fields.Boolean(compute="_compute_has_server")

    @api.depends("measurement_id")
    def _compute_line_ids(self):
        for send in self:
            respondents = send.measurement_id.subject_id.respondent_ids
            send.line_ids = [
                Command.clear(),
                *(
                    Command.create({"respondent_id": respondent.id, "is_chosen": True})
                    for respondent in respondents
                ),
            ]

    @api.depends("measurement_id")
    def _compute_has_server(self):
        # sudo: servers are for administrators; whether there is one is not
        servers = self.env["ir.mail_server"].sudo()
        self.has_server = bool(servers.search_count(Domain.TRUE, limit=1))

    def _get_chosen(self):
        """Respondents of the measurement's object that were ticked."""
        chosen = self.line_ids.filtered("is_chosen").respondent_id
        return chosen & self.measurement_id.subject_id.respondent_ids

    def action_send(self):
        """Sends the links; who cannot be written to is listed to be called."""
        self.ensure_one()
        self._check_may_send()
        respondents = self._get_chosen()
        if not respondents:
            raise UserError(self.env._("Choose at least one respondent."))
        self.env["crm.satisfaction.invitation"]._invite(
            self.measurement_id, respondents
        )
        return self.measurement_id.action_open_invitations()

    def _check_may_send(self):
        self.measurement_id.check_access("write")
        self.measurement_id._check_collecting()

    def action_preview_mail(self):
        """The mail as the first one gets it; its link works for nobody."""
        self.ensure_one()
        self._check_may_send()
        respondent = self.line_ids.filtered(
            lambda line: line.is_chosen and line.state == "send"
        ).respondent_id[:1]
        if not respondent:
            raise UserError(self.env._("There is nobody left to write to."))
        values = self._render_mail(respondent)
        self.write(values)
        return self._get_records_action(
            name=self.env._("Send Invitations"), target="new", context={}
        )

    def _render_mail(self, respondent):
        """Subject and text, of an invitation that is taken back at once."""
        # sudo: invitations are made by steps only, templates are not for users
        invitations = self.env["crm.satisfaction.invitation"].sudo()
        template = self.env.ref(
            "crm_satisfaction.mail_template_satisfaction_invitation"
        ).sudo()
        self.env.flush_all()
        with self.env.cr.savepoint() as savepoint:
            invitation = invitations.create(
                invitations._prepare_invitation(self.measurement_id, respondent)
            )
            template = template.with_context(lang=invitation.lang)
            subject = template._render_field("subject", invitation.ids)
            body = template._render_field("body_html", invitation.ids)
            values = {
                "mail_subject": subject[invitation.id],
                "mail_body": body[invitation.id],
            }
            savepoint.rollback()
        return values

    def action_preview_survey(self):
        """The questionnaire as respondents see it; nothing of it is taken in."""
        self.ensure_one()
        return self.measurement_id.action_preview_survey()
