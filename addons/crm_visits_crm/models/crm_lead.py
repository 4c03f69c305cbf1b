# Copyright 2026 Customer Policy Suite contributors
# License AGPL-3.0 or later (https://www.gnu.org/licenses/agpl).

from odoo import api, fields, models
from odoo.exceptions import ValidationError

# How an opportunity came from a visit, by the external id of its utm source
SOURCES = {
    "cross_sell": "crm_visits_crm.utm_source_cross_sell",
    "referral": "crm_visits_crm.utm_source_referral",
}
# What an opportunity comes from
VISIT_FIELDS = ["visit_id", "visit_intention_id", "visit_development_id"]


class CrmLead(models.Model):
    """Cross-selling and referrals name the visit and the customer (VIS-17)."""

    _inherit = "crm.lead"

    visit_origin = fields.Selection(
        [
            ("cross_sell", "Cross-Selling"),
            ("referral", "Referral"),
            ("intention", "Intended Customer"),
            ("development", "Development Plan"),
        ],
        string="Came From",
        index="btree_not_null",
        tracking=True,
        help="Cross-selling: something else for a customer that was visited. Referral: "
        "somebody a customer named.",
    )
    visit_id = fields.Many2one(
        "crm.visit",
        index="btree_not_null",
        ondelete="restrict",
        help="The visit on which the chance came up.",
    )
    referred_by_id = fields.Many2one(
        "res.partner",
        string="Referring Customer",
        compute="_compute_referred_by_id",
        store=True,
        readonly=False,
        precompute=True,
        index="btree_not_null",
        help="The customer that named the prospect.",
    )
    visit_intention_id = fields.Many2one(
        "crm.visit.intention", index="btree_not_null", ondelete="set null"
    )
    visit_development_id = fields.Many2one(
        "crm.visit.development.customer",
        string="Customer Development",
        index="btree_not_null",
        ondelete="set null",
    )

    @api.depends("visit_id", "visit_origin")
    def _compute_referred_by_id(self):
        for lead in self:
            if lead.visit_origin != "referral":
                lead.referred_by_id = False
            elif not lead.referred_by_id:
                # stored fields compute in sudo: who may not read a visit does not
                # learn from it whose it was
                visit = lead.visit_id.sudo(False)
                lead.referred_by_id = visit.has_access("read") and visit.partner_id

    @api.constrains("visit_origin", "visit_id", "referred_by_id", "partner_id")
    def _check_visit_origin(self):
        # sudo: the rule is about which customer, not about what the visit says
        for lead in self.sudo():
            if lead.visit_origin == "referral":
                lead._check_referral()
            elif lead.visit_origin == "cross_sell" and lead.visit_id:
                customer = lead.partner_id.commercial_partner_id
                if customer and customer != lead.visit_id.partner_id:
                    raise ValidationError(
                        self.env._("Cross-selling is for the customer of the visit.")
                    )

    def _check_referral(self):
        if not self.referred_by_id:
            raise ValidationError(self.env._("Name the customer that referred."))
        referring = self.referred_by_id.commercial_partner_id
        if self.partner_id.commercial_partner_id == referring:
            raise ValidationError(
                self.env._("A referral is somebody else than who referred.")
            )

    @api.model_create_multi
    def create(self, vals_list):
        defaults = self.default_get(VISIT_FIELDS)
        for vals in vals_list:
            self._check_visit_readable({**defaults, **vals})
        leads = super().create(vals_list)
        for lead in leads.filtered(lambda lead: not lead.source_id):
            if lead.visit_origin in SOURCES:
                lead.source_id = self.env.ref(SOURCES[lead.visit_origin])
        return leads

    def write(self, vals):
        self._check_visit_readable(vals)
        if not {"expected_revenue", "visit_development_id"} & vals.keys():
            return super().write(vals)
        lines = self._get_won_lines()
        result = super().write(vals)
        (lines | self._get_won_lines())._take_won_amounts()
        return result

    @api.model
    def _check_visit_readable(self, vals):
        """Nobody hangs an opportunity on a visit, or a plan, of others."""
        for name in VISIT_FIELDS:
            if vals.get(name):
                record = self.env[self._fields[name].comodel_name].browse(vals[name])
                record.check_access("read")

    def unlink(self):
        lines = self._get_won_lines()
        result = super().unlink()
        lines._take_won_amounts()
        return result

    def _handle_won_lost(self, old_status_by_lead, new_status_by_lead):
        """What is won shows in the development plan and among the intended customers.

        VIS-16, VIS-18
        """
        result = super()._handle_won_lost(old_status_by_lead, new_status_by_lead)
        pending = {"is_won": False}
        changed = self.filtered(
            lambda lead: old_status_by_lead.get(lead.id, pending)["is_won"]
            != new_status_by_lead.get(lead.id, pending)["is_won"]
        )
        # sudo: who wins an opportunity need not be who develops the customer
        leads = changed.sudo()
        leads.visit_development_id._take_won_amounts()
        leads._filter_won().visit_intention_id._win()
        return result

    def _get_won_lines(self):
        """Lines of development plans of which these won opportunities are results."""
        # sudo: who changes an opportunity need not be who develops the customer
        return self.sudo()._filter_won().visit_development_id

    def _filter_won(self):
        return self.filtered(lambda lead: lead.won_status == "won")

    def _merge_get_fields(self):
        return super()._merge_get_fields() + [
            "visit_origin",
            "visit_id",
            "referred_by_id",
            "visit_intention_id",
            "visit_development_id",
        ]

    def _prepare_customer_values(self, partner_name, is_company=False, parent_id=False):
        """A customer that was referred says so by its source (VIS-09)."""
        values = super()._prepare_customer_values(
            partner_name, is_company=is_company, parent_id=parent_id
        )
        if self.visit_origin == "referral" and not parent_id:
            source = self.env.ref("crm_policy.crm_customer_source_referral")
            values["customer_source_id"] = source.id
        return values
