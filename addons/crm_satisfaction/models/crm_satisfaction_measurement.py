# Copyright 2026 Customer Policy Suite contributors
# License AGPL-3.0 or later (https://www.gnu.org/licenses/agpl).

from odoo import api, fields, models
from odoo.exceptions import UserError, ValidationError
from odoo.fields import Domain
from odoo.tools.date_utils import get_quarter_number

COMPONENTS = ("questionnaire", "contract", "award")


class CrmSatisfactionMeasurement(models.Model):
    """One measuring of an object: three components, one score (SAT-01).

    What it is scored with (factors, levels, weights, pass mark) is fixed when it
    opens; the score is fixed when it is done.
    """

    _name = "crm.satisfaction.measurement"
    _description = "Satisfaction Measurement"
    _inherit = [
        "crm.policy.decision.mixin",
        "crm.policy.known.mixin",
        "crm.policy.reason.mixin",
        "crm.policy.xlsx.mixin",
    ]
    _order = "date_to desc, id desc"
    _rec_names_search = ["reference", "subject_id.name"]
    _check_company_auto = True
    _first_state = "planned"

    reference = fields.Char(string="Number", readonly=True, copy=False)
    subject_id = fields.Many2one(
        "crm.satisfaction.subject",
        string="Object",
        required=True,
        check_company=True,
        index=True,
        ondelete="restrict",
    )
    company_id = fields.Many2one(
        "res.company",
        compute="_compute_of_subject",
        store=True,
        precompute=True,
        index=True,
    )
    kind_id = fields.Many2one(
        "crm.satisfaction.kind",
        string="Business",
        compute="_compute_of_subject",
        store=True,
        precompute=True,
        index=True,
    )
    unit_id = fields.Many2one(
        "crm.policy.unit",
        string="Department",
        compute="_compute_of_subject",
        store=True,
        precompute=True,
        index=True,
        help="As the object stood when the measurement was made.",
    )
    partner_id = fields.Many2one(
        "res.partner",
        string="Customer",
        compute="_compute_of_subject",
        store=True,
        precompute=True,
        index=True,
    )
    user_id = fields.Many2one(
        "res.users",
        string="Carried out by",
        compute="_compute_user_id",
        store=True,
        readonly=False,
        precompute=True,
        check_company=True,
        domain="[('share', '=', False)]",
        index=True,
        tracking=True,
    )
    agency_id = fields.Many2one(
        "res.partner",
        string="Outside Agency",
        check_company=True,
        index="btree_not_null",
        tracking=True,
        help="Who asks in our place. Empty: the own department.",
    )
    set_id = fields.Many2one(
        "crm.satisfaction.set",
        string="Factor Set",
        readonly=True,
        index="btree_not_null",
        copy=False,
        ondelete="restrict",
        help="The set that the answers are given to; fixed when the measurement opens.",
    )
    occasion = fields.Selection(
        [
            ("deeds", "Handover to Title Deeds"),
            ("quarter", "End of Quarter"),
            ("settlement", "After Final Settlement"),
            ("warranty", "Warranty"),
            ("revisit", "Revisit"),
            ("manual", "By Hand"),
        ],
        default="manual",
        required=True,
        index=True,
    )
    date_from = fields.Date(
        string="From",
        required=True,
        default=lambda self: self.env.company._policy_today(),
        tracking=True,
    )
    date_to = fields.Date(
        string="Due",
        required=True,
        index=True,
        default=lambda self: self.env.company._policy_today(),
        tracking=True,
    )
    closing_on = fields.Date(
        string="Answers until",
        compute="_compute_closing_on",
        store=True,
        readonly=False,
        precompute=True,
        tracking=True,
        help="Online answers are taken to the end of this day.",
    )
    year = fields.Integer(
        compute="_compute_quarter", store=True, index=True, aggregator=False
    )
    quarter = fields.Selection(
        [("1", "Q1"), ("2", "Q2"), ("3", "Q3"), ("4", "Q4")],
        compute="_compute_quarter",
        store=True,
    )
    is_anonymous = fields.Boolean(
        string="Anonymous",
        readonly=True,
        copy=False,
        help="Answers are kept without the name of who gave them.",
    )
    revisit_of_id = fields.Many2one(
        "crm.satisfaction.measurement",
        readonly=True,
        copy=False,
        index="btree_not_null",
        ondelete="restrict",
    )
    revisit_ids = fields.One2many(
        "crm.satisfaction.measurement", "revisit_of_id", string="Revisits", copy=False
    )
    state = fields.Selection(
        [
            ("planned", "Planned"),
            ("open", "Collecting Answers"),
            ("done", "Done"),
            ("cancelled", "Cancelled"),
        ],
        default="planned",
        required=True,
        readonly=True,
        index=True,
        copy=False,
        tracking=True,
        group_expand=True,
    )
    opened_on = fields.Datetime(readonly=True, copy=False)
    done_on = fields.Datetime(readonly=True, copy=False)
    done_by_id = fields.Many2one("res.users", readonly=True, copy=False)
    reason = fields.Text(
        readonly=True,
        copy=False,
        tracking=True,
        help="Why it was cancelled, opened again or finished before all had answered.",
    )
    basis = fields.Json(
        readonly=True,
        copy=False,
        help="What the score is computed with, as it stood when answers began.",
    )
    answer_ids = fields.One2many(
        "crm.satisfaction.answer", "measurement_id", string="Questionnaires", copy=False
    )
    answer_count = fields.Integer(
        string="Questionnaires Received", readonly=True, copy=False
    )
    has_score = fields.Boolean(string="Scored", readonly=True, copy=False, index=True)
    score = fields.Float(
        digits=(5, 2), readonly=True, copy=False, aggregator="avg", tracking=True
    )
    score_questionnaire = fields.Float(
        string="Questionnaire",
        digits=(5, 2),
        readonly=True,
        copy=False,
        aggregator=None,
    )
    score_contract = fields.Float(
        string="Contract Performance",
        digits=(5, 2),
        readonly=True,
        copy=False,
        aggregator=None,
    )
    score_award = fields.Float(
        string="Awards", digits=(5, 2), readonly=True, copy=False, aggregator=None
    )
    coverage = fields.Float(
        readonly=True,
        copy=False,
        aggregator="avg",
        help="Which part of the weights has a figure.",
    )
    level_id = fields.Many2one(
        "crm.satisfaction.level", readonly=True, copy=False, ondelete="restrict"
    )
    is_passed = fields.Boolean(string="Passed", readonly=True, copy=False)
    recommend_count = fields.Integer(readonly=True, copy=False)
    promoter_count = fields.Integer(string="Promoters", readonly=True, copy=False)
    detractor_count = fields.Integer(string="Detractors", readonly=True, copy=False)
    recognition_count = fields.Integer(readonly=True, copy=False)
    recognition_avg = fields.Float(
        string="Brand Recognition",
        digits=(4, 2),
        readonly=True,
        copy=False,
        aggregator="avg",
    )
    breakdown = fields.Json(
        readonly=True, copy=False, help="Every figure with what it was made of."
    )

    _reference_uniq = models.UniqueIndex(
        "(company_id, reference) WHERE reference IS NOT NULL"
    )
    _window_check = models.Constraint(
        "CHECK(date_from <= date_to)", "A measurement cannot end before it begins."
    )

    @api.model
    def _get_known_domains(self):
        return {
            "score": Domain("has_score", "=", True),
        }

    def _get_decision_fields(self):
        return super()._get_decision_fields() | {
            "set_id",
            "is_anonymous",
            "revisit_of_id",
            "opened_on",
            "done_on",
            "done_by_id",
            "reason",
            "basis",
            *self._get_score_fields(),
        }

    @api.model
    def _get_score_fields(self):
        """What `_rescore` writes, and nobody else."""
        return {
            "answer_count",
            "has_score",
            "score",
            "score_questionnaire",
            "score_contract",
            "score_award",
            "coverage",
            "level_id",
            "is_passed",
            "recommend_count",
            "promoter_count",
            "detractor_count",
            "recognition_count",
            "recognition_avg",
            "breakdown",
        }

    # -- compute -----------------------------------------------------------------------

    @api.depends("reference", "subject_id.name", "year", "quarter")
    def _compute_display_name(self):
        for measurement in self:
            measurement.display_name = self.env._(
                "%(number)s %(object)s (%(year)s Q%(quarter)s)",
                number=measurement.reference or "",
                object=measurement.subject_id.name or "",
                year=measurement.year or "",
                quarter=measurement.quarter or "",
            ).strip()

    @api.depends("subject_id")
    def _compute_of_subject(self):
        for measurement in self:
            subject = measurement.subject_id
            measurement.company_id = subject.company_id or self.env.company
            measurement.kind_id = subject.kind_id
            measurement.unit_id = subject.unit_id
            measurement.partner_id = subject.partner_id

    @api.depends("subject_id")
    def _compute_user_id(self):
        for measurement in self:
            measurement.user_id = measurement.subject_id.user_id or self.env.user

    @api.depends("date_to")
    def _compute_closing_on(self):
        for measurement in self:
            measurement.closing_on = measurement.date_to

    @api.depends("date_to")
    def _compute_quarter(self):
        for measurement in self:
            day = measurement.date_to
            measurement.year = day.year if day else 0
            measurement.quarter = str(get_quarter_number(day)) if day else False

    @api.constrains("subject_id")
    def _check_subject(self):
        if any(measurement.state != "planned" for measurement in self):
            raise ValidationError(
                self.env._("The object of a measurement is fixed once it has opened.")
            )

    # -- guards ------------------------------------------------------------------------

    @api.model_create_multi
    def create(self, vals_list):
        measurements = super().create(vals_list)
        for measurement in measurements:
            number = measurement.company_id._next_policy_number(
                "crm.satisfaction.measurement"
            )
            measurement._decide({"reference": number})
        return measurements

    @api.ondelete(at_uninstall=False)
    def _unlink_if_planned(self):
        if any(measurement.state != "planned" for measurement in self):
            raise UserError(
                self.env._("Only planned measurements can be deleted. Cancel it.")
            )

    # -- steps -------------------------------------------------------------------------

    def action_open(self):
        """Answers come in from now on; what they are scored with is fixed (SAT-01)"""
        self._lock("planned")
        for measurement in self:
            factor_set = measurement._get_set()
            if not factor_set:
                raise UserError(
                    self.env._(
                        "There is no approved factor set for %(kind)s. File one first.",
                        kind=measurement.kind_id.name,
                    )
                )
            measurement._decide(
                {
                    "state": "open",
                    "set_id": factor_set.id,
                    "is_anonymous": factor_set.is_anonymous,
                    "opened_on": fields.Datetime.now(),
                    "basis": measurement._prepare_basis(factor_set),
                }
            )
        self._after_opened()
        self._rescore()

    def action_done(self):
        """The score stands and counts (SAT-01)

        :raises UserError: nothing was measured yet
        """
        self._lock("open")
        self._rescore()
        for measurement in self:
            if not measurement.has_score:
                raise UserError(measurement._get_missing_score_text())
        self._decide(
            {
                "state": "done",
                "done_on": fields.Datetime.now(),
                "done_by_id": self.env.uid,
            }
        )
        self._after_done()

    def _get_missing_score_text(self):
        return self.env._(
            "%(measurement)s has no score yet: enter a questionnaire, the performance "
            "of the contract or an award first.",
            measurement=self.display_name,
        )

    def _reopen(self, reason):
        """A manager opens a finished one again."""
        self._check_manager()
        self._lock("done")
        self._before_reopened()
        self._decide({"state": "open", "done_on": False, "reason": reason})
        self._rescore()

    def _cancel(self, reason):
        self._lock("planned", "open")
        self._decide({"state": "cancelled", "reason": reason})

    def _check_manager(self):
        if not self.env["res.users"]._acts_as("manager"):
            raise UserError(self.env._("This step is a manager's."))

    def _get_reasoned_steps(self):
        return {
            "cancel": (self._cancel, self.env._("Cancel the Measurement")),
            "reopen": (self._reopen, self.env._("Open Again")),
        }

    def action_cancel(self):
        return self._ask_reason("cancel")

    def action_reopen(self):
        self._check_manager()
        return self._ask_reason("reopen")

    # -- extension points --------------------------------------------------------------

    def _get_set(self):
        """The factor set that the measurement opens with; may be empty (SAT-04)"""
        self.ensure_one()
        return self.subject_id._get_set()

    def _prepare_basis(self, factor_set):
        """What the score will be computed with, as plain values.

        :return: dict with `levels` (best first), `factors`, `weights` and `required`
            by component, `pass`
        """
        self.ensure_one()
        # sudo: settings and sets are what they are, whoever opens the measurement
        company = self.company_id.sudo()
        levels = self.env["crm.satisfaction.level"].sudo()._get_levels(company)
        return {
            "levels": [
                {
                    "id": level.id,
                    "code": level.code,
                    "name": level.name,
                    "lower": level.lower,
                    "value": level.value,
                }
                for level in levels
            ],
            "factors": [
                {
                    "id": factor.id,
                    "name": factor.name,
                    "section": factor.section or "",
                    "weight": factor.weight,
                }
                for factor in factor_set.sudo().factor_ids
            ],
            "weights": {
                name: company[f"satisfaction_weight_{name}"] for name in COMPONENTS
            },
            "required": {
                name: company[f"satisfaction_require_{name}"] for name in COMPONENTS
            },
            "pass": company.satisfaction_pass,
        }

    def _rescore(self):
        """Computes the scores of open measurements anew, in batch (SAT-01, SAT-03)"""

    def _after_opened(self):
        """Measurements have opened."""

    def _after_done(self):
        """The scores of measurements stand."""

    def _before_reopened(self):
        """:raises UserError: by what forbids to open finished measurements again"""
