# Copyright 2026 Customer Policy Suite contributors
# License AGPL-3.0 or later (https://www.gnu.org/licenses/agpl).

from odoo import api, fields, models
from odoo.exceptions import UserError
from odoo.tools.i18n import format_list

from ..engine.contents import missing


class CrmVisit(models.Model):
    """What the visit form records, and what it lacks (VIS-01)."""

    _inherit = "crm.visit"

    customer_needs = fields.Text(copy=False)
    competition_ids = fields.One2many(
        "crm.visit.competition",
        "visit_id",
        string="Competitors' Advantages",
        copy=False,
    )
    no_competitor = fields.Boolean(
        string="No Competitor Met",
        copy=False,
        help="Asked for, and there was none.",
    )
    our_differences = fields.Text(
        copy=False, help="Where we differ from what competitors do there."
    )
    improvement_measures = fields.Text(
        copy=False, help="What we do better until the next visit."
    )
    customer_feedback = fields.Text(copy=False)
    next_strategy = fields.Text(
        string="Strategy for the Next Visit",
        copy=False,
        help="How the customer is served next time.",
    )
    summary = fields.Text(string="Result", copy=False)
    outcome = fields.Selection(
        [
            ("reached", "Goal Reached"),
            ("forward", "Step Forward"),
            ("unchanged", "No Change"),
            ("back", "Step Back"),
        ],
        copy=False,
        tracking=True,
    )
    attachment_ids = fields.Many2many(
        "ir.attachment",
        "crm_visit_attachment_rel",
        string="Photos and Files",
        copy=False,
        bypass_search_access=True,
    )
    next_date = fields.Date(
        string="Next Visit on",
        copy=False,
        help="Becomes a planned visit when the form is closed.",
    )
    missing_contents = fields.Char(
        string="Still to Fill In",
        compute="_compute_missing_contents",
        help="What the channel requires before the form can be closed.",
    )

    def _get_content_values(self):
        """The value of each content by its code; extensions add theirs."""
        self.ensure_one()
        codes = self.env["crm.visit.content"].search([("code", "!=", "competition")])
        values = {
            code: self[code] for code in codes.mapped("code") if code in self._fields
        }
        values["competition"] = self.competition_ids or self.no_competitor
        return values

    def _get_missing_contents(self):
        """The required contents that nobody filled in."""
        self.ensure_one()
        required = self.channel_id.required_content_ids
        codes = missing(required.mapped("code"), self._get_content_values())
        return required.filtered(lambda content: content.code in codes)

    @api.depends_context("lang")
    @api.depends(lambda self: self._get_content_dependencies())
    def _compute_missing_contents(self):
        for visit in self:
            names = visit._get_missing_contents().mapped("name")
            visit.missing_contents = format_list(self.env, names)

    def _get_content_dependencies(self):
        """Fields of which the completeness of the form depends."""
        return [
            "channel_id.required_content_ids",
            "contact_ids",
            "customer_needs",
            "competition_ids",
            "no_competitor",
            "our_differences",
            "improvement_measures",
            "customer_feedback",
            "next_strategy",
            "summary",
            "outcome",
            "attachment_ids",
            "next_date",
        ]

    def _check_contents(self):
        """No visit is closed without its record; all gaps are named at once (VIS-01).

        :raises UserError: naming each visit with what it lacks
        """
        gaps = [
            self.env._(
                "%(visit)s: %(contents)s",
                visit=visit.display_name,
                contents=visit.missing_contents,
            )
            for visit in self
            if visit.missing_contents
        ]
        if gaps:
            raise UserError(
                "\n".join([self.env._("Fill in before closing the visit:"), *gaps])
            )
