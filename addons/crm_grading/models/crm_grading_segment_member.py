# Copyright 2026 Customer Policy Suite contributors
# License AGPL-3.0 or later (https://www.gnu.org/licenses/agpl).

from odoo import api, fields, models
from odoo.exceptions import UserError
from odoo.tools.misc import formatLang

from .crm_grading_score_sheet_mixin import FIGURE_GROUPS


class CrmGradingSegmentMember(models.Model):
    """That a customer belongs, or belonged, to a segment (GRD-08)."""

    _name = "crm.grading.segment.member"
    _inherit = ["crm.policy.xlsx.mixin"]
    _description = "Customer of a Segment"
    _order = "since desc, id desc"
    _rec_name = "partner_id"
    _check_company_auto = True

    segment_id = fields.Many2one(
        "crm.grading.segment", required=True, ondelete="cascade", index=True
    )
    kind = fields.Selection(related="segment_id.kind")
    reason = fields.Char(related="segment_id.reason")
    strategy = fields.Text(related="segment_id.strategy")
    partner_id = fields.Many2one(
        "res.partner",
        string="Customer",
        required=True,
        ondelete="cascade",
        index=True,
        check_company=True,
    )
    user_id = fields.Many2one(related="partner_id.user_id", string="Salesperson")
    company_id = fields.Many2one(
        "res.company",
        required=True,
        index=True,
        default=lambda self: self.env.company.root_id,
    )
    since = fields.Date(required=True, readonly=True)
    until = fields.Date(readonly=True, help="Empty while the customer belongs to it.")
    is_manual = fields.Boolean(
        string="By Hand",
        readonly=True,
        help="Put on the list by a person, and taken off it by one.",
    )
    note = fields.Char()
    customer_grade_id = fields.Many2one(
        "crm.grading.grade", string="Grade", compute="_compute_customer_grade"
    )
    customer_grade_color = fields.Integer(compute="_compute_customer_grade")
    figure_text = fields.Char(
        string="Figure Today", compute="_compute_figure_text", groups=FIGURE_GROUPS
    )

    _one_open = models.UniqueIndex(
        "(segment_id, partner_id, company_id) WHERE until IS NULL",
        "This customer is on the list already.",
    )

    @api.depends("partner_id", "company_id")
    def _compute_customer_grade(self):
        for company, members in self.grouped("company_id").items():
            for member in members:
                grade = member.partner_id.with_company(company).customer_grade_id
                member.customer_grade_id = grade
                member.customer_grade_color = grade.color

    @api.depends("segment_id.figure", "partner_id", "company_id", "until")
    @api.depends_context("lang")
    def _compute_figure_text(self):
        """The figure of the segment for each customer; one statement a figure."""
        self.figure_text = False
        groups = self.filtered(lambda row: row.segment_id.figure and not row.until)
        for (company, fname), members in groups.grouped(
            lambda row: (row.company_id, row.segment_id.figure)
        ).items():
            figures = members.partner_id.with_company(company)._get_figures(fname)
            for member in members:
                figure = figures.get(member.partner_id.commercial_partner_id.id)
                member.figure_text = figure is not None and self._format_figure(
                    fname, figure, company
                )

    @api.model
    def _format_figure(self, fname, figure, company):
        """Name and value of a figure, with its unit."""
        field = self.env["res.partner"]._fields[fname]
        if field.type == "monetary":
            # sudo: the currency of the company in which the row stands
            currency = company.sudo().currency_id
            text = formatLang(self.env, figure, currency_obj=currency)
        else:
            digits = 0 if field.type == "integer" else 2
            text = formatLang(self.env, figure, digits=digits)
        label = field._description_string(self.env)
        return f"{label}: {text}"

    @api.model_create_multi
    def create(self, vals_list):
        """What people put on a list is marked as such and begins today."""
        if not self.env.su:
            for vals in vals_list:
                partner = self.env["res.partner"].browse(vals.get("partner_id"))
                company = self.env["res.company"].browse(vals.get("company_id"))
                company = company.root_id or self.env.company.root_id
                vals.update(
                    partner_id=partner.commercial_partner_id.id,
                    company_id=company.id,
                    is_manual=True,
                    since=company._policy_today(),
                    until=False,
                )
        return super().create(vals_list)

    def write(self, vals):
        if not self.env.su and vals.keys() - {"note"}:
            raise UserError(
                self.env._("Put another customer on the list, or take this one off.")
            )
        return super().write(vals)

    @api.ondelete(at_uninstall=False)
    def _unlink_never(self):
        raise UserError(
            self.env._("Who was on a list is history. Take the customer off instead.")
        )

    def action_take_off(self):
        """Ends what people put on the list; a condition ends the others by itself."""
        self.check_access("write")
        for member in self:
            if not member.is_manual:
                raise UserError(
                    self.env._(
                        "%(customer)s meets the condition of %(segment)s and leaves "
                        "the list by itself.",
                        customer=member.partner_id.display_name,
                        segment=member.segment_id.name,
                    )
                )
            # sudo: rows are ended by this step only (see write)
            member.sudo().until = member.company_id._policy_today()

    def action_open_partner(self):
        self.ensure_one()
        return self.partner_id._get_records_action(context={})

    @api.readonly
    def action_export_members(self):
        """The selected rows, or all that the list shows."""
        return self._print_xlsx("crm_grading.segment_member_xlsx")

    @api.model
    def _merge_customers(self, sources, target):
        """One open row a segment is left when customers are merged."""
        both = sources | target
        rows = self.search([("partner_id", "in", both.ids), ("until", "=", False)])
        rows = rows.sorted(lambda row: (row.partner_id != target, row.since, row.id))
        for same in rows.grouped(lambda row: (row.segment_id, row.company_id)).values():
            for row in same[1:]:
                row.until = row.company_id._policy_today()
        self.flush_model(["until"])
