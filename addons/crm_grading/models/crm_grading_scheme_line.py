# Copyright 2026 Customer Policy Suite contributors
# License AGPL-3.0 or later (https://www.gnu.org/licenses/agpl).

from decimal import Decimal

from odoo import api, fields, models

from ..engine import scorecard, spec


class CrmGradingSchemeLine(models.Model):
    _name = "crm.grading.scheme.line"
    _inherit = ["crm.grading.frozen.mixin"]
    _description = "Indicator of a Grading Scheme"
    _order = "scheme_id, dimension_sequence, sequence, id"

    scheme_id = fields.Many2one(
        "crm.grading.scheme", required=True, ondelete="cascade", index=True
    )
    indicator_id = fields.Many2one(
        "crm.grading.indicator", required=True, ondelete="restrict", index=True
    )
    name = fields.Char(related="indicator_id.name")
    code = fields.Char(related="indicator_id.code")
    unit = fields.Selection(related="indicator_id.unit")
    fact = fields.Selection(related="indicator_id.fact")
    description = fields.Text(related="indicator_id.description")
    is_frozen = fields.Boolean(related="scheme_id.is_frozen")
    dimension_id = fields.Many2one(related="indicator_id.dimension_id", store=True)
    dimension_sequence = fields.Integer(
        related="indicator_id.dimension_sequence", store=True, string="Dimension Order"
    )
    sequence = fields.Integer(related="indicator_id.sequence", store=True)
    axis = fields.Selection(
        [("value", "Value"), ("potential", "Potential")],
        help="Of a value × potential scheme: which of the two the indicator measures.",
    )
    weight = fields.Float(
        string="Weight (%)",
        required=True,
        digits=(5, 2),
        min_display_digits=0,
        help="All weights of a scheme (of each axis of a matrix) total 100 %.",
    )
    method = fields.Selection(
        [
            ("bands", "Bands"),
            ("linear", "Linear between floor and cap"),
            ("percentile", "Percentile among the customers graded"),
            ("assessed", "Assessed by hand"),
        ],
        required=True,
        default="bands",
        help="How the raw figure becomes 0 to 100 points. Percentile points depend on "
        "the other customers: a customer may lose points although its figure rose.",
    )
    window_months = fields.Integer(
        string="Over (months)",
        required=True,
        default=12,
        help="The figure is taken over these months, ending on the day of the round.",
    )
    fallback = fields.Selection(
        selection="_selection_fallback",
        string="Else",
        help="Used for a customer without the figure itself.",
    )
    missing = fields.Selection(
        [
            ("skip", "Leave out, weigh the others more"),
            ("zero", "Count as 0 points"),
            ("block", "Give no grade"),
        ],
        string="Without Data",
        required=True,
        default="skip",
    )
    floor = fields.Float(
        digits=(16, 6), min_display_digits=0, help="The figure that earns 0 points."
    )
    cap = fields.Float(
        default=100,
        digits=(16, 6),
        min_display_digits=0,
        help="The figure that earns 100 points; below the floor where less is better.",
    )
    band_ids = fields.One2many("crm.grading.band", "line_id", string="Bands", copy=True)
    rule_text = fields.Char(string="Scoring", compute="_compute_rule_text")

    _indicator_uniq = models.Constraint(
        "UNIQUE(scheme_id, indicator_id)", "A scheme has each indicator once."
    )
    _weight_range = models.Constraint(
        "CHECK(weight >= 0 AND weight <= 100)", "A weight must be between 0 and 100 %."
    )
    # The months with a purchase are kept as bits of one number
    _window_range = models.Constraint(
        "CHECK(window_months BETWEEN 1 AND 60)",
        "A figure is taken over 1 to 60 months.",
    )

    @api.model
    def _selection_fallback(self):
        return self.env["crm.grading.indicator"]._selection_fact() + [
            ("assessed", self.env._("Assessed by hand"))
        ]

    @api.depends("method", "band_ids.lower", "band_ids.points", "floor", "cap")
    def _compute_rule_text(self):
        for line in self:
            line.rule_text = line._get_rule_text()

    def _get_rule_text(self):
        """The way from figure to points in one line, lowest figure first."""
        if self.method == "bands":
            return "  ".join(
                f"≥{self._format_bound(band.lower)}→{self._format_bound(band.points)}"
                for band in self.band_ids.sorted("lower")
            )
        if self.method == "linear":
            floor, cap = map(self._format_bound, (self.floor, self.cap))
            return f"{floor}→0 … {cap}→100"
        return dict(self._fields["method"]._description_selection(self.env)).get(
            self.method
        )

    @api.model
    def _format_bound(self, value):
        text = f"{value:,.6f}"
        return text.rstrip("0").rstrip(".")

    @api.onchange("indicator_id")
    def _onchange_indicator_id(self):
        if self.indicator_id and not self.indicator_id.fact:
            self.method = "assessed"

    def action_open_rule(self):
        """How the figure becomes points, in a dialog over the scheme."""
        self.ensure_one()
        return self._get_records_action(name=self.name, target="new", context={})

    def _get_schemes(self):
        return self.scheme_id

    def _get_faults(self):
        """What keeps this line from grading, as translated sentences (GRD-04)."""
        self.ensure_one()
        faults = []
        if self.method == "assessed":
            if self.fact:
                faults.append(
                    self.env._("it has a figure and cannot be assessed by hand")
                )
        elif not self.fact:
            faults.append(
                self.env._("it has no figure and can only be assessed by hand")
            )
        if self.method == "linear" and self.floor == self.cap:
            faults.append(self.env._("floor and cap are the same"))
        if self.method == "bands":
            faults += self._get_band_faults()
        faults += self._get_figure_faults()
        return [f"{self.name}: {fault}" for fault in faults]

    def _get_figure_faults(self):
        figures = {self.fact, self.fallback} - {False, "assessed"}
        facts = self.scheme_id._get_fact_registry().facts
        if not figures <= facts.keys():
            return [self.env._("its figure comes from an addon that is not installed")]
        if len({facts[figure].unit for figure in figures}) > 1:
            return [self.env._("the figure used instead has another unit")]
        return []

    def _get_band_faults(self):
        sentences = {
            "few": lambda: self.env._("bands are missing, at least two are needed"),
            "overlap": lambda bound: self.env._(
                "two bands overlap, both begin at %(bound)s",
                bound=self._format_bound(bound),
            ),
            "points": lambda bound, value: self.env._(
                "the band from %(bound)s gives %(points)s points, not 0 to 100",
                bound=self._format_bound(bound),
                points=self._format_bound(value),
            ),
        }
        bands = [(band.lower, band.points) for band in self.band_ids]
        return [
            sentences[fault](*values) for fault, values in scorecard.band_faults(bands)
        ]

    def _prepare_evidence(self):
        """This line as a figure that earns no points but stands with the result."""
        self.ensure_one()
        return spec.Indicator(
            code=self.code,
            weight=Decimal(0),
            method="figure" if self.fact else "assessed",
            fact=self.fact or None,
            window=self.window_months,
            fallback=self.fallback or None,
            digits=self.indicator_id.digits,
        )

    def _prepare_indicator(self):
        """This line as the engine knows it."""
        self.ensure_one()
        return spec.Indicator(
            code=self.code,
            weight=scorecard.rounded(self.weight),
            method=self.method,
            fact=self.fact or None,
            window=self.window_months,
            fallback=self.fallback or None,
            missing=self.missing,
            digits=self.indicator_id.digits,
            bands=tuple(
                spec.Band(Decimal(str(band.lower)), scorecard.rounded(band.points))
                for band in self.band_ids
            ),
            floor=Decimal(str(self.floor)),
            cap=Decimal(str(self.cap)),
        )
