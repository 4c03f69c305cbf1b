# Copyright 2026 Customer Policy Suite contributors
# License AGPL-3.0 or later (https://www.gnu.org/licenses/agpl).

from odoo import api, fields, models
from odoo.exceptions import UserError

from ..report.report_booklet import MAX_FORMS


class CrmVisitBookletIssue(models.TransientModel):
    """Makes numbered booklets of blank forms, one for each person (VIS-04)."""

    _name = "crm.visit.booklet.issue"
    _description = "Print Blank Visit Forms"
    _check_company_auto = True

    company_id = fields.Many2one(
        "res.company",
        required=True,
        default=lambda self: self.env.company,
    )
    size = fields.Integer(
        string="Forms a Booklet",
        required=True,
        compute="_compute_size",
        store=True,
        precompute=True,
        readonly=False,
    )
    number_from = fields.Integer(
        string="First Number",
        required=True,
        compute="_compute_number_from",
        store=True,
        precompute=True,
        readonly=False,
        help="The next number that no booklet has; booklets of further people follow.",
    )
    team_id = fields.Many2one(
        "crm.team",
        string="Department",
        check_company=True,
        help="Everybody of the department gets a booklet, unless people are chosen.",
    )
    user_ids = fields.Many2many(
        "res.users",
        string="Holders",
        compute="_compute_user_ids",
        store=True,
        readonly=False,
        domain="[('share', '=', False)]",
        help="Each gets a booklet. Nobody: one booklet without a holder.",
    )
    note = fields.Char()

    @api.depends("company_id")
    def _compute_size(self):
        for wizard in self:
            wizard.size = wizard.company_id.visit_booklet_size

    @api.depends("company_id")
    def _compute_number_from(self):
        booklets = self.env["crm.visit.booklet"]
        for wizard in self:
            wizard.number_from = booklets._get_next_number(wizard.company_id)

    @api.depends("team_id")
    def _compute_user_ids(self):
        for wizard in self:
            wizard.user_ids = wizard.team_id.member_ids.filtered("active")

    def action_print(self):
        """Remembers the booklets and prints their forms."""
        self.ensure_one()
        holders = self.user_ids or self.env["res.users"].browse([False])
        if self.size < 1 or self.size * len(holders) > MAX_FORMS:
            raise UserError(
                self.env._(
                    "Between 1 and %(limit)s forms are printed at once.",
                    limit=MAX_FORMS,
                )
            )
        booklets = self.env["crm.visit.booklet"].create(
            [
                self._prepare_booklet(holder, self.number_from + self.size * position)
                for position, holder in enumerate(holders)
            ]
        )
        return booklets.action_print()

    def _prepare_booklet(self, holder, first):
        vals = {
            "company_id": self.company_id.id,
            "number_from": first,
            "number_to": first + self.size - 1,
            "user_id": holder.id,
            "issued_on": self.company_id._policy_today(),
            "note": self.note,
        }
        if self.team_id:
            vals["team_id"] = self.team_id.id
        return vals
