# Copyright 2026 Customer Policy Suite contributors
# License AGPL-3.0 or later (https://www.gnu.org/licenses/agpl).

from odoo import api, fields, models


class CrmAllocationAccessStep(models.Model):
    """Who approves access to other people's customers, in which order (ALC-15)."""

    _name = "crm.allocation.access.step"
    _description = "Approval of Access"
    _order = "sequence, id"

    sequence = fields.Integer(default=10)
    active = fields.Boolean(default=True)
    company_id = fields.Many2one(
        "res.company",
        index="btree_not_null",
        ondelete="cascade",
        help="Empty: in all companies.",
    )
    approver = fields.Selection(
        [
            ("leader", "Team leader of who asks"),
            ("director", "Director or delegate"),
            ("user", "A certain person"),
        ],
        required=True,
        default="leader",
    )
    user_id = fields.Many2one(
        "res.users",
        string="Person",
        domain="[('share', '=', False)]",
        index="btree_not_null",
        ondelete="restrict",
    )

    _person_named = models.Constraint(
        "CHECK((approver = 'user') = (user_id IS NOT NULL))",
        "Name the person who approves, and only where a certain person does.",
    )

    @api.onchange("approver")
    def _onchange_approver(self):
        if self.approver != "user":
            self.user_id = False

    @api.depends("approver", "user_id")
    def _compute_display_name(self):
        labels = dict(self._fields["approver"]._description_selection(self.env))
        for step in self:
            step.display_name = step.user_id.name or labels.get(step.approver)

    def _get_approvers(self, asker, company):
        """The people of a step who may decide, never the one who asks.

        :param asker: the user who asks for access
        """
        self.ensure_one()
        # sudo: who asks need not be able to read teams, roles and settings
        step, asker, company = self.sudo(), asker.sudo(), company.sudo()
        if step.approver == "leader":
            card = self.env["crm.allocation.member"]._get_for(asker, company)
            approvers = card.team_id.user_id or asker.sale_team_id.user_id
        elif step.approver == "director":
            approvers = self.env["crm.policy.decision.mixin"]._get_managers(company)
            approvers |= company.allocation_delegate_ids
        else:
            approvers = step.user_id
        return approvers.filtered(lambda user: user.active and user != asker)
