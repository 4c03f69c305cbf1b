# Copyright 2026 Customer Policy Suite contributors
# License AGPL-3.0 or later (https://www.gnu.org/licenses/agpl).

from odoo import fields

from .common import SatisfactionCommon


class RollupCommon(SatisfactionCommon):
    """Measurements that are done with a given score, as the score would leave them."""

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        # what comes of a low score is tested with the improvements
        cls.company.satisfaction_improvement_auto = False

    @classmethod
    def _done(cls, score, day="2026-06-30", subject=None, **values):
        """A finished measurement of an object.

        :param score: out of 100; None: without one
        :param day: when it was due
        :param values: further figures, as the score writes them
        """
        measurement = cls._new_measurement(
            cls.officer,
            subject_id=(subject or cls.subject).id,
            date_from=day,
            date_to=day,
            closing_on=day,
        ).with_env(cls.env)
        passed = score is not None and score >= cls.company.satisfaction_pass
        measurement._decide(
            {
                "state": "done",
                "has_score": score is not None,
                "score": score or 0,
                "is_passed": passed,
                "done_on": fields.Datetime.now(),
                **values,
            }
        )
        measurement._after_done()
        # nobody was asked, unless the test says so
        measurement._decide({"asked_count": 0, "feedback_count": 0, **values})
        return measurement

    @classmethod
    def _period(cls, name, company=None):
        company = company or cls.company
        return cls.env["crm.satisfaction.period"].search(
            [("name", "=", name), ("company_id", "=", company.id)]
        )

    @classmethod
    def _row(cls, period, unit=None, kind=None):
        """The figures of the company, of a department or of a kind."""
        return period.rollup_ids.filtered(
            lambda row: row.unit_id == (unit or row.unit_id.browse())
            and row.kind_id == (kind or row.kind_id.browse())
        )
