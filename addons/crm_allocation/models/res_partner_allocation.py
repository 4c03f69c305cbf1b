# Copyright 2026 Customer Policy Suite contributors
# License AGPL-3.0 or later (https://www.gnu.org/licenses/agpl).

from odoo import api, fields, models
from odoo.exceptions import UserError
from odoo.fields import Domain


class ResPartner(models.Model):
    """Waiting for an owner: why, since when, and what can be done (ALC-06)."""

    _inherit = "res.partner"

    allocation_decision_count = fields.Integer(
        string="Decisions",
        compute="_compute_allocation_decision_count",
        groups="crm_policy.group_user,crm_policy.group_auditor",
    )
    allocation_waiting_code = fields.Selection(
        selection=lambda self: self.env["crm.allocation.decision"]._selection_code(),
        string="Why It Waits",
        compute="_compute_allocation_waiting",
        search="_search_allocation_waiting_code",
        help="Empty: the rules were not asked yet.",
    )
    allocation_tried_on = fields.Datetime(
        string="Rules Last Asked", compute="_compute_allocation_waiting"
    )

    @api.model
    def _get_view_cache_key(self, view_id=None, view_type="form", **options):
        key = super()._get_view_cache_key(view_id, view_type, **options)
        if view_type == "list":
            key += (self.env.company._may_allocate(),)
        return key

    @api.model
    def _get_view(self, view_id=None, view_type="form", **options):
        """Who may not allocate sees who waits, and no steps (ALC-06).

        Delegates are people and not a group, so that the view cannot say it.
        """
        arch, view = super()._get_view(view_id, view_type, **options)
        if view_type == "list" and not self.env.company._may_allocate():
            if view.xml_id == "crm_allocation.res_partner_view_list_waiting":
                for header in arch.xpath("/list/header"):
                    arch.remove(header)
        return arch, view

    @api.depends_context("uid", "allowed_company_ids")
    def _compute_allocation_decision_count(self):
        counts = dict(
            self.env["crm.allocation.decision"]._read_group(
                [("partner_id", "in", self.ids)], ["partner_id"], ["__count"]
            )
        )
        for partner in self:
            partner.allocation_decision_count = counts.get(partner._origin, 0)

    @api.depends("commercial_partner_id")
    @api.depends_context("company")
    def _compute_allocation_waiting(self):
        # sudo: who sees that a customer waits may know why
        decisions = self.env["crm.allocation.decision"].sudo()
        waiting = decisions.search(
            Domain("partner_id", "in", self.commercial_partner_id.ids)
            & Domain("company_id", "=", self.env.company.id)
            & Domain("state", "=", "unassigned")
        ).grouped("partner_id")
        for partner in self:
            decision = waiting.get(partner.commercial_partner_id, decisions)
            partner.allocation_waiting_code = decision.code
            partner.allocation_tried_on = decision.tried_on

    @api.model
    def _search_allocation_waiting_code(self, operator, value):
        if operator != "in":
            return NotImplemented
        # sudo: as for reading it
        decisions = self.env["crm.allocation.decision"].sudo()
        waiting = Domain("company_id", "=", self.env.company.id) & Domain(
            "state", "=", "unassigned"
        )
        codes = [code for code in value if code]
        query = decisions._search(waiting & Domain("code", "in", codes))
        domain = Domain("id", "in", query.subselect("partner_id"))
        if False in value:
            every = decisions._search(waiting)
            domain |= Domain("id", "not in", every.subselect("partner_id"))
        return domain

    def action_open_allocation_decisions(self):
        self.ensure_one()
        action = self.env["ir.actions.act_window"]._for_xml_id(
            "crm_allocation.crm_allocation_decision_action"
        )
        return {
            **action,
            "domain": [("partner_id", "=", self.commercial_partner_id.id)],
            "context": {},
        }

    def action_allocate(self):
        """Allocates the customers that wait by the rules of the active company.

        :raises AccessError: for all but the director and delegates
        :raises UserError: when none of them waits
        """
        company = self.env.company
        company._check_may_allocate()
        self.check_access("read")
        decisions = self.env["crm.allocation.decision"]._allocate(self, company)
        if not decisions:
            raise UserError(
                self.env._(
                    "None of these customers waits: each has an owner, lies in a pool, "
                    "is archived or belongs to another company."
                )
            )
        return decisions._show_result()

    def action_assign(self):
        """Opens the direct assignment of the customers to one person."""
        self.env.company._check_may_allocate()
        action = self.env["ir.actions.act_window"]._for_xml_id(
            "crm_allocation.crm_allocation_assign_action"
        )
        customers = self.commercial_partner_id
        return {**action, "context": {"default_partner_ids": customers.ids}}
