# Copyright 2026 Customer Policy Suite contributors
# License AGPL-3.0 or later (https://www.gnu.org/licenses/agpl).

from odoo import api, fields, models


class CrmComplaintPartMixin(models.AbstractModel):
    """Work on a complaint that moves by its own decisions (CMP-03).

    A part belongs to one cycle: the first, or that of a later reopening. What is asked
    of people is an activity, which is closed when it is done.
    """

    _name = "crm.complaint.part.mixin"
    _inherit = [
        "crm.policy.decision.mixin",
        "crm.policy.reason.mixin",
        "crm.complaint.confidential.mixin",
    ]
    _description = "Part of the Handling of a Complaint"

    complaint_id = fields.Many2one(
        "crm.complaint",
        required=True,
        readonly=True,
        index=True,
        ondelete="cascade",
        check_company=True,
    )
    company_id = fields.Many2one(related="complaint_id.company_id", store=True)
    partner_id = fields.Many2one(related="complaint_id.partner_id", string="Customer")
    complaint_state = fields.Selection(
        related="complaint_id.state", string="Status of the Complaint"
    )
    cycle = fields.Integer(
        compute="_compute_cycle",
        store=True,
        precompute=True,
        help="1 for the first handling; one more for each reopening.",
    )

    @api.depends("complaint_id")
    def _compute_cycle(self):
        """The cycle in which the part began; later reopenings do not move it."""
        for part in self:
            part.cycle = part.complaint_id._get_cycle()

    @api.model_create_multi
    def create(self, vals_list):
        parts = super().create(vals_list)
        # sudo: read only, and the case was checked by the part's own rules
        parts.complaint_id.sudo()._check_open()
        return parts

    def _get_decision_fields(self):
        return super()._get_decision_fields() | {"cycle"}

    def _lapse(self, reason):
        """The case went on, or ended, without these: nobody is asked any more.

        :param str reason: of the ending; perhaps none
        """
        self._close_request()

    def action_open_complaint(self):
        self.ensure_one()
        return self.complaint_id._get_records_action(context={})

    @api.model
    def _get_heads(self, unit):
        """The heads from a department up, nobody where there is no department"""
        return unit._get_heads_up() if unit else self.env["res.users"]

    def _ask(self, users, deadline=None):
        """An activity for each, in the language of each.

        :param date deadline: today without one
        """
        self.ensure_one()
        for user in users:
            # sudo: who asks need not be able to plan the work of others
            part = self.sudo().with_context(lang=user.lang)
            part.activity_schedule(
                "mail.mail_activity_data_todo",
                summary=part._get_request_summary(),
                date_deadline=deadline or part.company_id._policy_today(),
                user_id=user.id,
            )
