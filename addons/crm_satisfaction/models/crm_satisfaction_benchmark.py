# Copyright 2026 Customer Policy Suite contributors
# License AGPL-3.0 or later (https://www.gnu.org/licenses/agpl).

from odoo import api, fields, models
from odoo.fields import Domain

from odoo.addons.crm_policy.engine.periods import period_of


class CrmSatisfactionBenchmark(models.Model):
    """What is known of a competitor's performance, with its source (SAT-12)."""

    _name = "crm.satisfaction.benchmark"
    _description = "Benchmark of a Competitor"
    _inherit = [
        "crm.satisfaction.scan.mixin",
        "crm.policy.known.mixin",
        "mail.thread",
        "mail.activity.mixin",
    ]
    _order = "date desc, name, id"
    _check_company_auto = True

    name = fields.Char(string="Competitor", required=True, tracking=True)
    partner_id = fields.Many2one(
        "res.partner",
        string="Contact",
        check_company=True,
        index="btree_not_null",
        ondelete="set null",
        help="When the competitor is one of the contacts.",
    )
    company_id = fields.Many2one(
        "res.company",
        required=True,
        index=True,
        default=lambda self: self.env.company,
    )
    kind_id = fields.Many2one(
        "crm.satisfaction.kind",
        string="Business",
        required=True,
        index=True,
        ondelete="restrict",
    )
    date = fields.Date(
        string="Day in the Quarter",
        required=True,
        default=lambda self: self.env.company._policy_today(),
        tracking=True,
        help="The figure counts in the quarter of this day.",
    )
    date_start = fields.Date(
        string="Quarter", compute="_compute_date_start", store=True, index=True
    )
    has_score = fields.Boolean(string="Score Known", default=True)
    score = fields.Float(
        string="Satisfaction",
        digits=(5, 2),
        aggregator="avg",
        tracking=True,
        help="Out of 100; another scale is converted before it is entered.",
    )
    performance = fields.Html(
        help="What they do better or worse: quality, time, service, price."
    )
    source = fields.Char(
        required=True,
        tracking=True,
        help="Where it comes from: study, association, press, customer.",
    )
    source_date = fields.Date(
        string="Date of the Source",
        required=True,
        tracking=True,
        default=lambda self: self.env.company._policy_today(),
    )
    attachment_ids = fields.Many2many(
        relation="crm_satisfaction_benchmark_attachment_rel", string="Papers"
    )
    active = fields.Boolean(default=True)

    _score_check = models.Constraint(
        "CHECK(score BETWEEN 0 AND 100)", "A score lies between 0 and 100."
    )

    @api.model
    def _get_known_domains(self):
        return {
            "score": Domain("has_score", "=", True),
        }

    @api.depends("date")
    def _compute_date_start(self):
        for benchmark in self:
            day = benchmark.date
            benchmark.date_start = day and period_of(day, "quarter").start

    @api.onchange("partner_id")
    def _onchange_partner_id(self):
        if self.partner_id and not self.name:
            self.name = self.partner_id.name
