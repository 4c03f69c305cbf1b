# Copyright 2026 Customer Policy Suite contributors
# License AGPL-3.0 or later (https://www.gnu.org/licenses/agpl).

from odoo import api, fields, models
from odoo.exceptions import UserError

from ..engine import score

# Answers that staff take down; online ones come in by themselves
STAFF_WAYS = ("phone", "interview", "paper")


class CrmSatisfactionAnswer(models.Model):
    """Questionnaires taken down by staff: by phone, in person, from paper (SAT-09)."""

    _inherit = "crm.satisfaction.answer"

    phone = fields.Char(string="Phone Number", compute="_compute_phone")
    preview_score = fields.Float(
        string="Score So Far",
        compute="_compute_preview",
        digits=(5, 2),
        help="Of the factors answered so far, by their weights.",
    )
    has_preview = fields.Boolean(compute="_compute_preview")
    preview_open = fields.Integer(
        string="Factors Not Answered", compute="_compute_preview"
    )
    intro = fields.Text(related="measurement_id.set_id.intro")
    ask_recommend = fields.Boolean(related="measurement_id.set_id.ask_recommend")
    ask_recognition = fields.Boolean(related="measurement_id.set_id.ask_recognition")
    ask_comment = fields.Boolean(related="measurement_id.set_id.ask_comment")
    recommend_choice = fields.Selection(
        [(str(points), str(points)) for points in range(11)],
        string="Would Recommend Us",
        compute="_compute_choices",
        inverse="_inverse_recommend_choice",
        help="0: not at all; 10: certainly.",
    )
    recognition_choice = fields.Selection(
        [(str(points), str(points)) for points in range(11)],
        string="Knows What We Stand For",
        compute="_compute_choices",
        inverse="_inverse_recognition_choice",
        help="0: not at all; 10: very well.",
    )

    # -- compute -----------------------------------------------------------------------

    @api.depends("contact_id.phone")
    @api.depends_context("uid", "allowed_company_ids")
    def _compute_phone(self):
        reachable = self.contact_id._get_reachable("phone")
        for answer in self:
            answer.phone = (answer.contact_id & reachable).phone

    @api.depends("line_ids.state", "line_ids.score", "line_ids.weight")
    def _compute_preview(self):
        for answer in self:
            mean = score.lines_mean(
                (line.weight, line.score, line.state) for line in answer.line_ids
            )
            answer.has_preview = mean.score is not None
            answer.preview_score = float(mean.score or 0)
            answer.preview_open = len(
                answer.line_ids.filtered(lambda line: line.state == "empty")
            )

    @api.depends("recommend", "has_recommend", "recognition", "has_recognition")
    def _compute_choices(self):
        for answer in self:
            answer.recommend_choice = answer.has_recommend and str(answer.recommend)
            answer.recognition_choice = answer.has_recognition and str(
                answer.recognition
            )

    def _inverse_recommend_choice(self):
        for answer in self:
            answer.write(self._prepare_choice("recommend", answer.recommend_choice))

    def _inverse_recognition_choice(self):
        for answer in self:
            answer.write(self._prepare_choice("recognition", answer.recognition_choice))

    @api.model
    def _prepare_choice(self, name, choice):
        return {name: int(choice or 0), f"has_{name}": bool(choice)}

    @api.onchange("contact_id")
    def _onchange_contact_id(self):
        """A respondent of the object answers in the role that stands there."""
        respondent = self._get_respondent(self.measurement_id, self.contact_id)
        if respondent:
            self.role_id = respondent.role_id

    @api.model
    def _get_respondent(self, measurement, person):
        return measurement.subject_id.respondent_ids.filtered(
            lambda one: person and one.partner_id == person
        )[:1]

    def _complete_role(self, vals, measurement, person, role):
        """The weight of who answers: the respondent's own, else that of the role.

        :param person: contact that answers, as it stands before
        :param role: role of the contact, as it stands before
        :return: values with role and weight, unless the weight is given
        """
        if "role_weight" in vals or not {"contact_id", "role_id"} & vals.keys():
            return vals
        if "contact_id" in vals:
            person = person.browse(vals["contact_id"] or [])
        respondent = self._get_respondent(measurement, person)
        if "role_id" in vals:
            role = role.browse(vals["role_id"] or [])
        elif respondent:
            role = respondent.role_id
        known = respondent if respondent.role_id == role else role
        weight = known.weight if known else 1.0
        return {**vals, "role_id": role.id, "role_weight": weight}

    # -- guards ------------------------------------------------------------------------

    @api.model_create_multi
    def create(self, vals_list):
        measurements = self.env["crm.satisfaction.measurement"]
        person, role = self.contact_id.browse(), self.role_id.browse()
        completed = []
        for vals in vals_list:
            self._check_way(vals)
            measurement = measurements.browse(vals.get("measurement_id"))
            vals = dict(self._leave_names_out(vals, measurement))
            if not self.env["res.users"]._acts_as("officer"):
                # the weight is that of the respondent or the role
                vals.pop("role_weight", None)
            vals = self._complete_role(vals, measurement, person, role)
            completed.append({"role_weight": 1.0, **vals})
        return super().create(completed)

    def write(self, vals):
        self._check_way(vals)
        if "role_weight" in vals and not self.env["res.users"]._acts_as("officer"):
            raise UserError(
                self.env._("The weight of a questionnaire is that of its respondent.")
            )
        if not {"contact_id", "contact_name", "role_id"} & vals.keys():
            return super().write(vals)
        for answer in self:
            measurement = answer.measurement_id
            own = answer._leave_names_out(vals, measurement)
            own = answer._complete_role(
                own, measurement, answer.contact_id, answer.role_id
            )
            super(CrmSatisfactionAnswer, answer).write(own)
        return True

    @api.model
    def _check_way(self, vals):
        """:raises UserError: only the link of a respondent brings an online answer"""
        if vals.get("way") == "online" and not self.env.su:
            raise UserError(
                self.env._("Online answers come in by the personal link only.")
            )

    @api.model
    def _leave_names_out(self, vals, measurement):
        """What promised anonymity keeps no name, whoever enters it."""
        # sudo: the promise holds for everybody
        if not measurement.sudo().is_anonymous:
            return vals
        nobody = {"contact_id": False, "contact_name": False}
        return {**vals, **nobody}

    def _check_complete(self):
        """:raises UserError: what a questionnaire must have before it counts"""
        for answer in self.filtered(lambda one: one.way in STAFF_WAYS):
            answer._check_says_something()
            answer._check_answered_once()
            answer._check_paper()
        return super()._check_complete()

    def _check_says_something(self):
        if all(line.state == "empty" for line in self.line_ids):
            raise UserError(
                self.env._("Nothing is answered yet. Choose a level for each factor.")
            )

    def _check_answered_once(self):
        """One questionnaire a person and measurement.

        Two at the same time write the score of the same measurement: the later one
        begins anew and is refused here.
        """
        if not self.contact_id:
            return
        # sudo: also a questionnaire that the reader may not see
        other = self.sudo().search(
            [
                ("measurement_id", "=", self.measurement_id.id),
                ("contact_id", "=", self.contact_id.id),
                ("state", "=", "done"),
                ("id", "!=", self.id),
            ],
            limit=1,
        )
        if other:
            raise UserError(
                self.env._(
                    "%(person)s has answered already: %(answer)s. Void that one first.",
                    person=self.contact_id.display_name,
                    answer=other.display_name,
                )
            )

    def _check_paper(self):
        # sudo: settings are what they are, whoever enters the form
        company = self.company_id.sudo()
        if self.way != "paper":
            return
        if company.satisfaction_paper_scan and not self.attachment_ids:
            raise UserError(
                self.env._("Attach the scan of the paper form; it counts with it only.")
            )
        if company.satisfaction_paper_signed and not (
            self.is_signed and self.is_stamped
        ):
            raise UserError(
                self.env._("A paper form counts only when it is signed and stamped.")
            )
