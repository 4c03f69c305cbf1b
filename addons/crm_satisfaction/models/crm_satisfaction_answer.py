# Copyright 2026 Customer Policy Suite contributors
# License AGPL-3.0 or later (https://www.gnu.org/licenses/agpl).

from odoo import Command, api, fields, models
from odoo.exceptions import UserError
from odoo.fields import Domain


class CrmSatisfactionAnswer(models.Model):
    """The questionnaire of one respondent, whichever way it came in (SAT-09)."""

    _name = "crm.satisfaction.answer"
    _description = "Questionnaire"
    _inherit = [
        "crm.satisfaction.scan.mixin",
        "crm.policy.known.mixin",
        "crm.policy.reason.mixin",
    ]
    _order = "answered_on desc, id desc"
    _rec_names_search = ["number", "contact_name"]
    _check_company_auto = True

    measurement_id = fields.Many2one(
        "crm.satisfaction.measurement",
        required=True,
        index=True,
        ondelete="restrict",
    )
    company_id = fields.Many2one(related="measurement_id.company_id", store=True)
    subject_id = fields.Many2one(
        related="measurement_id.subject_id", store=True, index=True
    )
    unit_id = fields.Many2one(related="measurement_id.unit_id", store=True, index=True)
    partner_id = fields.Many2one(
        related="measurement_id.partner_id", store=True, index=True
    )
    measurement_state = fields.Selection(
        related="measurement_id.state", string="State of the Measurement"
    )
    is_anonymous = fields.Boolean(related="measurement_id.is_anonymous")
    way = fields.Selection(
        [
            ("online", "Online"),
            ("phone", "Phone"),
            ("interview", "Interview"),
            ("paper", "Paper Form"),
        ],
        default="phone",
        required=True,
        index=True,
    )
    contact_id = fields.Many2one(
        "res.partner",
        string="Respondent",
        index="btree_not_null",
        ondelete="restrict",
        help="Empty when the answers are anonymous, or the person is not known here.",
    )
    contact_name = fields.Char(string="Name")
    role_id = fields.Many2one("crm.satisfaction.role", ondelete="restrict")
    role_weight = fields.Float(
        string="Weight",
        default=1.0,
        help="How much this questionnaire counts beside the others.",
    )
    number = fields.Char(
        string="Number of the Form",
        copy=False,
        help="Printed on the paper form; each form is entered once.",
    )
    answered_on = fields.Date(default=lambda self: self.env.company._policy_today())
    entered_by_id = fields.Many2one(
        "res.users", readonly=True, copy=False, default=lambda self: self.env.user
    )
    is_signed = fields.Boolean(string="Signed")
    is_stamped = fields.Boolean(string="Stamped")
    attachment_ids = fields.Many2many(relation="crm_satisfaction_answer_attachment_rel")
    comment = fields.Text()
    has_recommend = fields.Boolean(string="Recommendation Answered")
    recommend = fields.Integer(
        string="Would Recommend (0–10)", aggregator="avg", help="From 0 to 10."
    )
    has_recognition = fields.Boolean(string="Recognition Answered")
    recognition = fields.Integer(string="Knows Us (0–10)", aggregator="avg")
    line_ids = fields.One2many("crm.satisfaction.answer.line", "answer_id", "Answers")
    state = fields.Selection(
        [("draft", "Being Entered"), ("done", "Answered"), ("void", "Void")],
        default="draft",
        required=True,
        readonly=True,
        index=True,
        copy=False,
    )
    void_reason = fields.Text(readonly=True, copy=False)
    voided_by_id = fields.Many2one("res.users", readonly=True, copy=False)
    voided_on = fields.Datetime(readonly=True, copy=False)
    has_score = fields.Boolean(string="Scored", readonly=True, copy=False)
    score = fields.Float(digits=(5, 2), readonly=True, copy=False, aggregator="avg")
    level_id = fields.Many2one(
        "crm.satisfaction.level", readonly=True, copy=False, ondelete="restrict"
    )

    _number_uniq = models.UniqueIndex(
        "(measurement_id, number) WHERE number IS NOT NULL AND state != 'void'",
        "This form was entered already.",
    )
    _recommend_check = models.Constraint(
        "CHECK(recommend BETWEEN 0 AND 10 AND recognition BETWEEN 0 AND 10)",
        "Recommendation and recognition are answered from 0 to 10.",
    )
    _role_weight_check = models.Constraint(
        "CHECK(role_weight >= 0)", "The weight of a questionnaire cannot be negative."
    )

    # -- compute -----------------------------------------------------------------------

    @api.model
    def _get_known_domains(self):
        return {
            "score": Domain("has_score", "=", True),
            "recommend": Domain("has_recommend", "=", True),
            "recognition": Domain("has_recognition", "=", True),
        }

    @api.depends("contact_id", "contact_name", "number", "way", "is_anonymous")
    @api.depends_context("lang")
    def _compute_display_name(self):
        ways = dict(self._fields["way"]._description_selection(self.env))
        for answer in self:
            # sudo: an answer names who gave it, and is anonymous by naming nobody
            person = answer.sudo().contact_id.name
            who = person or answer.contact_name or answer.number
            if not who and answer.is_anonymous:
                who = self.env._("Anonymous")
            who = who or self.env._("No name yet")
            answer.display_name = f"{who} ({ways.get(answer.way, '')})"

    # -- guards ------------------------------------------------------------------------

    def _get_decided_fields(self):
        """What only the steps and the score write."""
        return {
            "state",
            "void_reason",
            "voided_by_id",
            "voided_on",
            "entered_by_id",
            "has_score",
            "score",
            "level_id",
        }

    @api.model_create_multi
    def create(self, vals_list):
        if not self.env.su:
            for vals in vals_list:
                for name in self._get_decided_fields():
                    vals.pop(name, None)
                vals.update(state="draft", entered_by_id=self.env.uid)
        answers = super().create(vals_list)
        answers._check_measurement_open()
        answers._create_missing_lines()
        return answers

    def write(self, vals):
        if not self.env.su:
            self.check_access("write")
            if self._get_decided_fields() & vals.keys():
                raise UserError(
                    self.env._("This moves on by its buttons, not by editing it.")
                )
            self._check_may_change()
            if "measurement_id" in vals:
                raise UserError(
                    self.env._("A questionnaire stays with its measurement.")
                )
        return super().write(vals)

    @api.ondelete(at_uninstall=False)
    def _unlink_if_draft(self):
        if any(answer.state != "draft" for answer in self):
            raise UserError(
                self.env._("An answered questionnaire is never deleted. Void it.")
            )

    def _check_measurement_open(self):
        """:raises UserError: answers are taken while the measurement collects them"""
        for answer in self:
            if answer.measurement_id.state != "open" and not self.env.su:
                raise UserError(
                    self.env._(
                        "%(measurement)s does not take answers now.",
                        measurement=answer.measurement_id.display_name,
                    )
                )

    def _check_may_change(self):
        """:raises UserError: once answered, a questionnaire stays as it is"""
        self._check_measurement_open()
        if any(answer.state != "draft" for answer in self):
            raise UserError(
                self.env._(
                    "An answered questionnaire stays as it is. Void it with a reason, "
                    "and enter it again."
                )
            )

    # -- steps -------------------------------------------------------------------------

    def action_done(self):
        """The questionnaire counts from now on."""
        self.check_access("write")
        self._check_may_change()
        self._check_complete()
        # sudo: the state is closed to everybody else (see write)
        self.sudo().write({"state": "done"})
        self._after_answered()

    def _void(self, reason):
        """Entered by mistake: kept, but not counted.

        :raises UserError: a customer's own answer is not the department's to void
        """
        self.check_access("write")
        self._check_measurement_open()
        counted = self.filtered(lambda one: one.state != "void")
        if "online" in counted.mapped("way") and not self.env["res.users"]._acts_as(
            "officer"
        ):
            raise UserError(
                self.env._("Only an officer voids what a customer answered online.")
            )
        # sudo: the state is closed to everybody else (see write)
        counted.sudo().write(
            {
                "state": "void",
                "void_reason": reason,
                "voided_by_id": self.env.uid,
                "voided_on": fields.Datetime.now(),
            }
        )
        counted._after_voided()

    def _get_reasoned_steps(self):
        return {"void": (self._void, self.env._("Void the Questionnaire"))}

    def action_void(self):
        return self._ask_reason("void")

    # -- extension points --------------------------------------------------------------

    def _create_missing_lines(self):
        """One line for each factor that is asked."""
        for answer in self:
            missing = (
                answer.measurement_id.set_id.factor_ids - answer.line_ids.factor_id
            )
            if missing:
                # sudo: the lines belong to a questionnaire one may already write
                answer.sudo().line_ids = [
                    Command.create({"factor_id": factor.id}) for factor in missing
                ]

    def _check_complete(self):
        """:raises UserError: what a questionnaire must have before it counts"""

    def _after_voided(self):
        """Questionnaires do not count any more: the score follows."""
        self.measurement_id._rescore()

    def _after_answered(self):
        """Questionnaires were answered, in whichever way: the score follows."""
        self.measurement_id._rescore()
