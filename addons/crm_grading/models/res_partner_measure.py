# Copyright 2026 Customer Policy Suite contributors
# License AGPL-3.0 or later (https://www.gnu.org/licenses/agpl).

from dateutil.relativedelta import relativedelta

from odoo import api, fields, models
from odoo.fields import Domain
from odoo.tools import SQL

from .crm_grading_grade import PRIORITIES

ROLES = "crm_policy.group_user,crm_policy.group_auditor"
NEXT = 5
# Partner fields by the column of the account team that they show
TEAM_COLUMNS = {
    "customer_key_account_id": "key_account_user_id",
    "customer_executive_id": "executive_user_id",
    "customer_service_id": "service_user_id",
}


class ResPartner(models.Model):
    """Measures, account team and priority of a customer, in the company worked in."""

    _inherit = "res.partner"

    grading_account_team_ids = fields.One2many(
        "crm.grading.account.team", "partner_id", groups=ROLES
    )
    customer_key_account_id = fields.Many2one(
        "res.users",
        string="Key-Account Manager",
        compute="_compute_customer_team",
        inverse="_inverse_customer_key_account_id",
        search="_search_customer_key_account_id",
    )
    customer_executive_id = fields.Many2one(
        "res.users",
        string="Executive",
        compute="_compute_customer_team",
        inverse="_inverse_customer_executive_id",
        search="_search_customer_executive_id",
    )
    customer_service_id = fields.Many2one(
        "res.users",
        string="Service Person",
        compute="_compute_customer_team",
        inverse="_inverse_customer_service_id",
        search="_search_customer_service_id",
    )
    customer_lacks_key_account = fields.Boolean(
        string="Key-Account Manager Missing",
        compute="_compute_customer_lacks_key_account",
        search="_search_customer_lacks_key_account",
        help="A measure of the customer's grade asks for one, and none is named.",
    )
    customer_priority = fields.Selection(
        PRIORITIES,
        string="Resource Priority",
        compute="_compute_customer_priority",
        search="_search_customer_priority",
        help="Of the grade in effect, unless the account team says otherwise.",
    )
    customer_own_priority = fields.Selection(
        PRIORITIES,
        string="Own Priority",
        compute="_compute_customer_own_priority",
        inverse="_inverse_customer_own_priority",
        groups="crm_policy.group_manager,crm_policy.group_auditor",
        help="For this customer, in place of the priority of its grade.",
    )
    measure_open_count = fields.Integer(
        string="Measures to Do", compute="_compute_measure_counts", groups=ROLES
    )
    measure_missed_count = fields.Integer(
        string="Measures Missed",
        compute="_compute_measure_counts",
        groups=ROLES,
        help="In the last twelve months, and not done since.",
    )
    measure_next_ids = fields.Many2many(
        "crm.grading.task",
        string="Next Measures",
        compute="_compute_measure_next_ids",
        groups=ROLES,
    )

    # -- account team ------------------------------------------------------------------

    @api.depends(
        "commercial_partner_id",
        *(
            f"commercial_partner_id.grading_account_team_ids.{column}"
            for column in TEAM_COLUMNS.values()
        ),
    )
    @api.depends_context("company")
    def _compute_customer_team(self):
        teams = self._get_account_teams()
        for partner in self:
            team = teams.get(partner.commercial_partner_id)
            for fname, column in TEAM_COLUMNS.items():
                partner[fname] = team and team[column]

    def _get_account_teams(self):
        """The teams by customer, with one query."""
        # sudo: who looks after a customer is for everybody who sees the customer
        teams = self.env["crm.grading.account.team"].sudo()
        return teams.search(
            [
                ("partner_id", "in", self.commercial_partner_id.ids),
                ("company_id", "=", self.env.company.root_id.id),
            ]
        ).grouped("partner_id")

    def _inverse_customer_key_account_id(self):
        self._write_account_team("customer_key_account_id")

    def _inverse_customer_executive_id(self):
        self._write_account_team("customer_executive_id")

    def _inverse_customer_service_id(self):
        self._write_account_team("customer_service_id")

    def _write_account_team(self, fname):
        teams = self.env["crm.grading.account.team"]
        for partner in self:
            teams._assign(partner, TEAM_COLUMNS[fname], partner[fname])

    def _search_customer_key_account_id(self, operator, value):
        return self._search_account_team("key_account_user_id", operator, value)

    def _search_customer_executive_id(self, operator, value):
        return self._search_account_team("executive_user_id", operator, value)

    def _search_customer_service_id(self, operator, value):
        return self._search_account_team("service_user_id", operator, value)

    @api.model
    def _search_account_team(self, column, operator, value):
        """Domain on the account teams; a customer without one has nobody there."""
        if operator in Domain.NEGATIVE_OPERATORS:
            return NotImplemented
        team = Domain("company_id", "=", self.env.company.root_id.id)
        absent = operator == "in" and False in value
        # without a row nobody is named either: look for the others
        found = ~Domain(column, operator, value) if absent else None
        # sudo: as in the compute
        teams = self.env["crm.grading.account.team"].sudo()
        named = teams._search(team & (found or Domain(column, operator, value)))
        return Domain(
            "commercial_partner_id",
            "not in" if absent else "in",
            named.subselect("partner_id"),
        )

    @api.depends("customer_grade_id", "customer_key_account_id")
    @api.depends_context("company")
    def _compute_customer_lacks_key_account(self):
        grades = self._get_key_account_grades()
        for partner in self:
            partner.customer_lacks_key_account = (
                partner.customer_grade_id in grades
                and not partner.customer_key_account_id
            )

    @api.model
    def _search_customer_lacks_key_account(self, operator, value):
        if operator != "in":
            return NotImplemented
        lacking = Domain(
            "customer_grade_id", "in", self._get_key_account_grades().ids
        ) & Domain("customer_key_account_id", "=", False)
        return lacking if True in value else ~lacking

    @api.model
    def _get_key_account_grades(self):
        """Grades of which a measure asks for a key-account manager."""
        # sudo: the catalogue decides for everybody alike
        measures = self.env["crm.grading.measure"].sudo()
        catalogue = measures._get_catalogue(self.env.company.root_id)
        return catalogue.filtered(lambda line: line.role == "key_account").grade_id

    # -- priority ----------------------------------------------------------------------

    @api.depends(
        "customer_grade_id.priority",
        "commercial_partner_id.grading_account_team_ids.priority",
    )
    @api.depends_context("company")
    def _compute_customer_priority(self):
        teams = self._get_account_teams()
        for partner in self:
            team = teams.get(partner.commercial_partner_id)
            own = team and team.priority
            partner.customer_priority = (
                own or partner.customer_grade_id.priority or PRIORITIES[0][0]
            )

    @api.depends("commercial_partner_id.grading_account_team_ids.priority")
    @api.depends_context("company")
    def _compute_customer_own_priority(self):
        teams = self._get_account_teams()
        for partner in self:
            team = teams.get(partner.commercial_partner_id)
            partner.customer_own_priority = team and team.priority

    def _inverse_customer_own_priority(self):
        teams = self.env["crm.grading.account.team"]
        for partner in self:
            teams._assign(partner, "priority", partner.customer_own_priority)

    def _field_to_sql(self, alias, field_expr, query=None):
        if field_expr != "customer_priority" or query is None:
            return super()._field_to_sql(alias, field_expr, query)
        grade = query.make_alias(alias, "customer_standing_grade")
        team = query.make_alias(alias, "customer_account_team")
        query.add_join(
            "LEFT JOIN",
            grade,
            "crm_grading_grade",
            SQL(
                "%s = %s",
                SQL.identifier(grade, "id"),
                self._field_to_sql(alias, "customer_grade_id", query),
            ),
        )
        query.add_join(
            "LEFT JOIN",
            team,
            "crm_grading_account_team",
            SQL(
                "%s = %s AND %s = %s",
                SQL.identifier(team, "partner_id"),
                SQL.identifier(alias, "commercial_partner_id"),
                SQL.identifier(team, "company_id"),
                self.env.company.root_id.id,
            ),
        )
        return SQL(
            "COALESCE(%s, %s, %s)",
            SQL.identifier(team, "priority"),
            SQL.identifier(grade, "priority"),
            PRIORITIES[0][0],
        )

    @api.model
    def _search_customer_priority(self, operator, value):
        if operator != "in":
            return NotImplemented
        wanted = tuple(item for item in value if item) or ("",)

        def to_sql(model, alias, query):
            column = model._field_to_sql(alias, "customer_priority", query)
            return SQL("%s IN %s", column, wanted)

        return Domain.custom(
            to_sql=to_sql, predicate=lambda partner: partner.customer_priority in wanted
        )

    # -- measures ----------------------------------------------------------------------

    @api.depends_context("company", "uid")
    def _compute_measure_counts(self):
        counts = {
            (partner, state): count
            for partner, state, count in self.env["crm.grading.task"]._read_group(
                self._get_measure_domain(), ["partner_id", "state"], ["__count"]
            )
        }
        for partner in self:
            customer = partner.commercial_partner_id
            partner.measure_open_count = counts.get((customer, "planned"), 0)
            partner.measure_missed_count = counts.get((customer, "missed"), 0)

    @api.depends_context("company", "uid")
    def _compute_measure_next_ids(self):
        tasks = self.env["crm.grading.task"]
        for partner in self:
            partner.measure_next_ids = tasks.search(
                partner._get_measure_domain(), limit=NEXT
            )

    def _get_measure_domain(self):
        """Open work, and what was missed lately."""
        company = self.env.company.root_id
        since = company._policy_today() - relativedelta(years=1)
        return (
            Domain("partner_id", "in", self.commercial_partner_id.ids)
            & Domain("company_id", "=", company.id)
            & (
                Domain("state", "=", "planned")
                | Domain("state", "=", "missed") & Domain("date_deadline", ">=", since)
            )
        )

    def action_open_measures(self):
        self.ensure_one()
        action = self.env["ir.actions.act_window"]._for_xml_id(
            "crm_grading.crm_grading_task_action"
        )
        action["domain"] = [("partner_id", "=", self.commercial_partner_id.id)]
        return action
