# Copyright 2026 Customer Policy Suite contributors
# License AGPL-3.0 or later (https://www.gnu.org/licenses/agpl).

from odoo import fields, models
from odoo.fields import Domain

from odoo.addons.crm_policy.engine import charts
from odoo.addons.crm_policy.engine.texts import shorten

# Lines of a list in the report; the others are in the lists on the screen.
LINES = 8
TREND_MONTHS = 12
# Letters of a cause that have room below its column.
LABEL = 14


class CrmComplaintSummary(models.Model):
    """What the monthly report counts, and how its charts are drawn (CMP-12)."""

    _inherit = "crm.complaint.summary"

    # -- counting ----------------------------------------------------------------------

    def _get_period(self, months=0):
        """The month, or one some months away: its beginning and its end

        :param int months: 0 for this month, -1 for the one before
        """
        self.ensure_one()
        first = fields.Date.add(self.month, months=months)
        company = self.company_id
        return (
            company._policy_moment(first),
            company._policy_moment(fields.Date.add(first, months=1)),
        )

    def _get_counted_domain(self):
        """Complaints that count in figures: not given up, not part of another"""
        return (
            Domain("company_id", "=", self.company_id.id)
            & Domain("kind", "=", "complaint")
            & Domain("state", "!=", "cancelled")
            & Domain("duplicate_of_id", "=", False)
        )

    def _get_within_domain(self, name, months=0):
        """:param str name: the moment that lies in the month"""
        first, following = self._get_period(months)
        return Domain(name, ">=", first) & Domain(name, "<", following)

    def _prepare_figures(self):
        """All of a month, counted in a fixed number of queries."""
        self.ensure_one()
        complaints = self.env["crm.complaint"]
        counted = self._get_counted_domain()
        month = counted & self._get_within_domain("received_on")
        closed = counted & self._get_within_domain("closed_on")
        _first, following = self._get_period()
        still_open = (
            counted
            & Domain("received_on", "<", following)
            & (Domain("closed_on", "=", False) | Domain("closed_on", ">=", following))
        )
        [(received, cost)] = complaints._read_group(
            month, [], ["__count", "cost_total:sum"]
        )
        rates = self._get_rates()
        return {
            "received": received,
            "closed": complaints.search_count(closed),
            "left_open": complaints.search_count(still_open),
            "reopened": self._count_events("reopened"),
            "cost": cost or 0,
            "rate": rates[0] or 0,
            "is_rated": rates[0] is not None,
            "figures": {
                "received_before": complaints.search_count(
                    counted & self._get_within_domain("received_on", -1)
                ),
                "rate_before": rates[1],
                "repeated": complaints.search_count(
                    month & Domain("is_repeat", "=", True)
                ),
                "endings": self._count_by(closed, "close_kind"),
                "severities": self._count_by(month, "severity"),
                "channels": self._count_by(month, "channel_id"),
                "categories": self._count_by(month, "category_id"),
                "units": self._count_by(month, "unit_id"),
                "causes": self._get_causes(),
                "trend": self._get_trend(),
                **self._count_in_time(),
            },
        }

    def _count_in_time(self):
        """Replies that were due in the month: ``in_time`` of ``due`` (CMP-03)"""
        groups = self.env["crm.complaint.milestone"]._read_group(
            Domain("company_id", "=", self.company_id.id)
            & Domain("kind", "=", "reply")
            & Domain("state", "in", ("met", "late", "missed"))
            & Domain("complaint_id.kind", "=", "complaint")
            & self._get_within_domain("due_on"),
            ["state"],
            ["__count"],
        )
        counts = dict(groups)
        return {"in_time": counts.get("met", 0), "due": sum(counts.values())}

    def _count_events(self, kind):
        domain = (
            Domain("company_id", "=", self.company_id.id)
            & Domain("kind", "=", kind)
            & Domain("complaint_id.kind", "=", "complaint")
            & self._get_within_domain("moment")
        )
        return self.env["crm.complaint.event"].search_count(domain)

    def _count_by(self, domain, name):
        """Pairs of name and number, the most frequent first."""
        groups = self.env["crm.complaint"]._read_group(domain, [name], ["__count"])
        field = self.env["crm.complaint"]._fields[name]
        labels = {}
        if field.type == "selection":
            labels = dict(field._description_selection(self.env))
        unknown = self.env._("Not Named Yet")
        pairs = [
            [labels.get(value) or (value and value.display_name) or unknown, count]
            for value, count in groups
        ]
        return sorted(pairs, key=lambda pair: -pair[1])[:LINES]

    def _get_causes(self):
        """Name, number, share and share up to here of each cause"""
        last = fields.Date.subtract(fields.Date.add(self.month, months=1), days=1)
        pareto = self.env["crm.complaint.pareto"].with_context(
            complaint_from=fields.Date.to_string(self.month),
            complaint_to=fields.Date.to_string(last),
        )
        rows = pareto.search_fetch(
            [("dimension", "=", "cause"), ("company_id", "=", self.company_id.id)],
            ["name", "count", "share", "share_up_to"],
            limit=LINES,
        )
        causes = [[row.name, row.count, row.share, row.share_up_to] for row in rows]
        # rows of another period have the same ids
        pareto.invalidate_model(flush=False)
        return causes

    def _get_rates(self):
        """Complaints per 100 customers in this month and in the one before

        :return: two figures, each None where there were no customers then
        """
        rate = self.env["crm.complaint.rate"].search(
            [
                ("base", "=", "customers"),
                ("company_id", "=", self.company_id.id),
                ("month", "=", self.month),
            ]
        )
        return (
            rate.rate if rate.base_count else None,
            rate.previous_rate if rate.has_previous else None,
        )

    def _get_trend(self):
        """Pairs of month and number, for a year up to this month"""
        rates = self.env["crm.complaint.rate"].search(
            [
                ("base", "=", "customers"),
                ("company_id", "=", self.company_id.id),
                ("month", "<=", self.month),
            ],
            order="month desc",
            limit=TREND_MONTHS,
        )
        return [[f"{rate.month:%y-%m}", rate.complaint_count] for rate in rates[::-1]]

    # -- showing -----------------------------------------------------------------------

    def _get_key_figures(self):
        """Title, figure and remark of what stands at the top of the report"""
        self.ensure_one()
        figures = self.figures
        before = self.env._("before: %(number)s", number=figures["received_before"])
        rate = f"{self.rate:.2f}" if self.is_rated else "—"
        rate_before = figures["rate_before"]
        rate_before = self.env._(
            "before: %(rate)s",
            rate="—" if rate_before is None else f"{rate_before:.2f}",
        )
        key_figures = [
            (self.env._("Received"), self.received, before),
            (self.env._("Repeated"), figures["repeated"], ""),
            (self.env._("Closed"), self.closed, ""),
            (self.env._("Open at the End"), self.left_open, ""),
            (self.env._("Reopened"), self.reopened, ""),
            (self.env._("Per 100 Customers"), rate, rate_before),
        ]
        if figures["due"]:
            share = 100 * figures["in_time"] / figures["due"]
            key_figures.append(
                (
                    self.env._("Replied in Time"),
                    f"{share:.0f} %",
                    f"{figures['in_time']} / {figures['due']}",
                )
            )
        return key_figures

    def _get_lists(self):
        """Title and lines of the lists, each with the length of its bar in percent"""
        self.ensure_one()
        titles = {
            "categories": self.env._("By Category"),
            "units": self.env._("By Department"),
            "severities": self.env._("By Severity"),
            "channels": self.env._("By Channel"),
            "endings": self.env._("Endings of Those Closed"),
        }
        lists = []
        for name, title in titles.items():
            pairs = self.figures[name]
            bars = charts.lengths([count for _label, count in pairs])
            lines = [
                (label, count, length)
                for (label, count), length in zip(pairs, bars, strict=True)
            ]
            lists.append((title, lines))
        return lists

    def _get_pareto_chart(self, width, height):
        causes = self.figures["causes"]
        return {
            "columns": charts.columns([cause[1] for cause in causes], width, height),
            "line": charts.line([cause[3] for cause in causes], width, height),
            "labels": [
                (shorten(name, LABEL), f"{count} · {up_to:.0f} %")
                for name, count, _share, up_to in causes
            ],
        }

    def _get_trend_chart(self, width, height):
        trend = self.figures["trend"]
        return {
            "columns": charts.columns([count for _m, count in trend], width, height),
            "months": trend,
        }
