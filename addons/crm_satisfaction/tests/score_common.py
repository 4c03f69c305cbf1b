# Copyright 2026 Customer Policy Suite contributors
# License AGPL-3.0 or later (https://www.gnu.org/licenses/agpl).

from odoo import Command

from ..engine import score
from .common import SatisfactionCommon


class ScoreCommon(SatisfactionCommon):
    """Awards and judgements beside the questionnaires."""

    @classmethod
    def _grade(cls, code):
        return cls.env.ref(f"crm_satisfaction.crm_satisfaction_award_grade_{code}")

    @classmethod
    def _award(cls, code="municipal", subject=None, **values):
        subject = subject or cls.subject
        return cls.env["crm.satisfaction.award"].create(
            {
                "name": f"Prize {code}",
                "subject_id": subject.id,
                "grade_id": cls._grade(code).id,
                "date": "2026-01-01",
                **values,
            }
        )

    @classmethod
    def _judge(cls, measurement, scores):
        """:param scores: one an item, in its order; None: not judged, or na"""
        for check, points in zip(measurement.check_ids, scores, strict=True):
            if points == "na":
                check.state = "na"
            elif points is not None:
                check.write({"score": points, "state": "answered"})

    def _score_in_python(self, measurement):
        """What the engine makes of the same records, one after the other.

        :return: dict of the three components, coverage and score
        """
        measurement = measurement.sudo()
        basis = measurement.basis
        means = []
        for answer in measurement.answer_ids.filtered(lambda one: one.state == "done"):
            lines = [(one.weight, one.score, one.state) for one in answer.line_ids]
            mean = score.lines_mean(lines).score
            if mean is not None:
                means.append((answer.role_weight, mean))
        checks = measurement.check_ids
        contract = score.lines_mean((c.weight, c.score, c.state) for c in checks)
        awards = score.count_awards(
            [
                score.Award(one.id, one.points, one.date, one.valid_until or None)
                for one in measurement.subject_id.award_ids
            ],
            measurement.date_to,
            basis["award"]["base"],
            basis["award"]["cap"],
        )
        figures = {
            "questionnaire": score.weighted_mean(means).score,
            "contract": contract.score,
            "award": score.award_score(
                awards, basis["award"]["base"], basis["award"]["cap"]
            ),
        }
        applies = {
            "questionnaire": True,
            "contract": any(c.state != "na" and c.weight for c in checks),
            "award": figures["award"] is not None,
        }
        total = score.total(
            score.Component(
                code,
                basis["weights"][code],
                figures[code],
                applies[code],
                basis["required"][code],
            )
            for code in score.COMPONENTS
        )
        return {**figures, "coverage": total.coverage, "score": total.score}

    def _score_in_database(self, measurement):
        by_code = {one["code"]: one for one in measurement.breakdown["components"]}
        return {
            **{code: by_code[code]["score"] for code in score.COMPONENTS},
            "coverage": measurement.coverage,
            "score": measurement.score if measurement.has_score else None,
        }

    @classmethod
    def _new_weighted_set(cls, weights):
        """Another approved set, for a kind of its own."""
        kind = cls.env["crm.satisfaction.kind"].create(
            {"name": "Weighted", "code": f"weighted{len(weights)}"}
        )
        factor_set = cls.env["crm.satisfaction.set"].create(
            {
                "name": "Weighted",
                "kind_id": kind.id,
                "company_id": cls.company.id,
                "factor_ids": [
                    Command.create({"name": f"Factor {number}", "weight": weight})
                    for number, weight in enumerate(weights, 1)
                ],
            }
        )
        factor_set.action_file()
        factor_set.action_approve()
        return factor_set
