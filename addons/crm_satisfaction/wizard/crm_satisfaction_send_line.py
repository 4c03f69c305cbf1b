# Copyright 2026 Customer Policy Suite contributors
# License AGPL-3.0 or later (https://www.gnu.org/licenses/agpl).

from odoo import api, fields, models


class CrmSatisfactionSendLine(models.TransientModel):
    """A respondent to be invited, or why that is not possible."""

    _name = "crm.satisfaction.send.line"
    _description = "Respondent to Invite"

    send_id = fields.Many2one(
        "crm.satisfaction.send", required=True, index=True, ondelete="cascade"
    )
    respondent_id = fields.Many2one(
        "crm.satisfaction.respondent", required=True, ondelete="cascade"
    )
    partner_id = fields.Many2one(related="respondent_id.partner_id")
    role_id = fields.Many2one(related="respondent_id.role_id")
    email = fields.Char(compute="_compute_email")
    lang = fields.Selection(
        selection=lambda self: self.env["res.lang"].get_installed(),
        string="Language",
        compute="_compute_state",
    )
    is_chosen = fields.Boolean(string="Invite", default=True)
    state = fields.Selection(
        [
            ("send", "Gets the Link"),
            ("call", "To Be Called"),
            ("known", "Invited Already"),
        ],
        compute="_compute_state",
    )
    note = fields.Char(compute="_compute_state")

    @api.depends("respondent_id.partner_id.email")
    @api.depends_context("uid", "allowed_company_ids")
    def _compute_email(self):
        reachable = self.partner_id._get_reachable("email")
        for line in self:
            line.email = (line.partner_id & reachable).email

    @api.depends("respondent_id", "send_id.line_ids")
    def _compute_state(self):
        invitations = self.env["crm.satisfaction.invitation"]
        for line in self:
            measurement = line.send_id.measurement_id
            # sudo: whom one invites one need not be able to look up
            partner = line.partner_id.sudo()
            problem = invitations._get_mail_problem(partner)
            line.lang = invitations._get_person_lang(partner, measurement.company_id)
            line.state = "call" if problem else "send"
            line.note = problem or line._get_sharing_note()
            if partner in measurement.invitation_ids.partner_id:
                line.state = "known"
                line.note = False

    def _get_sharing_note(self):
        """Two people with one mailbox get a link each; who sends should know."""
        # sudo: that two share a mailbox tells nobody which
        lines = self.sudo().send_id.line_ids
        address = self.sudo().partner_id.email_normalized
        same = lines.filtered(lambda one: one.partner_id.email_normalized == address)
        return len(same.partner_id) > 1 and self.env._(
            "Shares the address with another: each gets a link of one's own."
        )
