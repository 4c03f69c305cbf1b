# Copyright 2026 Customer Policy Suite contributors
# License AGPL-3.0 or later (https://www.gnu.org/licenses/agpl).

"""Month by month: what falls due is measured, what is below is improved."""

import base64
from datetime import timedelta

from dateutil.relativedelta import relativedelta

from odoo import Command

from odoo.addons.crm_policy.engine.periods import period_of

from .people import read_projects
from .story import Story

# Who sinks below the pass mark, in which of the eight quarters, and its revisit
BELOW = {("line", 4): 73, ("refit", 7): 70}
AFTER_REVISIT = 85
# A single answer that is dissatisfied with one factor while the whole passes
DISSATISFIED = ("care", 7)
ANGRY = "One crew was unfriendly (个别班组态度差)"
LATE = "energy"
COMMENTS = {
    90: "Good work, thank you (配合很好)",
    80: "Papers could come earlier (资料可再及时)",
    0: "The schedule slips again (工期又拖延)",
}
SCAN = base64.b64encode(b"%PDF-1.4\n%demo scan of a signed form\n%%EOF\n")


class History(Story):
    def tell(self):
        self.lines = {self.subject(line["key"]): line for line in read_projects()}
        self.subjects = self.env["crm.satisfaction.subject"].browse(
            subject.id for subject in self.lines
        )
        self._win_awards()
        month = self.quarters[0].start
        while (day := month + timedelta(days=25)) <= self.today:
            with self.at(self.on(day, 9)):
                self._measure(day)
            with self.at(self.on(day, 15)):
                self._improve(day)
            month += relativedelta(months=1)
            if month.month % 3 == 1:
                with self.at(self.on(month + timedelta(days=7), 10)):
                    self._close(month - timedelta(days=1))
        self._look_ahead()

    def _win_awards(self):
        for subject, line in self.lines.items():
            if line["award"]:
                day = self.quarters[2].start + timedelta(days=15)
                with self.at(self.on(day)):
                    self.by(self.env["crm.satisfaction.award"], "officer").create(
                        {
                            "name": "Quality prize (优质工程奖)",
                            "subject_id": subject.id,
                            "grade_id": self.ref("award_grade", line["award"]).id,
                            "body": "Association of builders (建筑业协会)",
                            "date": day,
                        }
                    )

    # -- measuring ---------------------------------------------------------------------

    def _measure(self, day):
        """What is due is opened, answered and done; the last one of a kind is late."""
        self.subjects._schedule()
        if day.month % 6 == 0:
            self._ask_the_customer(day)
        due = self.env["crm.satisfaction.measurement"].search(
            [
                ("subject_id", "in", self.subjects.ids),
                ("state", "in", ("planned", "open")),
                ("date_from", "<=", day),
                ("subject_id", "!=", self.subject("lake").id),
            ]
        )
        if self._get_number(day) >= len(self.quarters) - 1:
            due = due.filtered(lambda one: one.subject_id != self.subject(LATE))
        for user, measurements in due.grouped("user_id").items():
            mine = measurements.with_user(user).with_context(
                allowed_company_ids=self.company.ids
            )
            mine.filtered(lambda one: one.state == "planned").action_open()
            answers = mine.env["crm.satisfaction.answer"].create(
                [
                    values
                    for measurement in mine
                    for values in self._prepare_answers(measurement, day)
                ]
            )
            answers.action_done()
            for measurement in mine:
                self._judge(measurement, day)
            mine.action_done()

    def _ask_the_customer(self, day):
        """Twice a year the relation as a whole, when somebody plans it."""
        relation = self.subject("relation")
        relation.env["crm.satisfaction.measurement"].with_user(
            relation.user_id
        ).with_context(allowed_company_ids=self.company.ids).create(
            {
                "subject_id": relation.id,
                "date_from": day - timedelta(days=20),
                "date_to": day + timedelta(days=4),
            }
        )

    def _get_number(self, day):
        """Which of the eight quarters a day lies in; 8 in the one that runs."""
        first = self.quarters[0].start
        start = period_of(day, "quarter").start
        return (start.year - first.year) * 4 + (start.month - first.month) // 3

    def _get_mark(self, measurement, day):
        """What respondents say on average, up or down by the quarter."""
        line = self.lines[measurement.subject_id.sudo()]
        number = self._get_number(day)
        if measurement.occasion == "revisit":
            return AFTER_REVISIT
        planned = BELOW.get((line["key"], number))
        return planned or float(line["base"]) + number * float(line["slope"])

    def _prepare_answers(self, measurement, day):
        line = self.lines[measurement.subject_id.sudo()]
        number = self._get_number(day)
        mark = self._get_mark(measurement, day)
        ways = ("paper", "phone") if number % 2 else ("interview", "phone")
        respondents = measurement.subject_id.respondent_ids
        for place, (person, way) in enumerate(zip(respondents, ways, strict=False)):
            own = mark + (2 if place else -1)
            low = (line["key"], number) == DISSATISFIED and not place
            yield {
                "measurement_id": measurement.id,
                "way": way,
                "contact_id": person.partner_id.id,
                "role_id": person.role_id.id,
                "role_weight": person.weight,
                "answered_on": day,
                "comment": ANGRY
                if low
                else next(text for limit, text in COMMENTS.items() if own >= limit),
                "has_recommend": measurement.set_id.ask_recommend,
                "recommend": max(0, min(10, round((own - 70) / 2.2))),
                "line_ids": [
                    Command.create(
                        {
                            "factor_id": factor.id,
                            "state": "answered",
                            "score": self._get_points(own, spread, low),
                        }
                    )
                    for spread, factor in enumerate(measurement.set_id.factor_ids)
                ],
                **(self._prepare_form(measurement) if way == "paper" else {}),
            }

    def _get_points(self, mark, spread, low):
        """Factors differ a little; one of them is what somebody is angry about."""
        if low and not spread:
            return 45
        return max(30, min(100, round(mark + (spread % 5) * 1.5 - 3, 1)))

    def _prepare_form(self, measurement):
        name = f"{measurement.reference}-1".replace("/", "-")
        return {
            "number": name,
            "is_signed": True,
            "is_stamped": True,
            "attachment_ids": [
                Command.create({"name": f"{name}.pdf", "datas": SCAN}),
            ],
        }

    def _judge(self, measurement, day):
        """How the contract was performed, where it is judged."""
        if measurement.kind_id.code == "engineering":
            mark = round(self._get_mark(measurement, day))
            measurement.check_ids.write({"state": "answered", "score": mark})

    # -- below the pass mark -----------------------------------------------------------

    def _improve(self, day):
        """Last month's improvements: cause, measure, carried out; then the revisit."""
        late = self._get_number(day) >= len(self.quarters)
        improvements = self.env["crm.improvement"].search(
            [
                ("satisfaction_measurement_ids", "!=", False),
                ("state", "in", ("draft", "planned")),
            ]
        )
        for improvement in improvements:
            mine = improvement.with_user(improvement.user_id).with_context(
                allowed_company_ids=self.company.ids
            )
            if mine.state == "draft":
                mine.write(
                    {
                        "root_cause": "Two crews share one crane (两班共用一台吊车)",
                        "measure": "Second crane, weekly meeting (增配吊车，每周例会)",
                    }
                )
                mine.action_plan()
            elif not late:
                mine.action_start()
                mine.action_submit()

    # -- closing -----------------------------------------------------------------------

    def _close(self, day):
        """The manager closes each quarter but the last; and years that are over.

        So also the quarters of the first year in which nothing was measured yet.
        """
        if self._get_number(day) >= len(self.quarters) - 1:
            return
        periods = self.by(self.env["crm.satisfaction.period"], "manager")
        over = periods.search(
            [
                ("company_id", "=", self.company.id),
                ("state", "=", "open"),
                ("date_end", "<=", day),
            ]
        )
        quarters = over.filtered(lambda one: one.kind == "quarter")
        quarters.sorted("date_end")._close("Left to the next quarter (转下季度)")
        (over - quarters)._close()

    def _look_ahead(self):
        """What falls due now is planned, what has begun is open."""
        self.subjects._schedule()
        begun = self.env["crm.satisfaction.measurement"].search(
            [
                ("subject_id", "in", self.subjects.ids),
                ("subject_id", "!=", self.subject("lake").id),
                ("state", "=", "planned"),
                ("date_from", "<=", self.today),
            ]
        )
        begun.action_open()
        self.env["crm.satisfaction.paper"]._collect(self.company)
