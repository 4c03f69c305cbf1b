# Copyright 2026 Customer Policy Suite contributors
# License AGPL-3.0 or later (https://www.gnu.org/licenses/agpl).

from ast import literal_eval

from odoo import api, fields, models
from odoo.exceptions import ValidationError
from odoo.fields import Domain

from ..engine import segments


class CrmGradingSegment(models.Model):
    """A class of customers beside their grade, with a strategy of its own (GRD-08).

    By need, by behaviour, an own list kept by hand, or problem customers: who belongs
    to it is a condition on customers, brought up to date every day; since when and
    until when is kept.
    """

    _name = "crm.grading.segment"
    _description = "Customer Segment"
    _order = "kind, sequence, id"

    name = fields.Char(required=True, translate=True)
    sequence = fields.Integer(default=10)
    active = fields.Boolean(default=True)
    color = fields.Integer()
    kind = fields.Selection(
        [
            ("need", "By Need"),
            ("behaviour", "By Behaviour"),
            ("own", "Own List"),
            ("problem", "Problem Customers"),
        ],
        required=True,
        default="behaviour",
        help="By need: industry, size, region. By behaviour: what the customer buys "
        "and pays. Own list: kept by hand. Problem customers: each stands on the list "
        "with the reason.",
    )
    company_id = fields.Many2one(
        "res.company",
        domain=[("parent_id", "=", False)],
        index="btree_not_null",
        help="Left empty: for every company, each with its own figures.",
    )
    domain = fields.Char(
        string="Condition",
        help="Which customers belong to it. Figures are those of today.",
    )
    strategy = fields.Text(
        translate=True, help="How these customers are treated, for salespeople."
    )
    reason = fields.Char(
        translate=True,
        help="Why a customer is on the list of problem customers.",
    )
    figure = fields.Selection(
        selection="_selection_figure",
        string="Figure Shown",
        help="Stands beside each customer on the list, as it is today.",
    )
    member_ids = fields.One2many("crm.grading.segment.member", "segment_id")
    member_count = fields.Integer(string="Customers", compute="_compute_member_count")
    refreshed_at = fields.Datetime(readonly=True, copy=False)

    @api.model
    def _selection_figure(self):
        partners = self.env["res.partner"]
        return [
            (fname, partners._fields[fname]._description_string(self.env))
            for fname in partners._get_fact_fields()
        ]

    @api.depends("member_ids.until")
    @api.depends_context("uid", "allowed_company_ids")
    def _compute_member_count(self):
        counts = dict(
            self.env["crm.grading.segment.member"]._read_group(
                [("segment_id", "in", self.ids), ("until", "=", False)],
                ["segment_id"],
                ["__count"],
            )
        )
        for segment in self:
            segment.member_count = counts.get(segment, 0)

    @api.constrains("domain", "kind")
    def _check_domain(self):
        for segment in self:
            if not segment.domain:
                if segment.kind != "own":
                    raise ValidationError(
                        self.env._(
                            "Say which customers belong to %(segment)s.",
                            segment=segment.name,
                        )
                    )
                continue
            try:
                self.env["res.partner"].sudo()._search(segment._get_domain())
            except (ValueError, SyntaxError, TypeError) as error:
                raise ValidationError(
                    self.env._(
                        "The condition of %(segment)s cannot be read: %(error)s",
                        segment=segment.name,
                        error=error,
                    )
                ) from error

    @api.constrains("company_id")
    def _check_company_is_root(self):
        if self.company_id.filtered("parent_id"):
            raise ValidationError(
                self.env._("Segments belong to the main company, for its branches too.")
            )

    def _get_domain(self):
        self.ensure_one()
        return Domain(literal_eval(self.domain))

    # -- who belongs to it -------------------------------------------------------------

    def action_refresh(self):
        """Brings the members of the companies one works in up to date."""
        members = self.env["crm.grading.segment.member"]
        members.check_access("create")
        for segment in self:
            segment._refresh(segment.company_id or self.env.companies.root_id)

    def action_open_members(self):
        self.ensure_one()
        action = self.env["ir.actions.act_window"]._for_xml_id(
            "crm_grading.crm_grading_segment_member_action"
        )
        return {
            **action,
            "name": self.name,
            "domain": [("segment_id", "=", self.id)],
            "context": {
                "default_segment_id": self.id,
                "search_default_open": 1,
            },
        }

    def _refresh(self, companies):
        """Opens and closes rows, by two statements a company."""
        self.ensure_one()
        if self.domain:
            self.env.flush_all()
            for company in companies:
                self._refresh_company(company)
            self.env["crm.grading.segment.member"].invalidate_model()
        # sudo: who may refresh need not be allowed to change the segment
        self.sudo().refreshed_at = fields.Datetime.now()

    def _refresh_company(self, company):
        today = company._policy_today()
        # sudo: a segment holds all customers of the company, whoever refreshes it
        partners = self.env["res.partner"].sudo().with_company(company)
        partners = partners.with_context(grading_date=today)
        customers = segments.trade_customers(
            partners._search(self._get_domain()).subselect(),
            company._get_branch_ids(),
        )
        for statement in (segments.add_members, segments.close_members):
            # raw SQL: one statement for all customers, whatever their number
            self.env.cr.execute(
                statement(self.id, company.id, customers, today, self.env.uid)
            )

    @api.model
    def _cron_refresh(self):
        """Brings all segments up to date, one a transaction (GRD-08)."""
        found = self.search([("domain", "!=", False)])
        companies = self.env["res.company"].search([("parent_id", "=", False)])
        self.env["ir.cron"]._commit_progress(remaining=len(found))
        for segment in found:
            segment._refresh(segment.company_id or companies)
            if not self.env["ir.cron"]._commit_progress(1):
                break
