# Copyright 2026 Customer Policy Suite contributors
# License AGPL-3.0 or later (https://www.gnu.org/licenses/agpl).

from collections import defaultdict

from odoo import api, models
from odoo.tools import float_round, format_date

from odoo.addons.crm_policy.engine import charts
from odoo.addons.crm_policy.engine.periods import period_of

# Quarters or years of a trend, factors and measurements of a list on paper.
TREND = 8
FACTORS = 10
LINES = 25


class CrmSatisfactionPeriod(models.Model):
    """What the printed report of a quarter or year shows (SAT-14)."""

    _inherit = "crm.satisfaction.period"

    def action_print(self):
        report = self.env.ref("crm_satisfaction.period_report")
        return report.report_action(self, config=False)

    def _get_report_rows(self):
        """The company first, then departments and kinds, those with a figure."""
        self.ensure_one()
        order = {"company": 0, "unit": 1, "kind": 2}
        rows = self.rollup_ids.filtered(
            lambda row: row.has_score or row.scope == "company"
        )
        return rows.sorted(lambda row: (order[row.scope], row.name))

    @api.model
    def _get_row_label(self, row):
        """The name of a row and how deep it stands: departments follow those above."""
        return row.short_name, row.name.count(" / ") if row.scope == "unit" else 0

    @api.model
    def _get_quarter_name(self, day):
        return self._get_period_name(period_of(day, "quarter"))

    def _get_counted_domain(self):
        """Measurements that count in the period."""
        quarters = self._get_counted_quarters()
        return [("rollup_period_id", "in", quarters.ids), ("state", "=", "done")]

    def _get_key_figures(self):
        """Title, figure and remark of what stands at the top of the report"""
        self.ensure_one()
        row = self.rollup_ids.filtered(lambda one: one.scope == "company")

        def tile(title, known, value, remark=""):
            return (title, value, remark) if known else (title, "—", "")

        before = self.env._("before: %(score)s", score=f"{row.previous_score:.2f}")
        return [
            tile(
                self.env._("Satisfaction"),
                row.has_score,
                f"{row.score:.2f}",
                before if row.has_previous else "",
            ),
            tile(self.env._("Projects"), True, row.project_count),
            tile(
                self.env._("Net Promoter Score"),
                row.has_nps,
                f"{row.nps:.1f}",
                self.env._("n = %(count)s", count=row.recommend_count),
            ),
            tile(
                self.env._("Feedback Collected"),
                row.has_feedback,
                f"{row.feedback_rate:.0f} %",
                f"{row.responded_count} / {row.invited_count}",
            ),
            tile(
                self.env._("Repeat or Renewal"),
                row.repeat_base,
                f"{row.repeat_rate:.0f} %",
                f"{row.repeat_count} / {row.repeat_base}",
            ),
            tile(
                self.env._("Brand Recognition"),
                row.recognition_count,
                f"{row.recognition_avg:.1f}",
                self.env._("of 10, n = %(count)s", count=row.recognition_count),
            ),
        ]

    def _get_target_lines(self):
        """Name, target, actual figure and how it is judged, of what has a target."""
        row = self.rollup_ids.filtered(lambda one: one.scope == "company")
        names = {
            "score": self.env._("Satisfaction"),
            "repeat_rate": self.env._("Repeat or Renewal (%)"),
            "feedback_rate": self.env._("Feedback Collected (%)"),
        }
        return [
            (
                names[actual],
                row[target],
                row[actual] if row[known] else None,
                row._get_target_state(actual),
            )
            for actual, (target, known) in row._get_targets().items()
            if row[target]
        ]

    # -- charts ------------------------------------------------------------------------

    def _get_trend_chart(self, row, width, height):
        """Columns of the last periods of one roll-up, up to 100, and the pass mark.

        :param row: the roll-up whose trend is drawn
        """
        trend = row._get_trend(TREND)
        scores = [one.score if one.has_score else 0 for one in trend]
        return {
            "row": row,
            "columns": charts.columns(scores, width, height, top=100),
            "labels": [
                (one.period_id.name, f"{one.score:.1f}" if one.has_score else "—")
                for one in trend
            ],
            "mark": round(height - height * row.pass_mark / 100, 2),
        }

    def _get_trend_charts(self, width, height):
        """Of the company and of each department with a figure."""
        rows = self._get_report_rows().filtered(lambda row: row.scope != "kind")
        return [self._get_trend_chart(row, width, height) for row in rows]

    def _get_level_bars(self):
        """Level, number of measurements and length of the bar, the best level first."""
        # sudo: the report is the company's, as the roll-up is
        measurements = self.env["crm.satisfaction.measurement"].sudo()
        domain = self._get_counted_domain() + [("has_score", "=", True)]
        groups = measurements._read_group(domain, ["level_id"], ["__count"])
        groups.sort(key=lambda group: -group[0].lower)
        lengths = charts.lengths([count for _level, count in groups])
        return [
            (level.name or self.env._("No level"), count, length)
            for (level, count), length in zip(groups, lengths, strict=True)
        ]

    def _get_weak_factors(self):
        """Factor, mean, number of answers and bar; the weakest first (SAT-14)"""
        # sudo: the report is the company's; means of factors name nobody
        lines = self.env["crm.satisfaction.answer.line"].sudo()
        domain = [
            ("state", "=", "answered"),
            ("answer_id.state", "=", "done"),
            ("answer_id.measurement_id", "any", self._get_counted_domain()),
            "|",
            ("answer_id.way", "!=", "online"),
            ("answer_id.measurement_id.is_few", "=", False),
        ]
        groups = lines._read_group(domain, ["factor_id"], ["score:avg", "__count"])
        # versions of a set have factors of their own under the same name
        sums = defaultdict(lambda: [0, 0])
        for factor, mean, count in groups:
            entry = sums[factor.name]
            entry[0] += mean * count
            entry[1] += count
        means = sorted(
            (total / count, name, count) for name, (total, count) in sums.items()
        )
        return [
            (name, float_round(mean, precision_digits=2), count, round(mean, 1))
            for mean, name, count in means[:FACTORS]
        ]

    def _get_below(self):
        """Measurements below the pass mark, the worst first, and how many there are."""
        # sudo: the report is the company's and for officers
        measurements = self.env["crm.satisfaction.measurement"].sudo()
        domain = self._get_counted_domain()
        domain += [("has_score", "=", True), ("is_passed", "=", False)]
        found = measurements.search(domain, order="score, id")
        return found[:LINES], len(found)

    def _get_improvement_text(self, measurement):
        """What came of a measurement below the mark: state, person, day, revisit."""
        improvement = measurement.improvement_id
        if not improvement:
            return "—"
        states = dict(improvement._fields["state"]._description_selection(self.env))
        deadline = improvement.date_deadline
        parts = [
            states[improvement.state],
            improvement.user_id.name,
            deadline and format_date(self.env, deadline),
        ]
        revisit = measurement.revisit_ids.filtered(lambda one: one.state == "done")[:1]
        if revisit and revisit.has_score:
            score = f"{revisit.score:.2f}"
            parts.append(self.env._("revisit %(score)s", score=score))
        return ", ".join(filter(None, parts))

    def _get_comparisons(self):
        """Our figures beside those of competitors, in the quarters of the period."""
        return self.env["crm.satisfaction.comparison"].search(
            [
                ("company_id", "=", self.company_id.id),
                ("date_start", ">=", self.date_start),
                ("date_start", "<=", self.date_end),
                ("is_ours", "=", False),
            ]
        )
