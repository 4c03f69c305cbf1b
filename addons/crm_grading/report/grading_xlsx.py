# Copyright 2026 Customer Policy Suite contributors
# License AGPL-3.0 or later (https://www.gnu.org/licenses/agpl).

from odoo import api, models


class GradingXlsx(models.AbstractModel):
    """What the workbooks of gradings share: the rounds they show and how these came."""

    _name = "report.crm_grading.xlsx"
    _inherit = "report.crm_policy.xlsx"
    _description = "Grading Workbook"

    _xlsx_model = "crm.grading.result"

    @api.model
    def _get_rounds(self, docids, data):
        """The rounds whose results are printed, as far as the reader may see them."""
        groups = self.env["crm.grading.result"]._read_group(
            self._get_domain(docids, data), ["round_id"]
        )
        rounds = self.env["crm.grading.round"].browse(record.id for [record] in groups)
        return rounds.sorted()

    @api.model
    def _get_parameters(self, docids, data):
        """Scheme, version, thresholds, weights and approval of each round (GRD-16)."""
        parameters = super()._get_parameters(docids, data)
        for record in self._get_rounds(docids, data):
            parameters += self._get_round_parameters(record)
        return parameters

    @api.model
    def _get_round_parameters(self, record):
        # sudo: the scheme and the people who decided are named to all who see the round
        known = record.sudo()
        scheme = known.scheme_id
        return [
            (self.env._("Round"), known.name),
            (self.env._("Company of the Round"), known.company_id.display_name),
            (self.env._("Currency of the Round"), known.company_id.currency_id.name),
            (self.env._("Figures until"), self._format_date(known.date)),
            (self.env._("State of the Round"), self._get_state_label(known)),
            (self.env._("Scheme"), scheme.display_name),
            (self.env._("Grades from Score"), self._get_threshold_text(scheme)),
            (self.env._("Minimum Coverage"), f"{scheme.minimum_coverage:g} %"),
            *(
                (
                    self.env._("Indicator: %(name)s", name=line.name),
                    self.env._(
                        "weight %(weight)s %%; %(rule)s",
                        weight=f"{line.weight:g}",
                        rule=line.rule_text,
                    ),
                )
                for line in scheme.line_ids
            ),
            (self.env._("Submitted by"), known.submitted_by_id.name or ""),
            (
                self.env._("Approved by"),
                known.approved_by_id.name or self.env._("not approved yet"),
            ),
            (self.env._("Published on"), self._format_date(known.published_on)),
            (self.env._("In Effect since"), self._format_date(known.effective_on)),
        ]

    @api.model
    def _get_state_label(self, record):
        labels = dict(record._fields["state"]._description_selection(self.env))
        if record.kind == "what_if":
            return self.env._(
                "What-if, %(state)s: never takes effect", state=labels[record.state]
            )
        return labels[record.state]

    @api.model
    def _get_threshold_text(self, scheme):
        return ", ".join(
            f"{threshold.grade_id.code} ≥ {threshold.lower:g}"
            for threshold in scheme.threshold_ids.sorted("grade_sequence")
        )

    @api.model
    def _format_date(self, value):
        return value.isoformat() if value else ""

    @api.model
    def _get_unit_label(self, unit, currency):
        """The unit of an indicator's figures, for a column title.

        :param currency: of the figures; empty when they are of several currencies
        """
        return {
            "money": currency.name or self.env._("company currency"),
            "percent": "%",
            "points": self.env._("points"),
        }.get(unit, self.env._("number"))
