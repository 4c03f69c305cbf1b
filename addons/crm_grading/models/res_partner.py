# Copyright 2026 Customer Policy Suite contributors
# License AGPL-3.0 or later (https://www.gnu.org/licenses/agpl).

from odoo import api, fields, models
from odoo.fields import Domain
from odoo.tools import SQL

from .crm_grading_score_sheet_mixin import FIGURE_GROUPS


class ResPartner(models.Model):
    """The grade on the customer, read from the standings of the company one works in.

    Nothing of it is stored here. In SQL the fields join the standings, so lists filter,
    sort and group by grade as fast as by a column; contacts carry the grade of the
    company they belong to.
    """

    _inherit = "res.partner"

    customer_grade_id = fields.Many2one(
        "crm.grading.grade",
        compute="_compute_customer_standing",
        search="_search_customer_grade_id",
        help="Grade in effect: the approved override, else the computed grade.",
    )
    customer_score = fields.Float(
        compute="_compute_customer_standing",
        search="_search_customer_score",
        digits=(5, 2),
        aggregator="avg",
    )
    customer_grade_date = fields.Date(
        string="Grade since",
        compute="_compute_customer_standing",
        search="_search_customer_grade_date",
    )
    customer_computed_grade_id = fields.Many2one(
        "crm.grading.grade",
        string="Computed Grade",
        compute="_compute_customer_override",
        search="_search_customer_computed_grade_id",
    )
    customer_override_id = fields.Many2one(
        "crm.grading.override",
        string="Grade Override",
        compute="_compute_customer_override",
        search="_search_customer_override_id",
    )
    customer_other_standing_ids = fields.Many2many(
        "crm.grading.standing",
        string="Grades of Other Schemes",
        compute="_compute_customer_other_standing_ids",
        help="What schemes beside the leading one say about this customer.",
    )
    customer_grade_color = fields.Integer(
        related="customer_grade_id.color", string="Grade Colour"
    )
    customer_computed_grade_color = fields.Integer(
        related="customer_computed_grade_id.color", string="Computed Grade Colour"
    )
    customer_override_reason = fields.Text(
        related="customer_override_id.reason",
        string="Override Reason",
        groups="crm_policy.group_user,crm_policy.group_auditor",
    )
    customer_override_until = fields.Date(
        related="customer_override_id.valid_until", string="Override until"
    )
    grading_result_id = fields.Many2one(
        "crm.grading.result",
        string="Latest Result",
        compute="_compute_grading_result_id",
        help="The customer's latest published result.",
    )
    grading_pending_date = fields.Date(
        string="Date of the Pending Result",
        compute="_compute_grading_pending_date",
        help="Of the latest result, while it is published and not in effect yet.",
    )
    grading_movement = fields.Selection(
        selection=lambda self: self.env["crm.grading.result"]
        ._fields["movement"]
        ._description_selection(self.env),
        string="Movement of the Grade",
        compute="_compute_grading_movement",
        help="Against the round before.",
    )
    grading_score_sheet = fields.Json(
        compute="_compute_grading_score_sheet", groups=FIGURE_GROUPS
    )
    grading_history = fields.Json(compute="_compute_grading_history")
    grading_result_count = fields.Integer(compute="_compute_grading_result_count")
    grading_financials_ids = fields.One2many(
        "crm.grading.financials",
        "partner_id",
        groups="crm_policy.group_user,crm_policy.group_auditor",
    )
    grading_credit_rating_ids = fields.One2many(
        "crm.grading.credit.rating",
        "partner_id",
        groups="crm_policy.group_user,crm_policy.group_auditor",
    )
    grading_assessment_ids = fields.One2many(
        "crm.grading.assessment",
        "partner_id",
        groups="crm_policy.group_user,crm_policy.group_auditor",
    )

    @api.model
    def _get_standing_columns(self):
        """Partner fields by the column of the standing that they read."""
        return {
            "customer_grade_id": "grade_id",
            "customer_score": "score",
            "customer_grade_date": "date",
            "customer_computed_grade_id": "computed_grade_id",
            "customer_override_id": "override_id",
        }

    @api.depends("commercial_partner_id")
    @api.depends_context("company")
    def _compute_customer_standing(self):
        self._read_standings(
            ["customer_grade_id", "customer_score", "customer_grade_date"]
        )

    @api.depends("commercial_partner_id")
    @api.depends_context("company")
    def _compute_customer_override(self):
        """Apart from the grade itself: lists seldom show it, and pay for each field."""
        self._read_standings(["customer_computed_grade_id", "customer_override_id"])

    @api.depends("commercial_partner_id")
    @api.depends_context("company")
    def _compute_customer_other_standing_ids(self):
        standings = (
            self.env["crm.grading.standing"]
            .search(
                [
                    ("partner_id", "in", self.commercial_partner_id.ids),
                    ("company_id", "=", self.env.company.root_id.id),
                    ("is_leading", "=", False),
                    ("grade_id", "!=", False),
                ]
            )
            .grouped("partner_id")
        )
        for partner in self:
            partner.customer_other_standing_ids = standings.get(
                partner.commercial_partner_id
            )

    def _read_standings(self, fnames):
        columns = {fname: self._get_standing_columns()[fname] for fname in fnames}
        # sudo: the grade in effect is for everybody who sees the customer
        standings = (
            self.env["crm.grading.standing"]
            .sudo()
            .search_fetch(
                [
                    ("partner_id", "in", self.commercial_partner_id.ids),
                    ("company_id", "=", self.env.company.root_id.id),
                    ("is_leading", "=", True),
                ],
                ["partner_id", *columns.values()],
                order="id",
            )
            .grouped("partner_id")
        )
        empty = self.env["crm.grading.standing"]
        for partner in self:
            standing = standings.get(partner.commercial_partner_id, empty)
            for fname, column in columns.items():
                partner[fname] = standing[column]

    def _field_to_sql(self, alias, field_expr, query=None):
        column = self._get_standing_columns().get(field_expr)
        if column is None or query is None:
            return super()._field_to_sql(alias, field_expr, query)
        standing = query.make_alias(alias, "customer_standing")
        query.add_join(
            "LEFT JOIN",
            standing,
            "crm_grading_standing",
            SQL(
                "%s = %s AND %s = %s AND %s",
                SQL.identifier(standing, "partner_id"),
                SQL.identifier(alias, "commercial_partner_id"),
                SQL.identifier(standing, "company_id"),
                self.env.company.root_id.id,
                SQL.identifier(standing, "is_leading"),
            ),
        )
        return SQL.identifier(standing, column)

    def _search_customer_grade_id(self, operator, value):
        return self._search_standing("customer_grade_id", operator, value)

    def _search_customer_score(self, operator, value):
        return self._search_standing("customer_score", operator, value)

    def _search_customer_grade_date(self, operator, value):
        return self._search_standing("customer_grade_date", operator, value)

    def _search_customer_computed_grade_id(self, operator, value):
        return self._search_standing("customer_computed_grade_id", operator, value)

    def _search_customer_override_id(self, operator, value):
        return self._search_standing("customer_override_id", operator, value)

    @api.model
    def _search_standing(self, fname, operator, value):
        """Domain on the standings; a customer without one has nothing there."""
        if operator in ("in", "not in") and self._fields[fname].relational:
            return self._get_standing_domain(fname, operator, value)
        if operator in Domain.NEGATIVE_OPERATORS:
            return NotImplemented
        values = Domain(self._get_standing_columns()[fname], operator, value)
        # sudo: as in the compute
        standings = self.env["crm.grading.standing"].sudo()
        return Domain(
            "commercial_partner_id",
            "in",
            standings._search(
                values
                & Domain("company_id", "=", self.env.company.root_id.id)
                & Domain("is_leading", "=", True)
            ).subselect("partner_id"),
        )

    @api.model
    def _get_standing_domain(self, fname, operator, value):
        """Condition on the join that sorting and grouping use as well."""
        ids = tuple(item for item in value if item)
        with_absent = len(ids) < len(value)
        negative = operator == "not in"

        def to_sql(model, alias, query):
            column = model._field_to_sql(alias, fname, query)
            terms = [SQL("%s IN %s", column, ids)] if ids else []
            if with_absent:
                terms.append(SQL("%s IS NULL", column))
            found = SQL("(%s)", SQL(" OR ").join(terms)) if terms else SQL("FALSE")
            return SQL("%s IS NOT TRUE", found) if negative else found

        def predicate(partner):
            found = partner[fname].id in ids if partner[fname] else with_absent
            return found != negative

        return Domain.custom(to_sql=to_sql, predicate=predicate)

    @api.depends_context("company", "uid")
    def _compute_grading_result_id(self):
        """The latest result that the user may see; only published ones are shown."""
        # sudo: which scheme leads is no secret, its weights may be
        schemes = self.env["crm.grading.scheme"].sudo()
        leading = schemes._find_leading(self.env.company)
        latest = dict(
            self.env["crm.grading.result"]._read_group(
                [
                    ("partner_id", "in", self.commercial_partner_id.ids),
                    ("scheme_root_id", "=", leading.root_id.id),
                    ("round_id.state", "in", ["published", "effective"]),
                ],
                ["partner_id"],
                ["id:max"],
            )
        )
        for partner in self:
            partner.grading_result_id = latest.get(partner.commercial_partner_id)

    @api.depends_context("company", "uid")
    def _compute_grading_pending_date(self):
        for partner in self:
            result = partner.grading_result_id
            is_pending = result.round_id.state == "published"
            partner.grading_pending_date = is_pending and result.date

    @api.depends_context("company", "uid")
    def _compute_grading_movement(self):
        """Of the grade in effect; what is only published may still be appealed."""
        for partner in self:
            result = partner.grading_result_id
            in_effect = result.round_id.state == "effective"
            partner.grading_movement = in_effect and result.movement

    @api.depends_context("company", "uid", "lang")
    def _compute_grading_score_sheet(self):
        for partner in self:
            partner.grading_score_sheet = partner.grading_result_id.score_sheet

    @api.depends_context("company", "uid")
    def _compute_grading_history(self):
        for partner in self:
            partner.grading_history = partner.grading_result_id.history

    @api.depends_context("company", "uid")
    def _compute_grading_result_count(self):
        counts = dict(
            self.env["crm.grading.result"]._read_group(
                [
                    ("partner_id", "in", self.commercial_partner_id.ids),
                    ("round_id.state", "=", "effective"),
                ],
                ["partner_id"],
                ["__count"],
            )
        )
        for partner in self:
            partner.grading_result_count = counts.get(partner.commercial_partner_id, 0)

    @api.depends("customer_grade_id")
    def _compute_display_name(self):
        """Choices of a customer show its grade as a badge."""
        res = super()._compute_display_name()
        if self.env.context.get("formatted_display_name"):
            for partner in self.filtered("customer_grade_id"):
                partner.display_name += f" \t `{partner.customer_grade_id.code}`"
        return res

    def action_open_grade_history(self):
        self.ensure_one()
        action = self.env["ir.actions.act_window"]._for_xml_id(
            "crm_grading.crm_grading_result_action_history"
        )
        action["domain"] = [
            ("partner_id", "=", self.commercial_partner_id.id),
            ("round_id.state", "=", "effective"),
        ]
        return action

    def action_override_grade(self):
        self.ensure_one()
        action = self.env["ir.actions.act_window"]._for_xml_id(
            "crm_grading.crm_grading_override_request_action"
        )
        action["context"] = {"default_partner_id": self.commercial_partner_id.id}
        return action

    def action_preview_grade(self):
        """Grades this customer alone with today's figures, without effect."""
        self.ensure_one()
        self.check_access("read")
        return self.env["crm.grading.preview"]._open_for(self)
