# Copyright 2026 Customer Policy Suite contributors
# License AGPL-3.0 or later (https://www.gnu.org/licenses/agpl).

from ast import literal_eval

from odoo import api, fields, models
from odoo.exceptions import ValidationError
from odoo.fields import Command, Domain

STANDARD = ("strategic", "key", "general", "potential")
NO_RULES = "[]"


class CrmVisitClass(models.Model):
    """A class of customers with its ways of contact, its focus and its cadence.

    A customer belongs to the first class whose conditions all hold (VIS-05, VIS-06).
    """

    _name = "crm.visit.class"
    _description = "Visit Class of Customers"
    _order = "company_id, sequence, id"
    _check_company_auto = True

    name = fields.Char(required=True, translate=True)
    sequence = fields.Integer(
        default=10, help="A customer belongs to the first class that holds."
    )
    active = fields.Boolean(default=True)
    color = fields.Integer()
    company_id = fields.Many2one(
        "res.company",
        required=True,
        index=True,
        ondelete="cascade",
        domain=[("parent_id", "=", False)],
        default=lambda self: self.env.company.root_id,
    )
    category_ids = fields.Many2many(
        "res.partner.category",
        string="Customer Tags",
        help="Customers that carry one of these tags.",
    )
    kind_ids = fields.Many2many(
        "crm.customer.kind",
        string="Customer Kinds",
        domain=[("is_special", "=", False)],
        help="Customers of one of these kinds.",
    )
    domain = fields.Char(string="Further Condition")
    type_ids = fields.Many2many(
        "crm.visit.type",
        string="Contact Methods",
        help="How these customers are contacted.",
    )
    focus_ids = fields.Many2many(
        "crm.visit.focus",
        help="What contacts with these customers look at; shown on the visit.",
    )
    cadence_ids = fields.One2many("crm.visit.cadence", "class_id")
    customer_count = fields.Integer(
        string="Customers", compute="_compute_customer_count"
    )
    has_condition = fields.Boolean(compute="_compute_has_condition")
    planning_issue = fields.Char(
        string="Why not Planned",
        readonly=True,
        copy=False,
        help="Why the last planning of the company failed; empty when it went well.",
    )

    @api.depends_context("uid", "allowed_company_ids")
    def _compute_customer_count(self):
        counts = dict(
            self.env["crm.visit.standing"]._read_group(
                [("class_id", "in", self.ids)], ["class_id"], ["__count"]
            )
        )
        for record in self:
            record.customer_count = counts.get(record, 0)

    @api.depends(lambda self: self._get_condition_fields())
    def _compute_has_condition(self):
        names = self._get_condition_fields()
        for record in self:
            # the editor of conditions leaves an empty list when all rules are gone
            record.has_condition = any(
                record[name] and str(record[name]) != NO_RULES for name in names
            )

    @api.model
    def _get_condition_fields(self):
        """Fields that say who belongs to a class."""
        return ["category_ids", "kind_ids", "domain"]

    @api.constrains("domain")
    def _check_domain(self):
        for record in self.filtered("domain"):
            record._search_customers()

    @api.constrains("company_id")
    def _check_company_is_root(self):
        if self.company_id.filtered("parent_id"):
            raise ValidationError(
                self.env._("Classes belong to the main company, for its branches too.")
            )

    def _search_customers(self):
        """Who belongs to the class, as a query.

        :raises ValidationError: when the condition cannot be read; a field it names
            may have gone since it was written
        """
        self.ensure_one()
        # sudo: a class holds all customers of the company, whoever plans
        partners = self.env["res.partner"].sudo().with_company(self.company_id)
        try:
            return partners._search(self._get_customer_domain())
        except (ValueError, SyntaxError, TypeError) as error:
            raise ValidationError(
                self.env._(
                    "The condition of %(visit_class)s cannot be read: %(error)s",
                    visit_class=self.name,
                    error=error,
                )
            ) from error

    def _get_customer_domain(self):
        """Who belongs to the class: all conditions that are set must hold.

        A class without any condition has no customers.
        """
        self.ensure_one()
        if not self.has_condition:
            return Domain.FALSE
        domain = Domain.TRUE
        if self.category_ids:
            domain &= Domain("category_id", "in", self.category_ids.ids)
        if self.kind_ids:
            domain &= Domain("customer_kind_id", "in", self.kind_ids.ids)
        if self.domain:
            # without any rule it holds for all
            domain &= Domain(literal_eval(self.domain))
        return domain

    # -- planning ----------------------------------------------------------------------

    @api.model
    def _show_planned(self, company):
        """The company was planned: what kept it from that is over."""
        self.with_context(active_test=False).search(
            [("company_id", "=", company.id), ("planning_issue", "!=", False)]
        ).planning_issue = False

    @api.model
    def _show_planning_failed(self, company):
        """Says it on the classes that cannot be read, else on all of the company."""
        self._show_planned(company)
        classes = self.search([("company_id", "=", company.id)])
        for record in classes:
            try:
                record._search_customers()
            except ValidationError as error:
                record.planning_issue = str(error)
        if not any(classes.mapped("planning_issue")):
            classes.planning_issue = self.env._(
                "Planning stopped by an error; the log of the server names it."
            )

    # -- actions -----------------------------------------------------------------------

    def action_plan_now(self):
        """Classifies and plans the companies one works in, without waiting (VIS-05)."""
        return self.env["crm.visit"].action_plan_now()

    def action_open_customers(self):
        self.ensure_one()
        action = self.env["ir.actions.act_window"]._for_xml_id(
            "crm_visits.crm_visit_customer_action"
        )
        return {
            **action,
            "name": self.name,
            "domain": [("visit_class_id", "=", self.id)],
            "context": {},
        }

    @api.model
    def action_copy_standard(self):
        """The classes of the written policy for the company one works in."""
        self.check_access("create")
        self._copy_for_company(self.env.company.root_id)

    @api.model
    def _copy_for_company(self, company):
        """Copies of the standard classes and their cadence, without conditions.

        Texts come in all languages. A company that has classes keeps them and gets
        nothing.
        """
        known = self.with_context(active_test=False)
        if known.search_count([("company_id", "=", company.id)], limit=1):
            return self.browse()
        # sudo: the pattern lies in the main company, which one need not work in
        pattern = self.sudo().browse(
            record.id
            for code in STANDARD
            if (record := self.env.ref(f"crm_visits.crm_visit_class_{code}", False))
        )
        return pattern._copy_into(company)

    def _copy_into(self, company):
        copies = self.browse()
        for record in self.exists():
            copy = record.copy({"company_id": company.id, **self._get_no_condition()})
            for cadence in record.cadence_ids:
                # a person of the pattern's company is not one of this company
                role = "salesperson" if cadence.user_id else cadence.role
                cadence.copy({"class_id": copy.id, "user_id": False, "role": role})
            copies |= copy
        return copies.sudo(False)

    @api.model
    def _get_no_condition(self):
        """Values that empty the conditions of a copy."""
        return {
            name: [Command.clear()] if self._fields[name].type == "many2many" else False
            for name in self._get_condition_fields()
        }
