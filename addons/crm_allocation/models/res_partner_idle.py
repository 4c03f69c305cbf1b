# Copyright 2026 Customer Policy Suite contributors
# License AGPL-3.0 or later (https://www.gnu.org/licenses/agpl).

from odoo import api, fields, models
from odoo.fields import Domain

READERS = "crm_policy.group_user,crm_policy.group_auditor"


class ResPartner(models.Model):
    """The last sales action on a customer, and when it becomes idle (ALC-04)."""

    _inherit = "res.partner"

    allocation_last_on = fields.Datetime(
        string="Last Sales Action", compute="_compute_allocation_idle", groups=READERS
    )
    allocation_last_action_id = fields.Many2one(
        "crm.allocation.action",
        string="Kind of the Last Sales Action",
        compute="_compute_allocation_idle",
        groups=READERS,
    )
    allocation_idle_days = fields.Integer(
        string="Days Without Sales Action",
        compute="_compute_allocation_idle",
        groups=READERS,
        help="Since the last action, or since the owner has the customer.",
    )
    allocation_idle_on = fields.Date(
        string="Idle On",
        compute="_compute_allocation_idle",
        groups=READERS,
        help="Without a sales action by then the customer may be taken back. Empty: "
        "never, or exempt.",
    )

    @api.depends("commercial_partner_id")
    @api.depends_context("company")
    def _compute_allocation_idle(self):
        company = self.env.company
        standings = self.commercial_partner_id._get_idle_standings(company)
        # sudo: kinds of actions are a catalogue
        actions = self.env["crm.allocation.action"].sudo()
        actions = actions.with_context(active_test=False).search(Domain.TRUE)
        by_code = {action.code: action for action in actions}
        today = company._policy_today()
        for partner in self:
            row = standings.get(partner.commercial_partner_id.id, {})
            start = company._get_policy_date(row.get("started_at"))
            partner.allocation_last_on = row.get("happened_at")
            partner.allocation_last_action_id = by_code.get(row.get("code"))
            partner.allocation_idle_days = (today - start).days if start else 0
            partner.allocation_idle_on = not row.get("is_exempt") and row.get("idle_on")

    def _get_idle_standings(self, company):
        """What the idle rule says of customers, by id, in one statement."""
        rule = self.env["crm.allocation.idle.rule"]._get_for(company)
        if not rule or not self.ids:
            return {}
        return rule._get_standings(self)
