# Copyright 2026 Customer Policy Suite contributors
# License AGPL-3.0 or later (https://www.gnu.org/licenses/agpl).

from ast import literal_eval

from odoo import api, fields, models
from odoo.exceptions import UserError, ValidationError
from odoo.fields import Domain

from ..engine import facts, scorecard, spec


class CrmGradingScheme(models.Model):
    """How a company grades its customers: weights, bands, thresholds, workflow.

    A scheme in use never changes. Changing it means a new version, so that every
    grade can be explained by the scheme that gave it (GRD-16).
    """

    _name = "crm.grading.scheme"
    _inherit = ["mail.thread", "mail.activity.mixin"]
    _description = "Grading Scheme"
    _order = "company_id, state, name, version desc"
    _check_company_auto = True

    name = fields.Char(required=True, translate=True)
    company_id = fields.Many2one(
        "res.company",
        domain=[("parent_id", "=", False)],
        index=True,
        help="Branches share the grades of their main company. "
        "Without a company: the pattern that new companies start with.",
    )
    currency_id = fields.Many2one(related="company_id.currency_id")
    method = fields.Selection(
        [("scorecard", "Scorecard")], required=True, default="scorecard"
    )
    version = fields.Integer(default=1, readonly=True, copy=False)
    previous_id = fields.Many2one(
        "crm.grading.scheme",
        string="Previous Version",
        readonly=True,
        copy=False,
        index="btree_not_null",
    )
    next_ids = fields.One2many("crm.grading.scheme", "previous_id")
    state = fields.Selection(
        [("draft", "Draft"), ("active", "Active"), ("retired", "Retired")],
        required=True,
        readonly=True,
        default="draft",
        copy=False,
        tracking=True,
    )
    is_frozen = fields.Boolean(
        compute="_compute_is_frozen",
        search="_search_is_frozen",
        help="In use: weights, bands and thresholds change in a new version only.",
    )
    domain = fields.Char(
        string="Customers",
        required=True,
        default="[('customer_rank', '>', 0)]",
        help="Which companies and persons are graded. Contacts count for their "
        "company; special partners stay out.",
    )
    line_ids = fields.One2many(
        "crm.grading.scheme.line", "scheme_id", string="Indicators", copy=True
    )
    threshold_ids = fields.One2many(
        "crm.grading.threshold", "scheme_id", string="Grades", copy=True
    )
    weight_total = fields.Float(
        string="Total Weight (%)",
        compute="_compute_weight_total",
        digits=(5, 2),
        min_display_digits=0,
    )
    minimum_coverage = fields.Float(
        string="Minimum Coverage (%)",
        default=50,
        digits=(5, 2),
        min_display_digits=0,
        help="With data for less than this share of the weight a result is "
        "provisional: it shows, but gives the customer no grade.",
    )
    financials_max_age = fields.Integer(
        string="Own Figures up to (years)",
        default=2,
        help="A customer's own yearly figures older than this count as missing.",
    )
    cadence = fields.Selection(
        [
            ("month", "Every month"),
            ("quarter", "Every quarter"),
            ("half", "Every half-year"),
            ("year", "Every year"),
            ("none", "On demand only"),
        ],
        required=True,
        default="quarter",
        help="A round is opened, computed and sent to review by itself when a period "
        "is over.",
    )
    appeal_days = fields.Integer(
        string="Appeal Period (days)",
        default=7,
        help="Calendar days between publication and the day grades take effect.",
    )
    round_ids = fields.One2many("crm.grading.round", "scheme_id", string="Rounds")
    round_count = fields.Integer(compute="_compute_round_count")

    _one_active = models.UniqueIndex(
        "(company_id) WHERE state = 'active'",
        "This company already has an active scheme. Retire it first.",
    )
    _coverage_range = models.Constraint(
        "CHECK(minimum_coverage BETWEEN 0 AND 100)",
        "The minimum coverage must be between 0 and 100 %.",
    )
    _appeal_days_positive = models.Constraint(
        "CHECK(appeal_days >= 0)", "The appeal period cannot be negative."
    )
    _financials_max_age_positive = models.Constraint(
        "CHECK(financials_max_age > 0)",
        "A customer's own figures must be allowed for at least one year.",
    )

    @api.depends("name", "version")
    def _compute_display_name(self):
        for scheme in self:
            scheme.display_name = self.env._(
                "%(name)s v%(version)s", name=scheme.name, version=scheme.version
            )

    @api.depends("state", "round_ids.state", "round_ids.kind")
    def _compute_is_frozen(self):
        used = self.search(
            Domain("id", "in", self.ids) & self._search_is_frozen("in", [True])
        )
        for scheme in self:
            scheme.is_frozen = scheme in used

    def _search_is_frozen(self, operator, value):
        if operator != "in":
            return NotImplemented
        return Domain("state", "!=", "draft") | Domain(
            "round_ids",
            "any",
            [("kind", "=", "regular"), ("state", "not in", ["draft", "cancelled"])],
        )

    @api.depends("line_ids.weight")
    def _compute_weight_total(self):
        for scheme in self:
            scheme.weight_total = sum(scheme.line_ids.mapped("weight"))

    @api.depends("round_ids")
    def _compute_round_count(self):
        counts = dict(
            self.env["crm.grading.round"]._read_group(
                [("scheme_id", "in", self.ids)], ["scheme_id"], ["__count"]
            )
        )
        for scheme in self:
            scheme.round_count = counts.get(scheme, 0)

    @api.constrains("domain")
    def _check_domain(self):
        for scheme in self:
            try:
                self.env["res.partner"]._search(Domain(literal_eval(scheme.domain)))
            except (ValueError, SyntaxError, TypeError) as error:
                raise ValidationError(
                    self.env._(
                        "The choice of customers cannot be read: %(error)s", error=error
                    )
                ) from error

    @api.constrains("company_id")
    def _check_company_is_root(self):
        if self.company_id.filtered("parent_id"):
            raise ValidationError(
                self.env._(
                    "Schemes belong to the main company; its branches share the grades."
                )
            )

    @api.model_create_multi
    def create(self, vals_list):
        if not self.env.su:
            for vals in vals_list:
                vals.update(state="draft")
        return super().create(vals_list)

    def write(self, vals):
        if self._get_frozen_fields() & vals.keys():
            self._check_not_frozen()
        if "state" in vals and not self.env.su:
            raise UserError(
                self.env._("Use the buttons of the scheme to change its state.")
            )
        return super().write(vals)

    @api.ondelete(at_uninstall=False)
    def _unlink_except_frozen(self):
        self._check_not_frozen()

    def _get_frozen_fields(self):
        """What decides grades, and therefore never changes once it was used."""
        return {
            "company_id",
            "method",
            "domain",
            "line_ids",
            "threshold_ids",
            "minimum_coverage",
            "financials_max_age",
        }

    def _check_not_frozen(self):
        self.env["crm.grading.threshold"]._check_schemes_not_frozen(self)

    # -- actions -----------------------------------------------------------------------

    def action_activate(self):
        """Makes this version the one that grades its company; the former one retires.

        :raises UserError: naming all that is wrong with the scheme (GRD-01, GRD-02)
        """
        self.check_access("write")
        for scheme in self:
            scheme._check_ready()
            if not scheme.company_id:
                raise UserError(
                    self.env._("A pattern for new companies cannot be activated.")
                )
            former = self.search(
                [("company_id", "=", scheme.company_id.id), ("state", "=", "active")]
            )
            # state is written by these buttons only (see write)
            (former - scheme).sudo().state = "retired"
            self.env.flush_all()
            scheme.sudo().state = "active"

    def action_retire(self):
        self.check_access("write")
        # state is written by these buttons only (see write)
        self.filtered(lambda scheme: scheme.state == "active").sudo().state = "retired"

    def action_new_version(self):
        """A draft copy to change, beside this version that stays as it is."""
        self.ensure_one()
        newest = self.search(
            [("company_id", "=", self.company_id.id), ("name", "=", self.name)],
            order="version desc",
            limit=1,
        )
        new = self.copy({"previous_id": self.id, "name": self.name})
        new.version = newest.version + 1
        return new._get_form_action()

    def action_what_if(self):
        """A round on this scheme that shows its effect and touches no customer."""
        self.ensure_one()
        self._check_ready()
        what_if = self.env["crm.grading.round"].create(
            {
                "scheme_id": self.id,
                "kind": "what_if",
                "date": self.company_id._policy_today(),
            }
        )
        what_if.action_compute()
        return what_if._get_form_action()

    def action_open_rounds(self):
        self.ensure_one()
        action = self.env["ir.actions.act_window"]._for_xml_id(
            "crm_grading.crm_grading_round_action"
        )
        action.update(
            domain=[("scheme_id", "=", self.id)],
            context={"default_scheme_id": self.id},
        )
        return action

    def _get_form_action(self):
        return {
            "type": "ir.actions.act_window",
            "res_model": self._name,
            "res_id": self.id,
            "view_mode": "form",
        }

    # -- checks ------------------------------------------------------------------------

    def _check_ready(self):
        """:raises UserError: naming everything that keeps the scheme from grading"""
        for scheme in self:
            faults = scheme._get_faults()
            if faults:
                raise UserError(
                    self.env._(
                        "%(scheme)s cannot grade yet:\n%(faults)s",
                        scheme=scheme.display_name,
                        faults="\n".join(f"• {fault}" for fault in faults),
                    )
                )

    def _get_faults(self):
        """All that is wrong with the scheme, as translated sentences."""
        self.ensure_one()
        faults = self._get_weight_faults() + self._get_threshold_faults()
        for line in self.line_ids:
            faults += line._get_faults()
        return faults

    def _get_weight_faults(self):
        total = scorecard.rounded(self.weight_total)
        if total == scorecard.HUNDRED:
            return []
        return [
            self.env._(
                "the weights total %(total)s %%, not 100 %% (%(difference)s %%)",
                total=f"{total:f}",
                difference=f"{total - scorecard.HUNDRED:+f}",
            )
        ]

    def _get_threshold_faults(self):
        sentences = {
            "empty": lambda: self.env._("it has no grades"),
            "overlap": lambda better, worse, bound, _same: self.env._(
                "grades %(better)s and %(worse)s overlap, both begin at %(bound)s",
                better=better,
                worse=worse,
                bound=bound,
            ),
            "order": lambda better, worse, high, low: self.env._(
                "grade %(better)s must begin above %(worse)s, but begins at %(high)s "
                "and %(worse)s at %(low)s",
                better=better,
                worse=worse,
                high=high,
                low=low,
            ),
            "range": lambda grade, bound: self.env._(
                "grade %(grade)s begins at %(bound)s, scores go from 0 to 100",
                grade=grade,
                bound=bound,
            ),
            "gap": lambda grade, bound: self.env._(
                "scores below %(bound)s have no grade; %(grade)s must begin at 0",
                grade=grade,
                bound=bound,
            ),
        }
        bounds = [
            (threshold.grade_id.code, scorecard.rounded(threshold.lower))
            for threshold in self.threshold_ids.sorted("grade_sequence")
        ]
        return [
            sentences[fault](*labels, *values)
            for fault, labels, values in scorecard.threshold_faults(bounds)
        ]

    @api.model
    def _get_active(self, company):
        """The scheme that grades the customers of a company.

        :raises UserError: when there is none
        """
        scheme = self._find_active(company)
        if not scheme:
            raise UserError(
                self.env._(
                    "This company has no active grading scheme. "
                    "Activate one under Configuration, Grading Schemes."
                )
            )
        return scheme

    @api.model
    def _find_active(self, company):
        return self.search(
            [("company_id", "=", company.root_id.id), ("state", "=", "active")],
            limit=1,
        )

    # -- engine ------------------------------------------------------------------------

    @api.model
    def _get_fact_registry(self):
        """Sources and facts that indicators can use.

        A bridge adds its own: call super, put a source and its facts in, return it;
        and name the facts in ``crm.grading.indicator._selection_fact``.
        """
        return facts.base_registry()

    def _prepare_scorecard(self):
        """This scheme as the engine knows it."""
        self.ensure_one()
        return spec.Scorecard(
            indicators=tuple(line._prepare_indicator() for line in self.line_ids),
            thresholds=tuple(
                spec.Threshold(
                    threshold.grade_id.id, scorecard.rounded(threshold.lower)
                )
                for threshold in self.threshold_ids.sorted("grade_sequence")
            ),
            minimum_coverage=scorecard.rounded(self.minimum_coverage),
        )

    def _prepare_scope(self, date, **values):
        """Which figures a computation of this scheme on ``date`` looks at."""
        self.ensure_one()
        # branches that the user may not open belong to the customer's figures as well
        branches = (
            self.env["res.company"]
            .sudo()
            .with_context(active_test=False)
            .search([("id", "child_of", self.company_id.id)])
        )
        return spec.Scope(
            date=date,
            company_id=self.company_id.id,
            company_ids=tuple(branches.ids),
            financials_max_age=self.financials_max_age,
            **values,
        )

    def _get_population_domain(self):
        """Customers to grade: the scheme's choice, of this company or of all."""
        self.ensure_one()
        return Domain(literal_eval(self.domain)) & Domain(
            "company_id",
            "in",
            [False, *self._prepare_scope(fields.Date.today()).company_ids],
        )

    def _get_population(self):
        """Subselect of the customers' ids.

        Archived ones are in it, so that they are seen to be out. A company grades all
        its customers, whoever starts the round: record rules of the person do not bear
        on the result, hence sudo.
        """
        partners = self.env["res.partner"].sudo().with_context(active_test=False)
        return partners._search(self._get_population_domain()).subselect()
