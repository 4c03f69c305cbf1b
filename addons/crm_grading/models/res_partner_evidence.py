# Copyright 2026 Customer Policy Suite contributors
# License AGPL-3.0 or later (https://www.gnu.org/licenses/agpl).

from odoo import api, fields, models

from ..engine import fact_search
from .crm_grading_score_sheet_mixin import FIGURE_GROUPS
from .res_partner_fact import search_figure

EVIDENCE_GROUPS = "crm_policy.group_user,crm_policy.group_auditor"


class ResPartner(models.Model):
    """The facts that rules name, to be used in any condition on customers (GRD-06)."""

    _inherit = "res.partner"

    customer_cooperation_count = fields.Integer(
        string="Cooperations",
        compute="_compute_cooperation_count",
        search=search_figure("customer_cooperation_count"),
        groups=FIGURE_GROUPS,
        help="Past cooperations, counted as the settings say.",
    )
    customer_agreement_count = fields.Integer(
        string="Strategic Agreements in Force",
        compute="_compute_evidence_figures",
        search=search_figure("customer_agreement_count"),
        groups=FIGURE_GROUPS,
    )
    customer_project_count = fields.Integer(
        string="Follow-up Projects",
        compute="_compute_evidence_figures",
        search=search_figure("customer_project_count"),
        groups=FIGURE_GROUPS,
        help="Open projects that were marked, and open opportunities.",
    )
    customer_near_project_count = fields.Integer(
        string="Near-term Projects",
        compute="_compute_evidence_figures",
        search=search_figure("customer_near_project_count"),
        groups=FIGURE_GROUPS,
        help="Follow-up projects expected to begin soon, as the settings say.",
    )
    customer_influence_count = fields.Integer(
        string="Major Influence",
        compute="_compute_evidence_figures",
        search=search_figure("customer_influence_count"),
        groups=FIGURE_GROUPS,
        help="Decisions in force that this customer has major influence on our goals.",
    )
    customer_fundamentals = fields.Float(
        string="Fundamentals (points)",
        compute="_compute_judgement_figures",
        search=search_figure("customer_fundamentals"),
        digits=(5, 2),
        aggregator=None,
        groups=FIGURE_GROUPS,
    )
    customer_willingness = fields.Float(
        string="Willingness of Both Sides (points)",
        compute="_compute_judgement_figures",
        search=search_figure("customer_willingness"),
        digits=(5, 2),
        aggregator=None,
        groups=FIGURE_GROUPS,
    )
    customer_smoothness = fields.Float(
        string="Smooth Cooperation (points)",
        compute="_compute_judgement_figures",
        search=search_figure("customer_smoothness"),
        digits=(5, 2),
        aggregator=None,
        groups=FIGURE_GROUPS,
    )
    customer_relation = fields.Float(
        string="Relation (points)",
        compute="_compute_judgement_figures",
        search=search_figure("customer_relation"),
        digits=(5, 2),
        aggregator=None,
        groups=FIGURE_GROUPS,
    )
    grading_agreement_ids = fields.One2many(
        "crm.grading.agreement", "partner_id", groups=EVIDENCE_GROUPS
    )
    grading_project_ids = fields.One2many(
        "crm.grading.project", "partner_id", groups=EVIDENCE_GROUPS
    )
    grading_influence_ids = fields.One2many(
        "crm.grading.influence", "partner_id", groups=EVIDENCE_GROUPS
    )

    @api.model
    def _get_fact_fields(self):
        ever = fact_search.EVER
        return super()._get_fact_fields() | {
            "customer_cooperation_count": ("cooperation_count", ever),
            "customer_agreement_count": ("agreement_count", ever),
            "customer_project_count": ("project_count", ever),
            "customer_near_project_count": ("near_project_count", ever),
            "customer_influence_count": ("influence_count", ever),
            "customer_fundamentals": ("assessed_fundamentals", ever),
            "customer_willingness": ("assessed_willingness", ever),
            "customer_smoothness": ("assessed_smoothness", ever),
            "customer_relation": ("assessed_relation", ever),
        }

    @api.depends("commercial_partner_id")
    @api.depends_context("company", "grading_date")
    def _compute_cooperation_count(self):
        self._compute_figures("customer_cooperation_count")

    @api.depends("commercial_partner_id")
    @api.depends_context("company", "grading_date")
    def _compute_evidence_figures(self):
        self._compute_figures(
            "customer_agreement_count",
            "customer_project_count",
            "customer_near_project_count",
            "customer_influence_count",
        )

    @api.depends("commercial_partner_id")
    @api.depends_context("company", "grading_date")
    def _compute_judgement_figures(self):
        self._compute_figures(
            "customer_fundamentals",
            "customer_willingness",
            "customer_smoothness",
            "customer_relation",
        )
