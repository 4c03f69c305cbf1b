# Copyright 2026 Customer Policy Suite contributors
# License AGPL-3.0 or later (https://www.gnu.org/licenses/agpl).

from dateutil.relativedelta import relativedelta

from odoo import api, fields, models
from odoo.fields import Domain

ROLES = "crm_policy.group_user,crm_policy.group_auditor"


class ResPartner(models.Model):
    """Cold customers 陌生拜访: never closed, or long idle, and why (VIS-15)."""

    _inherit = "res.partner"

    cold_reason_id = fields.Many2one(
        "crm.visit.cold.reason",
        string="Why Not Closed",
        ondelete="restrict",
        index="btree_not_null",
        groups=ROLES,
        tracking=True,
        help="Asked on cold visits: a long-term supplier, left over service ...",
    )
    cold_note = fields.Text(string="Reason in Detail", groups=ROLES, tracking=True)
    cold_date = fields.Date(
        string="Reason Asked on",
        compute="_compute_cold_date",
        store=True,
        groups=ROLES,
    )
    cold_user_id = fields.Many2one(
        "res.users", string="Reason Asked by", readonly=True, groups=ROLES
    )
    is_visit_cold = fields.Boolean(
        string="Cold Customer",
        compute="_compute_is_visit_cold",
        search="_search_is_visit_cold",
        groups=ROLES,
        help="Came by a cold visit and never closed, or nothing happened for as many "
        "months as the settings say.",
    )

    @api.depends("cold_reason_id")
    def _compute_cold_date(self):
        today = self.env.company._policy_today()
        for partner in self:
            partner.cold_date = partner.cold_reason_id and today

    @api.depends_context("allowed_company_ids")
    def _compute_is_visit_cold(self):
        cold = self.search(
            Domain("id", "in", self.commercial_partner_id.ids) & self._get_cold_domain()
        )
        for partner in self:
            partner.is_visit_cold = partner.commercial_partner_id in cold

    def _search_is_visit_cold(self, operator, value):
        if operator != "in":
            return NotImplemented
        cold = self._get_cold_domain()
        return Domain.OR(cold if wanted else ~cold for wanted in value)

    @api.model
    def _get_cold_domain(self):
        """Trade customers that never closed after a cold visit, or are idle."""
        customers = (
            Domain("parent_id", "=", False)
            & Domain("partner_share", "=", True)
            & Domain("customer_is_special", "=", False)
        )
        by_visit = Domain("customer_source_id.code", "=", "cold_visit")
        never_closed = by_visit & ~self._get_closed_domain()
        return customers & (never_closed | self._get_idle_domain(self.env.company))

    @api.model
    def _get_closed_domain(self):
        """Customers that signed or bought; what sells adds its own to it."""
        # sudo: whose development it was does not matter here
        lines = self.env["crm.visit.development.customer"].sudo()
        converted = lines._search([("step", "=", "conversion")])
        return Domain("id", "in", converted.subselect("partner_id"))

    @api.model
    def _get_idle_domain(self, company):
        """Customers with which nothing happened for the months of the setting.

        What sells extends it: a customer that buys is not idle.
        """
        since = self._get_idle_since(company)
        visits = self.env["crm.visit"]
        # sudo: a visit that the reader may not read is contact too
        recent = visits.sudo()._search(
            visits._get_made_domain()
            & Domain("company_id", "in", company._get_visit_companies().ids)
            & Domain("date_start", ">=", since)
        )
        return Domain("create_date", "<", since) & Domain(
            "id", "not in", recent.subselect("partner_id")
        )

    @api.model
    def _get_entities_domain(self, contacts):
        """The commercial entities of contacts: business is done with contacts too.

        :param contacts: a subselect of ids of partners, archived ones included
        """
        # sudo: whose business it was does not matter here
        partners = self.sudo().with_context(active_test=False)
        entities = partners._search(Domain("id", "in", contacts))
        return Domain("id", "in", entities.subselect("commercial_partner_id"))

    @api.model
    def _get_idle_since(self, company):
        return fields.Datetime.now() - relativedelta(months=company.visit_idle_months)

    def _set_cold_reason(self, reason, note, user):
        """What a visit found out about why the customer does not buy."""
        # sudo: representatives need not be allowed to edit customers
        self.sudo().write(
            {
                "cold_reason_id": reason.id,
                "cold_note": note,
                "cold_user_id": user.id,
                "cold_date": self.env.company._policy_today(),
            }
        )

    @api.model_create_multi
    def create(self, vals_list):
        for vals in vals_list:
            if vals.get("cold_reason_id"):
                vals.setdefault("cold_user_id", self.env.uid)
        return super().create(vals_list)

    def write(self, vals):
        if vals.get("cold_reason_id"):
            vals = {"cold_user_id": self.env.uid, **vals}
        return super().write(vals)
