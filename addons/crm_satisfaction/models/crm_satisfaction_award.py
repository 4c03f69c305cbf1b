# Copyright 2026 Customer Policy Suite contributors
# License AGPL-3.0 or later (https://www.gnu.org/licenses/agpl).

from dateutil.relativedelta import relativedelta

from odoo import api, fields, models
from odoo.exceptions import UserError


class CrmSatisfactionAward(models.Model):
    """An award that a measured object has won (SAT-01).

    It counts in each measurement that falls due while it is valid.
    """

    _name = "crm.satisfaction.award"
    _description = "Award"
    _inherit = ["crm.satisfaction.scan.mixin", "mail.thread"]
    _order = "date desc, id desc"
    _check_company_auto = True

    name = fields.Char(string="Award", required=True, tracking=True)
    subject_id = fields.Many2one(
        "crm.satisfaction.subject",
        string="Object",
        required=True,
        check_company=True,
        index=True,
        ondelete="restrict",
    )
    company_id = fields.Many2one(related="subject_id.company_id", store=True)
    unit_id = fields.Many2one(related="subject_id.unit_id", store=True, index=True)
    grade_id = fields.Many2one(
        "crm.satisfaction.award.grade",
        required=True,
        ondelete="restrict",
        tracking=True,
    )
    body = fields.Char(string="Conferred by", tracking=True)
    date = fields.Date(
        string="Conferred on",
        required=True,
        default=lambda self: self.env.company._policy_today(),
        tracking=True,
    )
    valid_until = fields.Date(
        compute="_compute_valid_until",
        store=True,
        readonly=False,
        precompute=True,
        tracking=True,
        help="The last day on which it counts. Empty: for ever.",
    )
    points = fields.Float(
        digits=(5, 2),
        compute="_compute_points",
        store=True,
        readonly=False,
        precompute=True,
        tracking=True,
        aggregator="sum",
    )
    is_expired = fields.Boolean(
        compute="_compute_is_expired", search="_search_is_expired"
    )
    attachment_ids = fields.Many2many(
        relation="crm_satisfaction_award_attachment_rel", string="Certificate"
    )
    note = fields.Text()
    active = fields.Boolean(default=True, tracking=True)

    _points_check = models.Constraint(
        "CHECK(points >= 0 AND points <= 100)", "Points lie between 0 and 100."
    )
    _dates_check = models.Constraint(
        "CHECK(valid_until IS NULL OR valid_until >= date)",
        "An award cannot expire before it was conferred.",
    )

    # -- compute -----------------------------------------------------------------------

    @api.depends("grade_id", "date")
    def _compute_valid_until(self):
        for award in self:
            years = award.grade_id.validity_years
            award.valid_until = (
                award.date + relativedelta(years=years, days=-1)
                if years and award.date
                else False
            )

    @api.depends("grade_id")
    def _compute_points(self):
        for award in self:
            award.points = award.grade_id.points

    @api.depends("valid_until")
    def _compute_is_expired(self):
        today = self.env.company._policy_today()
        for award in self:
            award.is_expired = bool(award.valid_until and award.valid_until < today)

    @api.model
    def _search_is_expired(self, operator, value):
        if operator != "in":
            return NotImplemented
        return [("valid_until", "<", self.env.company._policy_today())]

    # -- guards ------------------------------------------------------------------------

    @api.model_create_multi
    def create(self, vals_list):
        awards = super().create(vals_list)
        if not self.env["res.users"]._acts_as("officer"):
            # whatever was given: the grade says what an award counts
            self.env.add_to_compute(self._fields["points"], awards)
        awards._rescore_open()
        return awards

    def write(self, vals):
        if "points" in vals and not self.env["res.users"]._acts_as("officer"):
            raise UserError(
                self.env._("The points of an award are those of its grade.")
            )
        before = self.subject_id
        result = super().write(vals)
        if {"subject_id", "date", "valid_until", "points", "grade_id", "active"} & (
            vals.keys()
        ):
            self._rescore_open(before)
        return result

    def unlink(self):
        """Open measurements forget it; what is done keeps what it was made of."""
        measurements = self._get_open_measurements(self.subject_id)
        result = super().unlink()
        measurements._rescore()
        return result

    def _get_open_measurements(self, subjects):
        # sudo: the score follows the awards, whoever may see the measurements
        return (
            self.env["crm.satisfaction.measurement"]
            .sudo()
            .search([("subject_id", "in", subjects.ids), ("state", "=", "open")])
        )

    def _rescore_open(self, before=None):
        """The open measurements of the objects follow at once.

        :param before: objects that the awards belonged to until now
        """
        subjects = self.subject_id | (before or self.subject_id)
        self._get_open_measurements(subjects)._rescore()
