# Copyright 2026 Customer Policy Suite contributors
# License AGPL-3.0 or later (https://www.gnu.org/licenses/agpl).

from odoo import api, fields, models

from ..engine.levels import rounded
from ..engine.score import award_formula, formula, plain

# Of an answer's mean, shown term by term up to so many answers
MOST_TERMS = 8


class CrmSatisfactionMeasurement(models.Model):
    """Every figure of a score with what it was made of, in words (SAT-01, SAT-03).

    The figures come from the breakdown, which is frozen when the measurement is done;
    only the words are those of today's reader.
    """

    _inherit = "crm.satisfaction.measurement"

    score_sheet = fields.Json(compute="_compute_score_sheet", help="As it is shown.")

    @api.depends("breakdown", "state")
    @api.depends_context("lang")
    def _compute_score_sheet(self):
        for measurement in self:
            measurement.score_sheet = (
                measurement._get_score_sheet() if measurement.breakdown else False
            )

    def _get_score_sheet(self):
        """The breakdown as it is read: names, sentences, formulas and where to look."""
        self.ensure_one()
        breakdown = self.breakdown
        components = [
            self._get_component_sheet(component)
            for component in breakdown["components"]
        ]
        return {
            "score": breakdown["score"],
            "pass": breakdown["pass"],
            "is_passed": self.is_passed,
            "level": self.level_id.name or "",
            "sentence": self._get_score_sentence(breakdown),
            "formula": self._get_score_formula(breakdown),
            "coverage": self._get_coverage_text(breakdown),
            "components": components,
            "factors": self._get_factor_sheet(breakdown),
            "checks": self._get_check_sheet(breakdown),
            "awards": self._get_award_sheet(breakdown),
        }

    # -- the whole ---------------------------------------------------------------------

    def _get_score_formula(self, breakdown):
        known = [one for one in breakdown["components"] if one["share"] is not None]
        return formula(
            [(one["weight"], one["score"]) for one in known], breakdown["score"]
        )

    def _get_score_sentence(self, breakdown):
        """Passed or not, or why there is no score."""
        values = {
            "score": plain(breakdown["score"] or 0),
            "mark": plain(breakdown["pass"] or 0),
        }
        if breakdown["score"] is not None:
            if self.is_passed:
                return self.env._(
                    "%(score)s points out of 100: the pass mark of %(mark)s is "
                    "reached.",
                    **values,
                )
            return self.env._(
                "%(score)s points out of 100: below the pass mark of %(mark)s.",
                **values,
            )
        if breakdown["missing"]:
            labels = self._get_component_labels()
            return self.env._(
                "No score: required and not known yet: %(components)s.",
                components=", ".join(labels[code] for code in breakdown["missing"]),
            )
        return self.env._("No score yet: no component is known.")

    def _get_coverage_text(self, breakdown):
        return self.env._(
            "%(percent)s %% of the weights that apply are known.",
            percent=plain(rounded(100 * (breakdown["coverage"] or 0))),
        )

    @api.model
    def _get_component_labels(self):
        return {
            "questionnaire": self.env._("Questionnaire"),
            "contract": self.env._("Contract Performance"),
            "award": self.env._("Awards"),
        }

    # -- components --------------------------------------------------------------------

    def _get_component_sheet(self, component):
        code = component["code"]
        return {
            "code": code,
            "name": self._get_component_labels()[code],
            "weight": component["weight"],
            "share": component["share"],
            "score": component["score"],
            "is_used": component["used"],
            "text": self._get_component_text(component),
            "formula": getattr(self, f"_get_{code}_formula")(component),
            "open": getattr(self, f"_get_{code}_source")(component),
        }

    def _get_component_text(self, component):
        """What is known, or why nothing is."""
        if not component["weight"]:
            return self.env._("Weight 0: does not count.")
        if component["reason"]:
            return self._get_reason_text(component)
        return getattr(self, f"_get_{component['code']}_text")(component)

    def _get_reason_text(self, component):
        text = {
            "no_answer": self.env._("No questionnaire answered yet."),
            "nothing_applies": self.env._("Nothing of it applies here."),
            "not_judged": self.env._("Not judged yet."),
            "no_award": self.env._("No award: does not apply."),
            "no_valid_award": self.env._("No award is valid on the due date."),
        }[component["reason"]]
        if component["required"]:
            text = self.env._("%(reason)s It is required.", reason=text)
        return text

    def _get_questionnaire_text(self, component):
        return self.env._(
            "Questionnaires counted: %(scored)s, by the weight of who answered. Not "
            "counted: void %(void)s, unfinished %(drafts)s.",
            scored=component["scored"],
            void=component["void"],
            drafts=component["drafts"],
        )

    def _get_contract_text(self, component):
        states = [check["state"] for check in component["checks"]]
        return self.env._(
            "Items judged: %(judged)s, by their weights. Not applicable: %(na)s, not "
            "judged: %(empty)s.",
            judged=states.count("answered"),
            na=states.count("na"),
            empty=states.count("empty"),
        )

    def _get_award_text(self, component):
        return self.env._(
            "%(base)s points with an award, and the points of each that is valid on "
            "the due date, up to %(cap)s.",
            base=plain(component["base"]),
            cap=plain(component["cap"]),
        )

    def _get_questionnaire_formula(self, component):
        if len(component["answer_ids"]) > MOST_TERMS:
            return self._get_sums_formula(component)
        # sudo: figures without names, to who may read the measurement
        answers = self.env["crm.satisfaction.answer"].sudo()
        pairs = [
            (answer.role_weight, answer.score)
            for answer in answers.browse(component["answer_ids"]).exists()
        ]
        return formula(pairs, component["score"])

    @api.model
    def _get_sums_formula(self, component):
        return (
            f"Σ {plain(component['numerator'])} ÷ Σ {plain(component['denominator'])}"
            f" = {plain(component['score'])}"
        )

    def _get_contract_formula(self, component):
        pairs = [
            (check["weight"], check["score"])
            for check in component["checks"]
            if check["state"] == "answered"
        ]
        return formula(pairs, component["score"])

    def _get_award_formula(self, component):
        counted = [award["counted"] for award in component["awards"]]
        return award_formula(
            component["base"], [one for one in counted if one], component["score"]
        )

    # -- where they come from ----------------------------------------------------------

    def _get_questionnaire_source(self, component):
        return self._get_source("crm.satisfaction.answer", component["answer_ids"])

    def _get_contract_source(self, component):
        ids = [check["id"] for check in component["checks"]]
        return self._get_source("crm.satisfaction.check", ids)

    def _get_award_source(self, component):
        ids = [award["id"] for award in component["awards"]]
        return self._get_source("crm.satisfaction.award", ids)

    @api.model
    def _get_source(self, model, ids):
        return {"model": model, "domain": [("id", "in", ids)]} if ids else None

    def _get_factor_sheet(self, breakdown):
        """One line for each factor that was asked."""
        [component] = [
            one for one in breakdown["components"] if one["code"] == "questionnaire"
        ]
        # sudo: what was asked, to who may read the measurement
        factors = self.env["crm.satisfaction.factor"].sudo()
        return [
            {
                **line,
                "name": factors.browse(line["id"]).name,
                "section": factors.browse(line["id"]).section or "",
                "open": {
                    "model": "crm.satisfaction.answer.line",
                    "domain": [
                        ("factor_id", "=", line["id"]),
                        ("answer_id.measurement_id", "=", self.id),
                        ("answer_id.state", "=", "done"),
                    ],
                },
            }
            for line in component["factors"]
        ]

    def _get_check_sheet(self, breakdown):
        [component] = [
            one for one in breakdown["components"] if one["code"] == "contract"
        ]
        # sudo: the items, to who may read the measurement
        items = self.env["crm.satisfaction.check.item"].sudo()
        states = dict(
            self.env["crm.satisfaction.check"]
            ._fields["state"]
            ._description_selection(self.env)
        )
        return [
            {
                **line,
                "name": items.browse(line["item_id"]).name,
                "text": states[line["state"]],
            }
            for line in component["checks"]
        ]

    def _get_award_sheet(self, breakdown):
        [component] = [one for one in breakdown["components"] if one["code"] == "award"]
        # sudo: the awards of the object, to who may read the measurement
        awards = self.env["crm.satisfaction.award"].sudo()
        grades = self.env["crm.satisfaction.award.grade"].sudo()
        return [
            {
                **line,
                "name": awards.browse(line["id"]).exists().name or "",
                "grade": grades.browse(line["grade_id"]).name,
                "text": self._get_award_reason(line["reason"]),
            }
            for line in component["awards"]
        ]

    def _get_award_reason(self, reason):
        """Why an award is left out, or counts in part."""
        return {
            None: self.env._("Counts"),
            "early": self.env._("Left out: conferred after the due date"),
            "expired": self.env._("Left out: expired on the due date"),
            "cap": self.env._("Cut at the cap"),
        }[reason]
