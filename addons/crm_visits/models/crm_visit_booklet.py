# Copyright 2026 Customer Policy Suite contributors
# License AGPL-3.0 or later (https://www.gnu.org/licenses/agpl).

from odoo import api, fields, models
from odoo.exceptions import UserError, ValidationError


class CrmVisitBooklet(models.Model):
    """A booklet of blank visit forms, numbered, in one person's hands (VIS-04).

    The numbers of a company's booklets never overlap; which form became which visit
    is known by the number that is entered on the visit.
    """

    _name = "crm.visit.booklet"
    _inherit = ["mail.thread"]
    _description = "Booklet of Visit Forms"
    _order = "number_from desc, id desc"
    _check_company_auto = True

    company_id = fields.Many2one(
        "res.company",
        required=True,
        readonly=True,
        index=True,
        default=lambda self: self.env.company,
    )
    number_from = fields.Integer(
        string="First Number", required=True, aggregator=None, tracking=True
    )
    number_to = fields.Integer(
        string="Last Number", required=True, aggregator=None, tracking=True
    )
    size = fields.Integer(
        string="Forms", compute="_compute_size", store=True, help="Forms printed."
    )
    user_id = fields.Many2one(
        "res.users",
        string="Holder",
        check_company=True,
        domain="[('share', '=', False)]",
        index="btree_not_null",
        tracking=True,
    )
    team_id = fields.Many2one(
        "crm.team",
        string="Department",
        compute="_compute_team_id",
        store=True,
        precompute=True,
        readonly=False,
        index="btree_not_null",
        tracking=True,
    )
    issued_on = fields.Date(
        required=True,
        default=lambda self: self.env.company._policy_today(),
        tracking=True,
    )
    note = fields.Char()
    visit_ids = fields.One2many("crm.visit", "booklet_id", string="Visits")
    used_count = fields.Integer(
        string="Forms Used",
        compute="_compute_used_count",
        help="Numbers entered on visits.",
    )

    _order_of_numbers = models.Constraint(
        "CHECK(number_from > 0 AND number_to >= number_from)",
        "A booklet has at least one form, and numbers above 0.",
    )
    # else one booklet could take all numbers of a company
    _size_limit = models.Constraint(
        "CHECK(number_to - number_from < 10000)",
        "A booklet has at most 10,000 forms.",
    )
    # ranges have operators of their own: no extension of PostgreSQL is needed
    _no_overlap = models.Constraint(
        "EXCLUDE USING gist (int4range(company_id, company_id, '[]') WITH &&, "
        "int4range(number_from, number_to, '[]') WITH &&)",
        "Another booklet already has some of these numbers.",
    )

    @api.depends("number_from", "number_to")
    def _compute_display_name(self):
        for booklet in self:
            booklet.display_name = (
                f"{format_number(booklet.number_from)}–"
                f"{format_number(booklet.number_to)}"
            )

    @api.depends("number_from", "number_to")
    def _compute_size(self):
        for booklet in self:
            booklet.size = booklet.number_to - booklet.number_from + 1

    @api.depends("user_id")
    def _compute_team_id(self):
        for booklet in self:
            booklet.team_id = booklet.user_id.sale_team_id or booklet.team_id

    @api.depends("visit_ids")
    def _compute_used_count(self):
        # sudo: how many forms are used is no content of a visit
        counts = dict(
            self.env["crm.visit"]
            .sudo()
            ._read_group([("booklet_id", "in", self.ids)], ["booklet_id"], ["__count"])
        )
        for booklet in self:
            booklet.used_count = counts.get(booklet.sudo(), 0)

    @api.constrains("number_from", "number_to", "company_id")
    def _check_used_numbers(self):
        """A booklet keeps the numbers that visits already have."""
        for booklet in self:
            # sudo: also numbers on visits that the person may not read
            outside = booklet.sudo().visit_ids.filtered(
                lambda visit, booklet=booklet: visit.paper_number
                not in range(booklet.number_from, booklet.number_to + 1)
                or visit.company_id != booklet.company_id
            )
            if outside:
                raise ValidationError(
                    self.env._(
                        "Form %(number)s of this booklet was already used.",
                        number=format_number(outside[0].paper_number),
                    )
                )

    @api.ondelete(at_uninstall=False)
    def _unlink_if_unused(self):
        # sudo: also numbers on visits that the person may not read
        if self.sudo().visit_ids:
            raise UserError(
                self.env._("Forms of this booklet were used: it cannot be deleted.")
            )

    @api.model
    def _get_next_number(self, company):
        """The first number that no booklet of the company has."""
        # sudo: also after booklets that the person may not see
        [(last,)] = self.sudo()._read_group(
            [("company_id", "=", company.id)], [], ["number_to:max"]
        )
        return (last or 0) + 1

    def _get_numbers(self):
        """The numbers of the forms, as printed."""
        self.ensure_one()
        return [
            format_number(number)
            for number in range(self.number_from, self.number_to + 1)
        ]

    def action_open_visits(self):
        self.ensure_one()
        action = self.env["ir.actions.act_window"]._for_xml_id(
            "crm_visits.crm_visit_action"
        )
        return {**action, "domain": [("booklet_id", "=", self.id)], "context": {}}

    def action_print(self):
        """The blank forms of the booklets, on paper."""
        return self.env.ref("crm_visits.booklet_report").report_action(
            self, config=False
        )


def format_number(number):
    """A form's number as it is printed on paper."""
    return f"{number:06}"
