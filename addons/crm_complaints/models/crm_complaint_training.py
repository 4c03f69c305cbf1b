# Copyright 2026 Customer Policy Suite contributors
# License AGPL-3.0 or later (https://www.gnu.org/licenses/agpl).

from odoo import api, fields, models
from odoo.exceptions import AccessError, UserError


class CrmComplaintTraining(models.Model):
    """The training of who served below the standard: when, what, result (CMP-13)."""

    _name = "crm.complaint.training"
    _inherit = ["crm.policy.decision.mixin"]
    _description = "Service Training"
    _order = "trained_on desc, id desc"
    _first_state = "planned"

    check_id = fields.Many2one(
        "crm.complaint.service.check",
        string="Service Check",
        required=True,
        readonly=True,
        ondelete="cascade",
        index=True,
    )
    company_id = fields.Many2one(related="check_id.company_id", store=True, index=True)
    user_id = fields.Many2one(
        "res.users", string="Person", required=True, readonly=True, index=True
    )
    unit_id = fields.Many2one(
        related="check_id.unit_id", store=True, index="btree_not_null"
    )
    topic = fields.Text(tracking=True)
    trainer_id = fields.Many2one(
        "res.users", domain="[('share', '=', False)]", tracking=True
    )
    trained_on = fields.Date(tracking=True)
    hours = fields.Float(string="Duration (h)", digits=(16, 1))
    result = fields.Text(tracking=True, help="What the person can do now.")
    state = fields.Selection(
        [("planned", "Planned"), ("done", "Done")],
        required=True,
        readonly=True,
        default="planned",
        copy=False,
        index=True,
        tracking=True,
    )

    @api.depends("user_id", "trained_on")
    def _compute_display_name(self):
        for training in self:
            # sudo: the name of the person is shown with the training
            parts = [self.env._("Training"), training.sudo().user_id.name]
            training.display_name = " · ".join(filter(None, parts))

    def action_done(self):
        """Held; the person is checked again.

        :raises UserError: as long as day, topic or result is missing
        """
        self._check_may_train()
        self._lock("planned")
        for training in self:
            if not (training.trained_on and training.topic and training.result):
                raise UserError(
                    self.env._("Say when, on what and with which result it was held.")
                )
        self._decide({"state": "done"})
        # sudo: who trains need not be allowed to check
        self.sudo().check_id._after_training()

    def _check_may_train(self):
        """Officers, and the heads of the department; nobody closes the own one."""
        is_officer = self.env.user.has_group("crm_policy.group_officer")
        for training in self:
            # sudo: who heads what is no secret
            heads = training.unit_id.sudo()._get_heads_up()
            if training.user_id == self.env.user or not (
                is_officer or self.env.user in heads
            ):
                raise AccessError(
                    self.env._(
                        "The head of the department or an officer closes a training."
                    )
                )

    @api.ondelete(at_uninstall=False)
    def _unlink_if_planned(self):
        if self.filtered(lambda training: training.state == "done"):
            raise UserError(self.env._("A training that was held stays."))
