# Copyright 2026 Customer Policy Suite contributors
# License AGPL-3.0 or later (https://www.gnu.org/licenses/agpl).

from datetime import timedelta

from odoo import api, fields, models
from odoo.exceptions import ValidationError

from ..engine import deadlines
from .crm_complaint_category import SEVERITIES
from .crm_complaint_target import MILESTONES


class CrmComplaintEscalationStep(models.Model):
    """One step of the ladder: when, for what, who is woken and how (CMP-02)."""

    _name = "crm.complaint.escalation.step"
    _description = "Escalation Step"
    _order = "sequence, id"

    name = fields.Char(required=True, translate=True)
    sequence = fields.Integer(
        default=10,
        help="Of several steps that are due at once, the highest is taken.",
    )
    active = fields.Boolean(default=True)
    company_id = fields.Many2one(
        "res.company", index=True, ondelete="cascade", help="Empty: all companies."
    )
    milestone = fields.Selection(MILESTONES, help="Empty: any.")
    severity = fields.Selection(SEVERITIES, help="Empty: any.")
    anchor = fields.Selection(
        [
            ("start", "After It Began"),
            ("warn", "When Its Target Warns"),
            ("before", "Before It Is Due"),
            ("after", "After It Was Due"),
        ],
        string="When",
        required=True,
        default="after",
    )
    hours = fields.Float(
        digits=(6, 2), aggregator=None, help="How long before or after."
    )
    delay_text = fields.Char(string="Delay", compute="_compute_delay_text")
    is_working = fields.Boolean(
        string="Hours of Work",
        default=True,
        help="Of the department that answers; else hours of the clock.",
    )
    who = fields.Selection(
        [
            ("handler", "Handler"),
            ("head", "Head of the Department"),
            ("above", "Head Above"),
            ("executive", "Executive"),
            ("user", "A Person"),
        ],
        required=True,
        default="head",
        help="Where there is none, the next one up. Nobody is woken for a complaint "
        "that he handles himself, except as its handler.",
    )
    user_id = fields.Many2one(
        "res.users",
        string="Person",
        domain="[('share', '=', False)]",
        ondelete="restrict",
        index="btree_not_null",
    )
    action = fields.Selection(
        [
            ("activity", "Activity"),
            ("mail", "Activity and Message"),
            ("reassign", "Hand the Case Over"),
            ("raise", "Raise the Severity"),
        ],
        required=True,
        default="activity",
    )
    is_immediate = fields.Boolean(
        string="At Any Hour",
        help="Also out of the working hours of the one woken, whatever else is due.",
    )
    reopening = fields.Integer(
        string="From Reopening",
        help="Also taken at once when a case is reopened for this time. 0: not.",
    )

    _hours_positive = models.Constraint(
        "CHECK(hours >= 0)", "Before or after is said by When; hours are not negative."
    )
    _reopening_positive = models.Constraint(
        "CHECK(reopening >= 0)", "Reopenings are counted from one; 0 means not at all."
    )

    @api.depends("hours")
    @api.depends_context("lang")
    def _compute_delay_text(self):
        for step in self:
            step.delay_text = (
                self.env._("%(hours)s h", hours=f"{step.hours:g}")
                if step.hours
                else self.env._("at once")
            )

    @api.constrains("who", "user_id")
    def _check_person(self):
        for step in self:
            if step.who == "user" and not step.user_id:
                raise ValidationError(self.env._("Choose the person who is told."))

    def _get_cutoff(self, now, stretches):
        """From which moment of a milestone on the step is due now.

        :param stretches: of work around now; None without working hours
        """
        self.ensure_one()
        amount = timedelta(hours=self.hours)
        if self.anchor == "warn":
            return now
        if self.anchor == "before":
            if self.is_working and stretches:
                return deadlines.go_ahead(now, amount, stretches)
            return now + amount
        if self.is_working and stretches:
            return deadlines.go_back(now, amount, stretches)
        return now - amount

    def _get_candidates(self, complaint):
        """Who may be woken for a complaint, best first.

        :return: active users; of a confidential case only those who may see it
        """
        self.ensure_one()
        handler = complaint.user_id
        heads = complaint.unit_id._get_heads_up() - handler
        executive = complaint.company_id.complaint_executive_id
        rungs = {
            "handler": handler | heads | executive,
            "head": heads | executive,
            "above": heads[1:] | executive | heads,
            "executive": executive | heads[::-1],
            "user": self.user_id | executive | heads[::-1],
        }
        people = rungs[self.who] | complaint._get_deciding_managers()
        if complaint.is_confidential:
            people = (people & complaint.confidant_ids) | complaint.confidant_ids
        return people.filtered("active")
