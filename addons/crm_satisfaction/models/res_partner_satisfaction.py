# Copyright 2026 Customer Policy Suite contributors
# License AGPL-3.0 or later (https://www.gnu.org/licenses/agpl).

from odoo import api, fields, models
from odoo.fields import Domain

from odoo.addons.crm_policy.models.crm_improvement import OPEN_STATES

from ..engine import customer_sql

GROUPS = "crm_policy.group_user,crm_policy.group_auditor"


class ResPartner(models.Model):
    """How satisfied a customer is; contacts show the figures of their company.

    Of the measurements that the reader may read: departments see their own scores.
    """

    _inherit = "res.partner"

    satisfaction_subject_ids = fields.One2many(
        "crm.satisfaction.subject",
        "partner_id",
        string="Measured Objects",
        groups=GROUPS,
    )
    satisfaction_subject_count = fields.Integer(
        string="Number of Measured Objects",
        compute="_compute_satisfaction_subject_count",
        groups=GROUPS,
    )
    satisfaction_count = fields.Integer(
        string="Satisfaction Measurements",
        compute="_compute_satisfaction",
        groups=GROUPS,
    )
    satisfaction_score = fields.Float(
        string="Satisfaction (last score)",
        digits=(5, 2),
        compute="_compute_satisfaction",
        groups=GROUPS,
        help="Out of 100, of the latest measurement that is done.",
    )
    satisfaction_level_id = fields.Many2one(
        "crm.satisfaction.level", compute="_compute_satisfaction", groups=GROUPS
    )
    satisfaction_passed = fields.Boolean(compute="_compute_satisfaction", groups=GROUPS)
    satisfaction_trend = fields.Float(
        string="Trend of Satisfaction (points)",
        digits=(5, 2),
        compute="_compute_satisfaction",
        groups=GROUPS,
        help="The latest score less the one before.",
    )
    satisfaction_trend_known = fields.Boolean(
        compute="_compute_satisfaction", groups=GROUPS
    )
    satisfaction_asked = fields.Integer(
        string="Asked whether They Recommend",
        compute="_compute_satisfaction",
        groups=GROUPS,
    )
    satisfaction_nps = fields.Float(
        string="Net Promoter Score",
        digits=(5, 1),
        compute="_compute_satisfaction",
        groups=GROUPS,
        help="Of all who were asked: per cent that recommend with 9 or 10, less per "
        "cent with 6 or less; from −100 to 100.",
    )
    satisfaction_improvement_count = fields.Integer(
        string="Open Improvements of Satisfaction",
        compute="_compute_satisfaction_improvement_count",
        groups=GROUPS,
    )

    @api.depends_context("uid", "allowed_company_ids")
    def _compute_satisfaction_subject_count(self):
        customers = self.commercial_partner_id
        counts = dict(
            self.env["crm.satisfaction.subject"]._read_group(
                [("partner_id", "in", customers.ids)], ["partner_id"], ["__count"]
            )
        )
        for partner in self:
            partner.satisfaction_subject_count = counts.get(
                partner.commercial_partner_id, 0
            )

    @api.depends_context("uid", "allowed_company_ids")
    def _compute_satisfaction(self):
        standings = self._get_satisfaction_standings()
        nothing = (0, 0.0, False, False, None, 0, 0, 0)
        for partner in self:
            count, last, level_id, passed, before, asked, promoters, detractors = (
                standings.get(partner.commercial_partner_id.id, nothing)
            )
            partner.satisfaction_count = count
            partner.satisfaction_score = last
            partner.satisfaction_level_id = level_id
            partner.satisfaction_passed = passed
            partner.satisfaction_trend = 0 if before is None else last - before
            partner.satisfaction_trend_known = before is not None
            partner.satisfaction_asked = asked
            partner.satisfaction_nps = (
                100 * (promoters - detractors) / asked if asked else 0
            )

    def _get_satisfaction_standings(self):
        """By customer what the statement says, for measurements one may read."""
        customers = self.commercial_partner_id
        if not customers.ids:
            return {}
        measurements = self.env["crm.satisfaction.measurement"]
        measurements.flush_model()
        counted = measurements._search(
            Domain("partner_id", "in", customers.ids)
            & Domain("state", "=", "done")
            & Domain("has_score", "=", True)
            & Domain("is_rolled_up", "=", True)
        )
        # raw SQL: the last two of each customer, one statement for all
        rows = self.env.execute_query(customer_sql.standing(counted.subselect()))
        return {row[0]: row[1:] for row in rows}

    @api.depends_context("uid", "allowed_company_ids")
    def _compute_satisfaction_improvement_count(self):
        groups = self.env["crm.satisfaction.measurement"]._read_group(
            [
                ("partner_id", "in", self.commercial_partner_id.ids),
                ("improvement_id.state", "in", OPEN_STATES),
            ],
            ["partner_id"],
            ["__count"],
        )
        counts = dict(groups)
        for partner in self:
            partner.satisfaction_improvement_count = counts.get(
                partner.commercial_partner_id, 0
            )

    def action_open_satisfaction(self):
        """The measurements of this customer that one may read."""
        self.ensure_one()
        action = self.env["ir.actions.act_window"]._for_xml_id(
            "crm_satisfaction.crm_satisfaction_measurement_action"
        )
        return {
            **action,
            "domain": [("partner_id", "=", self.commercial_partner_id.id)],
            "context": {},
        }
