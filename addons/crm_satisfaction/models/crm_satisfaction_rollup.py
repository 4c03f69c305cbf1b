# Copyright 2026 Customer Policy Suite contributors
# License AGPL-3.0 or later (https://www.gnu.org/licenses/agpl).

from odoo import api, fields, models
from odoo.fields import Domain

from ..engine import rollup


class CrmSatisfactionRollup(models.Model):
    """The figures of a period: of the company, a unit with all below it, a kind.

    Written by one statement while the period is open (SAT-07); names, levels, pass
    mark and targets stand in it as they were when it was closed.
    """

    _name = "crm.satisfaction.rollup"
    _description = "Roll-up of Satisfaction"
    _inherit = ["crm.policy.known.mixin", "crm.policy.xlsx.mixin"]
    _order = "date_end desc, period_kind desc, scope, name, id"

    period_id = fields.Many2one(
        "crm.satisfaction.period",
        required=True,
        readonly=True,
        index=True,
        ondelete="cascade",
    )
    state = fields.Selection(related="period_id.state")
    company_id = fields.Many2one("res.company", readonly=True, index=True)
    period_kind = fields.Selection(
        [("quarter", "Quarter"), ("year", "Year")], string="Quarter or Year"
    )
    date_start = fields.Date(string="From", readonly=True)
    date_end = fields.Date(string="To", readonly=True)
    scope = fields.Selection(
        [
            ("company", "Company"),
            ("unit", "Department"),
            ("kind", "Kind of Business"),
        ],
        string="Of",
        required=True,
        readonly=True,
    )
    unit_id = fields.Many2one(
        "crm.policy.unit",
        string="Department",
        readonly=True,
        index="btree_not_null",
        ondelete="restrict",
        help="With all that belong to it.",
    )
    kind_id = fields.Many2one(
        "crm.satisfaction.kind",
        string="Business",
        readonly=True,
        index="btree_not_null",
        ondelete="restrict",
    )
    name = fields.Char(
        string="Full Name",
        readonly=True,
        help="As it was called when the figures were counted.",
    )
    short_name = fields.Char(
        string="Name",
        readonly=True,
        help="Of a department without those that it belongs to.",
    )
    has_score = fields.Boolean(string="Scored", readonly=True)
    score = fields.Float(
        digits=(5, 2), readonly=True, aggregator="avg", help="Out of 100."
    )
    project_count = fields.Integer(
        string="Projects Measured",
        readonly=True,
        help="Each once, in however many quarters of a year it was measured.",
    )
    measurement_count = fields.Integer(string="Measurements Counted", readonly=True)
    numerator = fields.Float(digits=(16, 4), readonly=True, aggregator=None)
    denominator = fields.Float(digits=(16, 4), readonly=True, aggregator=None)
    coverage = fields.Float(
        digits=(5, 4),
        readonly=True,
        aggregator="avg",
        help="Of a quarter: the part of the measurements due that count. Of a year: "
        "the part of the weights that has a figure.",
    )
    parts = fields.Json(
        readonly=True, help="Quarters or departments with weight and score."
    )
    subsidiaries = fields.Json(
        readonly=True,
        help="Of the company's quarter: the sum of the scores of each subsidiary unit, "
        "by which the year goes on when settings or departments change.",
    )
    excluded = fields.Json(
        readonly=True,
        groups="crm_policy.group_officer,crm_policy.group_auditor",
        help="Measurements that do not count.",
    )
    excluded_count = fields.Integer(string="Measurements Left Out", readonly=True)
    counted_on = fields.Datetime(
        readonly=True, help="When the period was last counted; kept with the company."
    )
    formula = fields.Char(compute="_compute_formula")
    missing_text = fields.Text(string="Without a Figure", compute="_compute_formula")
    excluded_text = fields.Text(string="Left Out", compute="_compute_excluded_text")
    pass_mark = fields.Float(digits=(5, 2), readonly=True, aggregator=None)
    is_passed = fields.Boolean(string="Passed", readonly=True)
    level_id = fields.Many2one(
        "crm.satisfaction.level", readonly=True, ondelete="restrict"
    )
    level_name = fields.Char(
        string="Level Then", readonly=True, help="As the level was called then."
    )
    has_previous = fields.Boolean(string="Figure before Known", readonly=True)
    previous_score = fields.Float(
        string="The Period before", digits=(5, 2), readonly=True, aggregator="avg"
    )
    difference = fields.Float(
        digits=(5, 2),
        readonly=True,
        aggregator="avg",
        help="Better (+) or worse (−) than the period before, in points.",
    )
    invited_count = fields.Integer(
        string="People Asked",
        readonly=True,
        help="Invited, or listed as respondents of the objects measured. Of anonymous "
        "measurements only the invited: their questionnaires name nobody.",
    )
    responded_count = fields.Integer(
        string="People Who Answered",
        readonly=True,
        help="Of the people asked: online, by phone, in an interview or on paper.",
    )
    answer_count = fields.Integer(string="Questionnaires", readonly=True)
    has_feedback = fields.Boolean(string="Somebody Asked", readonly=True)
    feedback_rate = fields.Float(
        string="Feedback Collected (%)",
        digits=(5, 2),
        readonly=True,
        aggregator="avg",
        help="Of the people asked (invited, or listed as respondents), how many "
        "answered, online, by phone, in an interview or on paper.",
    )
    recommend_count = fields.Integer(
        string="Answered Whether They Recommend Us", readonly=True
    )
    promoter_count = fields.Integer(string="Promoters (9–10)", readonly=True)
    passive_count = fields.Integer(string="Passives (7–8)", readonly=True)
    detractor_count = fields.Integer(string="Detractors (0–6)", readonly=True)
    has_nps = fields.Boolean(string="Recommendation Asked", readonly=True)
    nps = fields.Float(
        string="Net Promoter Score",
        digits=(5, 2),
        readonly=True,
        aggregator="avg",
        help="Percent of promoters less percent of detractors, −100 to 100.",
    )
    recognition_count = fields.Integer(
        string="Answered Whether They Know Us", readonly=True
    )
    recognition_avg = fields.Float(
        string="Brand Recognition (0–10)",
        digits=(4, 2),
        readonly=True,
        aggregator="avg",
    )
    repeat_base = fields.Integer(string="Customers Measured", readonly=True)
    repeat_count = fields.Integer(string="Customers Who Came Again", readonly=True)
    repeat_rate = fields.Float(
        string="Repeat or Renewal (%)",
        digits=(5, 2),
        readonly=True,
        aggregator="avg",
    )
    target_score = fields.Float(
        string="Target: Score", digits=(5, 2), readonly=True, aggregator="avg"
    )
    target_repeat_rate = fields.Float(
        string="Target: Repeat (%)", digits=(5, 2), readonly=True, aggregator="avg"
    )
    target_feedback_rate = fields.Float(
        string="Target: Feedback (%)", digits=(5, 2), readonly=True, aggregator="avg"
    )
    target_state = fields.Selection(
        [
            ("none", "No Target"),
            ("met", "All Met"),
            ("behind", "Behind"),
            ("missed", "Missed"),
        ],
        string="Targets",
        compute="_compute_target_state",
        search="_search_target_state",
        help="Targets are of the year: missed once it is over, behind until then.",
    )

    _scope_uniq = models.UniqueIndex(
        "(period_id, scope, COALESCE(unit_id, 0), COALESCE(kind_id, 0))"
    )

    # -- compute -----------------------------------------------------------------------

    @api.model
    def _get_known_domains(self):
        return {
            "score": Domain("has_score", "=", True),
            "previous_score": Domain("has_previous", "=", True),
            "difference": Domain("has_previous", "=", True),
            "feedback_rate": Domain("has_feedback", "=", True),
            "nps": Domain("has_nps", "=", True),
            "recognition_avg": Domain("recognition_count", ">", 0),
            "repeat_rate": Domain("repeat_base", ">", 0),
            "target_score": Domain("target_score", ">", 0),
            "target_repeat_rate": Domain("target_repeat_rate", ">", 0),
            "target_feedback_rate": Domain("target_feedback_rate", ">", 0),
        }

    @api.depends("name", "period_id.name")
    def _compute_display_name(self):
        for row in self:
            row.display_name = f"{row.name} {row.period_id.name}"

    @api.depends("numerator", "denominator", "score", "has_score", "parts")
    @api.depends_context("lang")
    def _compute_formula(self):
        """The formula with its numbers, and the parts that have none."""
        for row in self:
            parts = row.parts or []
            row.formula = row._get_formula()
            row.missing_text = "\n".join(
                self.env._("%(part)s: weight 0", part=part["name"])
                if part["score"] is not None
                else self.env._("%(part)s: no figure", part=part["name"])
                for part in parts
                if part["score"] is None or not part["weight"]
            )

    def _get_formula(self):
        self.ensure_one()
        if not self.has_score:
            return self.env._("No figure")
        counted = [
            (part["weight"], part["score"])
            for part in self.parts or []
            if part["score"] is not None and part["weight"]
        ]
        return rollup.describe(self.numerator, self.denominator, self.score, counted)

    @api.depends("excluded", "excluded_count")
    @api.depends_context("uid", "lang", "allowed_company_ids")
    def _compute_excluded_text(self):
        """Those that one may read by name, and how many others there are."""
        measurements = self.env["crm.satisfaction.measurement"]
        reasons = {
            "not_done": self.env._("not done yet"),
            "no_score": self.env._("no score"),
            "not_counted": self.env._("counts in loyalty only"),
        }
        for row in self:
            # sudo: the names of what one may not read are left out below
            entries = row.sudo().excluded or []
            names = measurements._name_readable(
                {entry["measurement"]: entry["name"] for entry in entries}
            )
            lines = [
                f"{names[entry['measurement']]}: {reasons[entry['reason']]}"
                for entry in entries
                if entry["measurement"] in names
            ]
            more = row.excluded_count - len(lines)
            if more > 0:
                lines.append(self.env._("and %(count)s more", count=more))
            row.excluded_text = "\n".join(lines)

    @api.model
    def _get_targets(self):
        """Actual and target figure, and whether there is an actual one, by name."""
        return {
            "score": ("target_score", "has_score"),
            "repeat_rate": ("target_repeat_rate", "repeat_base"),
            "feedback_rate": ("target_feedback_rate", "has_feedback"),
        }

    @api.depends(
        "score",
        "repeat_rate",
        "feedback_rate",
        "target_score",
        "target_repeat_rate",
        "target_feedback_rate",
        "period_id.is_over",
    )
    def _compute_target_state(self):
        for row in self:
            states = {row._get_target_state(actual) for actual in row._get_targets()}
            row.target_state = next(
                state
                for state in ("missed", "behind", "met", "none")
                if state in states
            )

    def _get_target_state(self, actual):
        """Of one target: the year is judged, its quarters are not.

        :param str actual: the field of the actual figure
        """
        self.ensure_one()
        target, known = self._get_targets()[actual]
        if self.period_kind != "year" or not self[target] or not self[known]:
            return "none"
        if self[actual] >= self[target]:
            return "met"
        return "missed" if self.period_id.is_over else "behind"

    def _search_target_state(self, operator, value):
        if operator != "in":
            return NotImplemented
        years = self.search([("period_kind", "=", "year")])
        judged = years.filtered(lambda row: row.target_state in value)
        found = Domain("id", "in", judged.ids)
        if "none" in value:
            # only years are judged
            found |= Domain("period_kind", "!=", "year")
        return found

    # -- business ----------------------------------------------------------------------

    def _get_key(self):
        """What the row is of, the same in each period."""
        self.ensure_one()
        return (self.scope, self.unit_id.id, self.kind_id.id)

    def _get_trend(self, count):
        """The rows of the same in the last periods of the kind, this one last.

        :param int count: how many at most
        """
        self.ensure_one()
        rows = self.search(
            [
                ("company_id", "=", self.company_id.id),
                ("scope", "=", self.scope),
                ("unit_id", "=", self.unit_id.id),
                ("kind_id", "=", self.kind_id.id),
                ("period_kind", "=", self.period_kind),
                ("date_end", "<=", self.date_end),
            ],
            order="date_end desc",
            limit=count,
        )
        return rows[::-1]

    def action_open_period(self):
        """The period in which these figures stand."""
        self.ensure_one()
        return self.period_id._get_records_action(context={})

    @api.readonly
    def action_export_xlsx(self):
        """The workbook of the selected figures, or of all that the list shows."""
        return self._print_xlsx("crm_satisfaction.rollup_xlsx")
