# Copyright 2026 Customer Policy Suite contributors
# License AGPL-3.0 or later (https://www.gnu.org/licenses/agpl).

import operator as comparison
from datetime import timedelta

from odoo import api, fields, models
from odoo.fields import Domain
from odoo.tools import SQL

ROLES = "crm_policy.group_user,crm_policy.group_auditor"
COMPARISONS = {
    "<": (comparison.lt, SQL("<")),
    "<=": (comparison.le, SQL("<=")),
    ">": (comparison.gt, SQL(">")),
    ">=": (comparison.ge, SQL(">=")),
}


class ResPartner(models.Model):
    """Class and cadence of a customer in the company worked in (VIS-05).

    How often and when a customer was contacted is for everybody with a role; what was
    said is not, and is not read here.
    """

    _inherit = "res.partner"

    visit_standing_ids = fields.One2many(
        "crm.visit.standing", "partner_id", groups=ROLES
    )
    visit_class_id = fields.Many2one(
        "crm.visit.class",
        compute="_compute_visit_class_id",
        search="_search_visit_class_id",
        groups=ROLES,
    )
    visit_due_count = fields.Integer(
        string="Contacts Due in the Period",
        compute="_compute_visit_cadence",
        groups=ROLES,
        help="What the cadences ask in the running periods.",
    )
    visit_made_count = fields.Integer(
        string="Contacts Made in the Period",
        compute="_compute_visit_cadence",
        groups=ROLES,
    )
    visit_overdue_count = fields.Integer(
        string="Overdue Contacts",
        compute="_compute_visit_cadence",
        search="_search_visit_overdue_count",
        groups=ROLES,
        help="Planned, and past the day until which they were due.",
    )
    visit_last_date = fields.Date(
        string="Last Contact",
        compute="_compute_visit_dates",
        search="_search_visit_last_date",
        groups=ROLES,
        help="Day of the last visit, call or other contact by any channel.",
    )
    visit_days_since = fields.Integer(
        string="Days since Last Contact", compute="_compute_visit_dates", groups=ROLES
    )
    visit_next_date = fields.Date(
        string="Next Contact",
        compute="_compute_visit_dates",
        groups=ROLES,
        help="Day of the next planned contact.",
    )

    # -- class -------------------------------------------------------------------------

    @api.depends("commercial_partner_id.visit_standing_ids.class_id")
    @api.depends_context("company")
    def _compute_visit_class_id(self):
        # sudo: the class is for everybody who sees the customer
        standings = (
            self.env["crm.visit.standing"]
            .sudo()
            .search_fetch(
                [
                    ("partner_id", "in", self.commercial_partner_id.ids),
                    ("company_id", "=", self.env.company.root_id.id),
                ],
                ["partner_id", "class_id"],
            )
        )
        classes = {row.partner_id.id: row.class_id for row in standings}
        for partner in self:
            partner.visit_class_id = classes.get(partner.commercial_partner_id.id)

    def _field_to_sql(self, alias, field_expr, query=None):
        if field_expr != "visit_class_id" or query is None:
            return super()._field_to_sql(alias, field_expr, query)
        standing = query.make_alias(alias, "visit_standing")
        query.add_join(
            "LEFT JOIN",
            standing,
            "crm_visit_standing",
            SQL(
                "%s = %s AND %s = %s",
                SQL.identifier(standing, "partner_id"),
                SQL.identifier(alias, "commercial_partner_id"),
                SQL.identifier(standing, "company_id"),
                self.env.company.root_id.id,
            ),
        )
        return SQL.identifier(standing, "class_id")

    @api.model
    def _search_visit_class_id(self, operator, value):
        """Condition on the join that sorting and grouping use as well."""
        if operator not in ("in", "not in"):
            return NotImplemented
        ids = tuple(item for item in value if item)
        with_absent = len(ids) < len(value)
        negative = operator == "not in"

        def to_sql(model, alias, query):
            column = model._field_to_sql(alias, "visit_class_id", query)
            terms = [SQL("%s IN %s", column, ids)] if ids else []
            if with_absent:
                terms.append(SQL("%s IS NULL", column))
            found = SQL("(%s)", SQL(" OR ").join(terms)) if terms else SQL("FALSE")
            return SQL("%s IS NOT TRUE", found) if negative else found

        def predicate(partner):
            own = partner.visit_class_id
            found = own.id in ids if own else with_absent
            return found != negative

        return Domain.custom(to_sql=to_sql, predicate=predicate)

    # -- cadence -----------------------------------------------------------------------

    @api.depends("commercial_partner_id")
    @api.depends_context("company")
    def _compute_visit_cadence(self):
        today = self.env.company._policy_today()
        due = self._count_visits(self._get_due_domain(today))
        made = self._count_visits(
            self._get_due_domain(today) & self.env["crm.visit"]._get_made_domain()
        )
        overdue = self._count_visits(self._get_overdue_domain(today))
        for partner in self:
            customer = partner.commercial_partner_id.id
            partner.visit_due_count = due.get(customer, 0)
            partner.visit_made_count = made.get(customer, 0)
            partner.visit_overdue_count = overdue.get(customer, 0)

    @api.model
    def _get_due_domain(self, today):
        """What the cadences ask in the periods that run; excused ones do not count."""
        return (
            Domain("cadence_id", "!=", False)
            & Domain("period_start", "<=", today)
            & Domain("date_deadline", ">=", today)
            & (
                Domain("state", "!=", "cancelled")
                | Domain("cancel_reason_id.is_excused", "=", False)
            )
        )

    @api.model
    def _get_overdue_domain(self, today):
        return Domain("state", "=", "planned") & Domain("date_deadline", "<", today)

    @api.model
    def _get_company_visits(self):
        """Visits of all people of the company worked in, for counts and days only."""
        # sudo: counts and days are for everybody with a role, contents are not
        return self.env["crm.visit"].sudo()

    @api.model
    def _get_company_domain(self):
        companies = self.env.company._get_visit_companies()
        return Domain("company_id", "in", companies.ids)

    def _count_visits(self, domain):
        """Numbers of visits by id of the customer."""
        rows = self._get_company_visits()._read_group(
            domain
            & self._get_company_domain()
            & Domain("partner_id", "in", self.commercial_partner_id.ids),
            ["partner_id"],
            ["__count"],
        )
        return {partner.id: count for partner, count in rows}

    @api.model
    def _search_visit_overdue_count(self, operator, value):
        """Customers by the number of their overdue contacts; 0 for those without."""
        if operator in ("in", "not in"):
            numbers = tuple(number or 0 for number in value)
            negative = operator == "not in"
            holds_for_none = (0 in numbers) != negative
            condition = SQL("COUNT(*) IN %s", numbers)
            if negative:
                condition = SQL("NOT %s", condition)
        elif operator in COMPARISONS:
            compare, sign = COMPARISONS[operator]
            holds_for_none = compare(0, value or 0)
            condition = SQL("COUNT(*) %s %s", sign, value or 0)
        else:
            return NotImplemented
        today = self.env.company._policy_today()
        visits = self._get_company_visits()._search(
            self._get_overdue_domain(today) & self._get_company_domain()
        )
        customer = SQL.identifier(visits.table, "partner_id")
        visits.groupby = customer
        # customers without visits are in no group: then those that fail are left out
        visits.having = SQL("NOT (%s)", condition) if holds_for_none else condition
        return Domain(
            "commercial_partner_id",
            "not in" if holds_for_none else "in",
            # with its groups, which subselect() would leave out
            SQL("(%s)", visits.select(customer)),
        )

    # -- days --------------------------------------------------------------------------

    @api.depends("commercial_partner_id")
    @api.depends_context("company")
    def _compute_visit_dates(self):
        company = self.env.company
        today = company._policy_today()
        visits = self._get_company_visits()
        own = self._get_company_domain() & Domain(
            "partner_id", "in", self.commercial_partner_id.ids
        )
        last = {
            partner.id: moment
            for partner, moment in visits._read_group(
                own & visits._get_made_domain(), ["partner_id"], ["date_start:max"]
            )
        }
        coming = {
            partner.id: moment
            for partner, moment in visits._read_group(
                own
                & Domain("state", "=", "planned")
                & Domain("planned_start", ">=", company._policy_moment(today)),
                ["partner_id"],
                ["planned_start:min"],
            )
        }
        for partner in self:
            customer = partner.commercial_partner_id.id
            day = company._get_policy_date(last.get(customer))
            partner.visit_last_date = day
            partner.visit_days_since = (today - day).days if day else 0
            partner.visit_next_date = company._get_policy_date(coming.get(customer))

    @api.model
    def _search_visit_last_date(self, operator, value):
        """Customers by the day of their last contact; ``False``: never contacted."""
        visits = self._get_company_visits()
        made = visits._get_made_domain() & self._get_company_domain()
        if operator in ("in", "not in"):
            if list(value) != [False]:
                return NotImplemented
            contacted = operator == "not in"
            return Domain(
                "commercial_partner_id",
                "in" if contacted else "not in",
                visits._search(made).subselect("partner_id"),
            )
        if operator not in ("<", "<=", ">", ">="):
            return NotImplemented
        day = fields.Date.to_date(value)
        # the last contact is before a day when none is on it or after it
        if operator in ("<=", ">"):
            day += timedelta(days=1)
        since = self.env.company._policy_moment(day)
        later = visits._search(made & Domain("date_start", ">=", since))
        if operator in (">", ">="):
            return Domain("commercial_partner_id", "in", later.subselect("partner_id"))
        return Domain(
            "commercial_partner_id", "in", visits._search(made).subselect("partner_id")
        ) & Domain("commercial_partner_id", "not in", later.subselect("partner_id"))

    def action_open_cadence(self):
        """The contacts that cadences ask of this customer."""
        self.ensure_one()
        action = self.env["ir.actions.act_window"]._for_xml_id(
            "crm_visits.crm_visit_execution_action"
        )
        return {
            **action,
            "name": self.display_name,
            "domain": [("partner_id", "=", self.commercial_partner_id.id)],
            "context": {},
            "views": [(False, "list"), (False, "pivot"), (False, "graph")],
        }
