# Copyright 2026 Customer Policy Suite contributors
# License AGPL-3.0 or later (https://www.gnu.org/licenses/agpl).

import uuid
from base64 import b64encode
from datetime import timedelta

from markupsafe import Markup

from odoo import api, fields, models
from odoo.exceptions import UserError, ValidationError
from odoo.fields import NO_ACCESS, Domain
from odoo.tools.urls import urljoin

from ..engine import online_sql


class CrmSatisfactionMeasurement(models.Model):
    """Questionnaires that customers answer themselves, online (SAT-09)."""

    _inherit = "crm.satisfaction.measurement"

    invitation_ids = fields.One2many(
        "crm.satisfaction.invitation", "measurement_id", string="Invitations"
    )
    invited_count = fields.Integer(string="Invited", readonly=True, copy=False)
    responded_count = fields.Integer(
        string="Invited who Answered", readonly=True, copy=False
    )
    response_rate = fields.Float(
        string="Response (%)",
        digits=(5, 2),
        readonly=True,
        copy=False,
        aggregator="avg",
        help="Of those invited, how many answered, online or in another way.",
    )
    late_count = fields.Integer(
        string="Late Questionnaires",
        readonly=True,
        copy=False,
        help="Came in after the measurement was done. Open it again to count them.",
    )
    is_few = fields.Boolean(
        string="Too Few to Show",
        readonly=True,
        copy=False,
        help="Anonymity is promised, and fewer have answered than the settings ask "
        "for: nobody sees the single questionnaires.",
    )
    is_collecting = fields.Boolean(
        string="Takes Online Answers", compute="_compute_is_collecting"
    )
    is_open_link = fields.Boolean(
        string="Several Respondents by One Link",
        copy=False,
        tracking=True,
        help="One link for many, for example as a code to print for the residents of "
        "a building.",
    )
    allow_open_link = fields.Boolean(related="set_id.allow_open_link")
    open_token = fields.Char(copy=False, readonly=True, groups=NO_ACCESS)
    open_url = fields.Char(string="Open Link", compute="_compute_open_url")
    open_code = fields.Binary(
        string="Code to Print", compute="_compute_open_code", exportable=False
    )
    open_role_id = fields.Many2one(
        "crm.satisfaction.role",
        string="Answer as",
        copy=False,
        ondelete="restrict",
        help="The role of all who answer by the open link.",
    )
    open_role_weight = fields.Float(related="open_role_id.weight", store=True)
    survey_fault = fields.Text(related="set_id.survey_fault")

    def _get_decision_fields(self):
        return super()._get_decision_fields() | {
            "invited_count",
            "responded_count",
            "response_rate",
            "late_count",
            "is_few",
        }

    # -- the open link -----------------------------------------------------------------

    def _compute_open_url(self):
        for measurement in self:
            # sudo: whoever sees the measurement may hand on its open link
            token = measurement.sudo().open_token
            measurement.open_url = (
                measurement.is_open_link
                and token
                and urljoin(
                    measurement.get_base_url(), f"/survey/satisfaction/open/{token}"
                )
            )

    def _compute_open_code(self):
        reports = self.env["ir.actions.report"]
        for measurement in self:
            measurement.open_code = measurement.open_url and b64encode(
                reports.barcode("QR", measurement.open_url, width=300, height=300)
            )

    @api.constrains("is_open_link")
    def _check_open_link(self):
        for measurement in self.filtered("is_open_link"):
            if not measurement.set_id.allow_open_link:
                raise ValidationError(
                    self.env._(
                        "The factor set of %(measurement)s does not allow an open "
                        "link.",
                        measurement=measurement.display_name,
                    )
                )

    def write(self, vals):
        result = super().write(vals)
        if vals.get("is_open_link"):
            # sudo: the token belongs to the link, not to who switches it on
            for measurement in self.sudo().filtered(lambda one: not one.open_token):
                measurement.open_token = str(uuid.uuid4())
        if "closing_on" in vals:
            self._move_deadlines()
        return result

    def _move_deadlines(self):
        """Links that were sent close with the measurement."""
        for measurement in self:
            # sudo: participations are read and written by nobody
            measurement.env["survey.user_input"].sudo().search(
                [
                    ("satisfaction_measurement_id", "=", measurement.id),
                    ("state", "!=", "done"),
                ]
            ).write({"deadline": measurement._get_deadline()})

    # -- when --------------------------------------------------------------------------

    def _get_closing_day(self):
        """The last day on which answers are taken."""
        return self.closing_on or self.date_to

    def _get_deadline(self):
        """The moment when online answers close: the end of that day (company's zone).

        :return: naive, in UTC
        """
        self.ensure_one()
        # sudo: respondents read no company; its zone is no secret
        company = self.sudo().company_id
        return company._policy_moment(self._get_closing_day() + timedelta(days=1))

    def _is_past_deadline(self):
        """Whether the last day on which answers are taken is over."""
        return self._get_deadline() <= fields.Datetime.now()

    def _get_online_problem(self):
        """Why nobody answers now: cancelled, closed, planned or ``None``."""
        self.ensure_one()
        if self.state in ("cancelled", "planned"):
            return self.state
        if self.state == "done":
            return "closed"
        if self._is_past_deadline():
            return "closed"
        return None

    @api.depends("state", "closing_on", "date_to", "company_id")
    def _compute_is_collecting(self):
        for measurement in self:
            # a date may be empty while the form is filled in
            measurement.is_collecting = (
                measurement.state == "open"
                and measurement._get_closing_day()
                and not measurement._get_online_problem()
            )

    @api.model
    def _get_collecting_domain(self):
        """Measurements that take online answers today, each by its company's day."""
        return Domain("state", "=", "open") & self.env[
            "res.company"
        ]._get_domain_by_day(
            lambda company: Domain("closing_on", ">=", company._policy_today())
            | Domain("closing_on", "=", False)
            & Domain("date_to", ">=", company._policy_today())
        )

    # -- counting ----------------------------------------------------------------------

    def _count_online(self):
        """Response rate and late ones, in one statement; keeps date and author of the
        record as they are."""
        if not self:
            return
        self.env.flush_all()
        self.env.cr.execute(online_sql.count_online(self.ids))
        self.invalidate_recordset(
            [
                "invited_count",
                "responded_count",
                "response_rate",
                "late_count",
                "is_few",
            ]
        )

    # -- steps -------------------------------------------------------------------------

    def action_send_invitations(self):
        """Who is asked, who cannot be and why, before anything is sent (SAT-09)"""
        self.ensure_one()
        self.check_access("write")
        self._check_collecting()
        return {
            "type": "ir.actions.act_window",
            "name": self.env._("Send Invitations"),
            "res_model": "crm.satisfaction.send",
            "view_mode": "form",
            "target": "new",
            "context": {"default_measurement_id": self.id},
        }

    def _check_collecting(self):
        """:raises UserError: invitations are sent while answers are taken"""
        for measurement in self:
            if measurement._get_online_problem():
                raise UserError(
                    self.env._(
                        "%(measurement)s does not take online answers now. It has to "
                        "be open, and its closing day to come.",
                        measurement=measurement.display_name,
                    )
                )

    def action_preview_survey(self):
        """The questionnaire as respondents see it; nothing of it is taken in."""
        self.ensure_one()
        self.check_access("read")
        factor_set = self.set_id or self.subject_id._get_set()
        if not factor_set:
            raise UserError(self.env._("There is no approved factor set yet."))
        return factor_set._open_test_entry(self)

    def action_open_invitations(self):
        """Who was invited, and how it stands."""
        self.ensure_one()
        action = self.env["ir.actions.act_window"]._for_xml_id(
            "crm_satisfaction.crm_satisfaction_invitation_action"
        )
        return {
            **action,
            "domain": [("measurement_id", "=", self.id)],
            "context": {"default_measurement_id": self.id},
        }

    def action_open_late(self):
        """Questionnaires that came in after the measurement was done."""
        self.ensure_one()
        return {
            "type": "ir.actions.act_window",
            "name": self.env._("Late Questionnaires"),
            "res_model": "crm.satisfaction.answer",
            "view_mode": "list,form",
            "domain": [("measurement_id", "=", self.id), ("is_late", "=", True)],
            "context": {"create": False},
        }

    def _reopen(self, reason):
        """What came in late counts now."""
        result = super()._reopen(reason)
        # sudo: late ones count, whether or not their details may be seen
        answers = self.env["crm.satisfaction.answer"].sudo()
        answers.search(
            [("measurement_id", "in", self.ids), ("is_late", "=", True)]
        )._count_late()
        return result

    def _cancel(self, reason):
        """Nobody is asked any more."""
        result = super()._cancel(reason)
        # sudo: invitations are moved on by what happens, not by people
        invitations = self.sudo().invitation_ids
        invitations._withdraw()
        return result

    # -- the page ----------------------------------------------------------------------

    def _get_page_paragraphs(self, text):
        """A text as paragraphs, whatever stands in it."""
        lines = [line.strip() for line in (text or "").splitlines()]
        return Markup().join(Markup("<p>%s</p>") % line for line in lines if line)
