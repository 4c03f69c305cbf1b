# Copyright 2026 Customer Policy Suite contributors
# License AGPL-3.0 or later (https://www.gnu.org/licenses/agpl).

from ast import literal_eval

from odoo import api, fields, models
from odoo.exceptions import UserError, ValidationError
from odoo.fields import Domain


class CrmGradingScheme(models.Model):
    """How a company grades its customers: method, figures, grades, workflow.

    A scheme in use never changes. Changing it means a new version, so that every
    grade can be explained by the scheme that gave it (GRD-16). Several schemes live
    side by side; the company's leading one gives customers their grade, the others
    show beside it.
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
        [
            ("scorecard", "Scorecard"),
            ("amount", "Amount"),
            ("rules", "Rules"),
            ("matrix", "Value × Potential"),
        ],
        required=True,
        default="scorecard",
        help="Scorecard: weighted points. Amount: the deal amount decides. "
        "Rules: the first condition that holds decides. "
        "Value × Potential: two scorecards decide together.",
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
    root_id = fields.Many2one(
        "crm.grading.scheme",
        string="First Version",
        compute="_compute_root_id",
        store=True,
        recursive=True,
        index=True,
        help="What a scheme is across its versions.",
    )
    is_leading = fields.Boolean(
        string="Leading",
        readonly=True,
        copy=False,
        tracking=True,
        help="Its grades are the grades of the company's customers; those of other "
        "schemes show beside them.",
    )
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
    rule_ids = fields.One2many(
        "crm.grading.rule", "scheme_id", string="Rules", copy=True
    )
    value_class_ids = fields.One2many(
        "crm.grading.class",
        "scheme_id",
        string="Value Classes",
        domain=[("axis", "=", "value")],
        copy=True,
    )
    potential_class_ids = fields.One2many(
        "crm.grading.class",
        "scheme_id",
        string="Potential Classes",
        domain=[("axis", "=", "potential")],
        copy=True,
    )
    cell_ids = fields.One2many("crm.grading.cell", "scheme_id", string="Cells")
    weight_total = fields.Float(
        string="Total Weight (%)",
        compute="_compute_weight_total",
        digits=(5, 2),
        min_display_digits=0,
    )
    value_weight_total = fields.Float(
        string="Weight of Value (%)",
        compute="_compute_axis_weight_totals",
        digits=(5, 2),
        min_display_digits=0,
    )
    potential_weight_total = fields.Float(
        string="Weight of Potential (%)",
        compute="_compute_axis_weight_totals",
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
        "(root_id) WHERE state = 'active'",
        "Another version of this scheme is active. Retire it first.",
    )
    _one_leading = models.UniqueIndex(
        "(company_id) WHERE is_leading", "A company has one leading scheme."
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

    @api.depends("previous_id.root_id")
    def _compute_root_id(self):
        for scheme in self:
            scheme.root_id = scheme.previous_id.root_id or scheme._origin

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

    @api.depends("line_ids.weight", "line_ids.axis")
    def _compute_axis_weight_totals(self):
        for scheme in self:
            lines = scheme.line_ids.grouped("axis")
            empty = self.env["crm.grading.scheme.line"]
            scheme.value_weight_total = sum(lines.get("value", empty).mapped("weight"))
            scheme.potential_weight_total = sum(
                lines.get("potential", empty).mapped("weight")
            )

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
                vals.update(state="draft", is_leading=False)
        return super().create(vals_list)

    def copy(self, default=None):
        """Cells go along, with the classes of the copy."""
        copies = super().copy(default)
        for scheme, new in zip(self, copies, strict=True):
            scheme._copy_cells(new)
        return copies

    def _copy_cells(self, new):
        classes = {
            (item.axis, item.lower): item.id
            for item in new.value_class_ids | new.potential_class_ids
        }
        for cell in self.cell_ids:
            value, potential = cell.value_class_id, cell.potential_class_id
            cell.copy(
                {
                    "scheme_id": new.id,
                    "value_class_id": classes["value", value.lower],
                    "potential_class_id": classes["potential", potential.lower],
                }
            )

    def _copy_for_company(self, company):
        """This pattern as a draft of a company, with its texts in all languages."""
        self.ensure_one()
        return self.copy({"company_id": company.id})

    def write(self, vals):
        if self._get_frozen_fields() & vals.keys():
            self._check_not_frozen()
        if {"state", "is_leading"} & vals.keys() and not self.env.su:
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
            "rule_ids",
            "value_class_ids",
            "potential_class_ids",
            "cell_ids",
            "minimum_coverage",
            "financials_max_age",
        }

    def _check_not_frozen(self):
        self.env["crm.grading.threshold"]._check_schemes_not_frozen(self)

    # -- actions -----------------------------------------------------------------------

    def action_activate(self):
        """Makes this the version that grades; the former version retires.

        The first scheme of a company leads it from then on.

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
                [("root_id", "=", scheme.root_id.id), ("state", "=", "active")]
            )
            # state is written by these buttons only (see write)
            (former - scheme).sudo().state = "retired"
            self.env.flush_all()
            scheme.sudo().state = "active"
            leading = self._find_leading(scheme.company_id)
            if not leading or leading.root_id == scheme.root_id:
                scheme._lead()

    def action_retire(self):
        self.check_access("write")
        # state is written by these buttons only (see write)
        self.filtered(lambda scheme: scheme.state == "active").sudo().state = "retired"

    def action_lead(self):
        """From now on customers carry the grades of this scheme.

        :raises UserError: when the scheme does not grade yet
        """
        self.ensure_one()
        self.check_access("write")
        if self.state != "active":
            raise UserError(
                self.env._("Only an active scheme can lead. Activate it first.")
            )
        self._lead()

    def _lead(self):
        # is_leading is written by these buttons only (see write)
        self._find_leading(self.company_id).sudo().is_leading = False
        self.flush_model(["is_leading"])
        self.sudo().is_leading = True
        # sudo: standings follow the scheme that was chosen by somebody who may
        self.env["crm.grading.standing"].sudo()._follow_leading(self)

    def action_new_version(self):
        """A draft copy to change, beside this version that stays as it is."""
        self.ensure_one()
        newest = self.search(
            [("root_id", "=", self.root_id.id)],
            order="version desc",
            limit=1,
        )
        new = self.copy({"previous_id": self.id})
        new.version = newest.version + 1
        return new._get_records_action(context={})

    def action_use_pattern(self):
        """A draft of the company one works in, made from this pattern."""
        self.ensure_one()
        scheme = self._copy_for_company(self.env.company.root_id)
        return scheme._get_records_action(context={})

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
        return what_if._get_records_action(context={})

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

    # -- finding ----------------------------------------------------------------------

    @api.model
    def _get_active(self, company):
        """The scheme that gives the customers of a company their grade.

        :raises UserError: when there is none
        """
        scheme = self._find_active(company)
        if not scheme:
            raise UserError(
                self.env._(
                    "This company has no leading grading scheme. "
                    "Activate one under Configuration, Grading Schemes."
                )
            )
        return scheme

    @api.model
    def _get_all_active(self, company):
        """All schemes that grade the customers of a company, the leading one first.

        :raises UserError: when there is none
        """
        schemes = self.search(
            [("company_id", "=", company.root_id.id), ("state", "=", "active")]
        )
        return schemes.sorted("is_leading", reverse=True) or self._get_active(company)

    @api.model
    def _find_active(self, company):
        return self._find_leading(company).filtered(
            lambda scheme: scheme.state == "active"
        )

    @api.model
    def _find_leading(self, company):
        """The scheme whose grades customers carry, also when it has been retired."""
        return self.search(
            [("company_id", "=", company.root_id.id), ("is_leading", "=", True)],
            limit=1,
        )
