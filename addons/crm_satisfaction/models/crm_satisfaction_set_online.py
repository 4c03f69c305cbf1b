# Copyright 2026 Customer Policy Suite contributors
# License AGPL-3.0 or later (https://www.gnu.org/licenses/agpl).

from odoo import Command, api, fields, models


class CrmSatisfactionSet(models.Model):
    """The questionnaire of a factor set, as a survey of Odoo (SAT-02, SAT-11).

    One survey a version of the set. It is made again while the set is a draft, and
    never once somebody was asked.
    """

    _inherit = "crm.satisfaction.set"

    survey_id = fields.Many2one(
        "survey.survey",
        string="Online Questionnaire",
        readonly=True,
        copy=False,
        index="btree_not_null",
        ondelete="restrict",
    )
    survey_langs = fields.Char(readonly=True, copy=False)
    survey_fault = fields.Text(
        string="Changed by Hand",
        compute="_compute_survey_fault",
        help="What was changed in the survey after it was made: it counts as not "
        "answered.",
    )
    is_mandatory = fields.Boolean(
        string="All Factors Required",
        help="Online, each factor has to be answered; “not applicable” is an answer.",
    )
    allow_open_link = fields.Boolean(
        string="Open Link Allowed",
        help="A measurement may give out one link for many, for example to the "
        "residents of a building. Only where anonymity is promised.",
    )

    _open_link_check = models.Constraint(
        "CHECK(allow_open_link IS NOT TRUE OR is_anonymous IS TRUE)",
        "An open link knows nobody: promise anonymity in this set as well.",
    )

    @api.model
    def _get_content_fields(self):
        return super()._get_content_fields() | {"is_mandatory", "allow_open_link"}

    def _get_decision_fields(self):
        return super()._get_decision_fields() | {"survey_id", "survey_langs"}

    # -- what is asked -----------------------------------------------------------------

    def action_preview_survey(self):
        """The questionnaire as respondents see it; nothing of it is taken in."""
        self.ensure_one()
        self.check_access("read")
        return self._open_test_entry(self.env["crm.satisfaction.measurement"])

    def _open_test_entry(self, measurement):
        """:return: action that opens the questionnaire for a try"""
        survey = self._get_survey()
        # sudo: whoever measures may try the questionnaire, without the survey app
        entry = (
            self.env["survey.user_input"]
            .sudo()
            .create(
                {
                    "survey_id": survey.id,
                    "test_entry": True,
                    "satisfaction_measurement_id": measurement.id,
                    "invite_token": survey._get_default_access_token(),
                }
            )
        )
        return {
            "type": "ir.actions.act_url",
            "url": entry.get_start_url(),
            "target": "new",
        }

    def _get_survey(self):
        """The survey of the set, made or completed where that is still possible.

        :return: survey.survey, in superuser mode
        """
        self.ensure_one()
        # sudo: who measures need not be able to make surveys
        factor_set = self.sudo()
        # sudo: participations are read by nobody
        was_asked = factor_set.survey_id.user_input_ids.filtered(
            lambda one: not one.test_entry
        )
        if factor_set.survey_id and factor_set.state == "draft" and not was_asked:
            old = factor_set.survey_id
            factor_set.survey_id = False
            old.unlink()
        if not factor_set.survey_id:
            factor_set._make_survey()
        factor_set._translate_survey()
        return factor_set.survey_id

    def action_approve(self):
        result = super().action_approve()
        # sudo: who approves sets need not be able to make surveys
        for factor_set in self.sudo():
            # what was made of the draft goes; the approved one is asked
            old = factor_set.survey_id
            factor_set.survey_id = False
            old.unlink()
        return result

    def _make_survey(self):
        """Creates the survey, in the language of the sources."""
        source = self.with_context(lang="en_US", satisfaction_build=True)
        texts = source._get_survey_texts()
        questions = [
            Command.create({**vals, "sequence": 10 * number})
            for number, vals in enumerate(source._prepare_questions(texts))
        ]
        survey = source.env["survey.survey"].create(
            {
                "title": texts["title"],
                "survey_type": "satisfaction",
                "user_id": False,
                "lang_ids": [Command.clear()],
                "access_mode": "token",
                "questions_layout": "one_page",
                "scoring_type": "no_scoring",
                "is_attempts_limited": True,
                "attempts_limit": 1,
                "users_can_go_back": True,
                "users_login_required": False,
                "question_and_page_ids": questions,
            }
        )
        self.write({"survey_id": survey.id, "survey_langs": False})

    def _get_sections(self):
        """Factors of one section after another, in the order of the set.

        :return: list of recordsets of factors
        """
        sections = {}
        for factor in self.factor_ids.sorted(lambda one: (one.sequence, one.id)):
            key = factor.with_context(lang="en_US").section or ""
            sections[key] = sections.get(key, factor.browse()) | factor
        return list(sections.values())

    def _get_levels(self):
        """The levels that are offered, the best first."""
        return self.env["crm.satisfaction.level"]._get_levels(self.company_id)

    def _get_roles(self):
        """The standing questions that the set asks, in their order."""
        return [
            role
            for role in ("recommend", "recognition", "comment")
            if self[f"ask_{role}"]
        ]

    def _prepare_questions(self, texts):
        """Values of the questions, in their order."""
        levels = self._get_levels()
        columns = [
            Command.create(
                {
                    "sequence": 10 * number,
                    "value": level.name,
                    "satisfaction_level_id": level.id,
                }
            )
            for number, level in enumerate(levels)
        ]
        columns.append(
            Command.create(
                {
                    "sequence": 10 * len(levels),
                    "value": texts["na"],
                    "satisfaction_is_na": True,
                }
            )
        )
        matrices = [
            {
                "title": self._get_section_title(factors),
                "question_type": "matrix",
                "matrix_subtype": "simple",
                "satisfaction_role": "factor",
                "constr_mandatory": self.is_mandatory,
                "suggested_answer_ids": columns,
                "matrix_row_ids": [
                    Command.create(
                        {
                            "sequence": 10 * number,
                            "value": factor.name,
                            "satisfaction_factor_id": factor.id,
                        }
                    )
                    for number, factor in enumerate(factors)
                ],
            }
            for factors in self._get_sections()
        ]
        return matrices + [
            self._prepare_standing(role, texts) for role in self._get_roles()
        ]

    @api.model
    def _prepare_standing(self, role, texts):
        """Values of a question that every set may ask."""
        if role == "comment":
            return {
                "title": texts[role],
                "question_type": "text_box",
                "satisfaction_role": role,
            }
        return {
            "title": texts[role],
            "question_type": "scale",
            "satisfaction_role": role,
            "scale_min": 0,
            "scale_max": 10,
            "scale_min_label": texts["scale_min"],
            "scale_max_label": texts["scale_max"],
        }

    def _get_survey_texts(self):
        """What stands in the survey besides factors and levels, in the language of
        the environment."""
        company = self.company_id.name or self.env._("us")
        return {
            "title": self.env._("Satisfaction Survey"),
            "na": self.env._("Not applicable"),
            "scale_min": self.env._("0: no"),
            "scale_max": self.env._("10: yes, very"),
            "recommend": self.env._(
                "How likely are you to recommend %(company)s to others?",
                company=company,
            ),
            "recognition": self.env._(
                "How well do you know what %(company)s stands for?", company=company
            ),
            "comment": self.env._("What else would you like to tell us?"),
        }

    def _get_section_title(self, factors):
        return factors[:1].section or self.env._("How satisfied are you?")

    # -- languages ---------------------------------------------------------------------

    def _translate_survey(self):
        """Gives the survey its texts in every active language that it lacks."""
        done = set((self.survey_langs or "").split(","))
        codes = {code for code, _name in self.env["res.lang"].get_installed()}
        for code in sorted(codes - done - {"en_US"}):
            self.with_context(lang=code, satisfaction_build=True)._write_texts()
        if codes - done:
            self.survey_langs = ",".join(sorted(codes | done - {""}))

    def _write_texts(self):
        """Writes the texts in the language of the environment; what somebody changed
        by hand stays."""
        texts = self._get_survey_texts()
        self.survey_id.title = texts["title"]
        for question in self.survey_id.question_and_page_ids:
            role = question.satisfaction_role
            if role == "factor":
                factors = question.matrix_row_ids.satisfaction_factor_id
                question.title = self._get_section_title(factors)
            elif role:
                question.title = texts[role]
            if question.question_type == "scale" and role:
                question.scale_min_label = texts["scale_min"]
                question.scale_max_label = texts["scale_max"]
        self._write_labels(texts)

    def _write_labels(self, texts):
        questions = self.survey_id.question_and_page_ids
        for label in questions.matrix_row_ids | questions.suggested_answer_ids:
            source = label.satisfaction_factor_id or label.satisfaction_level_id
            if source or label.satisfaction_is_na:
                label.value = source.name if source else texts["na"]

    # -- what was changed by hand ------------------------------------------------------

    @api.depends("survey_id.question_and_page_ids.satisfaction_role")
    @api.depends_context("lang")
    def _compute_survey_fault(self):
        for factor_set in self:
            # sudo: what is at fault is told without a right on surveys
            names = factor_set.sudo()._get_faults() if factor_set.survey_id else []
            factor_set.survey_fault = bool(names) and self.env._(
                "The online survey was changed by hand. Not answered any more: "
                "%(names)s. Make a new version of the set to ask them again.",
                names=", ".join(names),
            )

    def _get_faults(self):
        """Names of factors, levels and questions that the survey does not ask any
        more, in superuser mode."""
        questions = self.survey_id.question_and_page_ids
        matrices = questions.filtered(lambda one: one.satisfaction_role == "factor")
        choices = matrices.suggested_answer_ids
        missing = self.factor_ids - matrices.matrix_row_ids.satisfaction_factor_id
        names = missing.mapped("name")
        for level in self._get_levels():
            asked = choices.filtered(
                lambda one, level=level: one.satisfaction_level_id == level
            )
            if len(asked) < len(matrices):
                names.append(level.name)
        labels = dict(
            self.env["survey.question"]
            ._fields["satisfaction_role"]
            ._description_selection(self.env)
        )
        present = set(questions.mapped("satisfaction_role"))
        return names + [
            labels[role] for role in self._get_roles() if role not in present
        ]

    @api.ondelete(at_uninstall=False)
    def _unlink_survey(self):
        """The questionnaire of a draft goes with it."""
        # sudo: who drafts need not be able to delete surveys
        surveys = self.sudo().survey_id
        self.sudo().write({"survey_id": False})
        surveys.unlink()
