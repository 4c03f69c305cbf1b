# Copyright 2026 Customer Policy Suite contributors
# License AGPL-3.0 or later (https://www.gnu.org/licenses/agpl).

from odoo import api, fields, models
from odoo.exceptions import AccessError, UserError, ValidationError

OPEN_STATES = ("proposed", "confirmed", "told", "appealed")


class CrmComplaintAccountability(models.Model):
    """Who answers for a leak, and how: proposed, confirmed, told, closed (CMP-10).

    It records what was decided; nothing is written to personnel files by itself.
    """

    _name = "crm.complaint.accountability"
    _inherit = ["crm.policy.decision.mixin", "crm.complaint.confidential.mixin"]
    _description = "Accountability for a Leak"
    _order = "complaint_id, id"
    _first_state = "proposed"

    complaint_id = fields.Many2one(
        "crm.complaint",
        string="Leak",
        required=True,
        ondelete="restrict",
        index=True,
    )
    company_id = fields.Many2one(
        related="complaint_id.company_id", store=True, index=True
    )
    user_id = fields.Many2one(
        "res.users",
        string="Person",
        domain="[('share', '=', False)]",
        ondelete="restrict",
    )
    person_name = fields.Char(
        compute="_compute_person_name",
        store=True,
        precompute=True,
        readonly=False,
        required=True,
        help="Also of somebody who does not work with this system.",
    )
    measure_id = fields.Many2one(
        "crm.complaint.measure",
        required=True,
        ondelete="restrict",
    )
    reason = fields.Text(string="Why", required=True)
    state = fields.Selection(
        [
            ("proposed", "Proposed"),
            ("confirmed", "Confirmed"),
            ("told", "Told to the Person"),
            ("appealed", "Appealed"),
            ("closed", "Closed"),
            ("dropped", "Dropped"),
        ],
        required=True,
        readonly=True,
        default="proposed",
        copy=False,
    )
    proposed_by_id = fields.Many2one("res.users", readonly=True, copy=False)
    confirmed_by_id = fields.Many2one("res.users", readonly=True, copy=False)
    confirmed_on = fields.Date(readonly=True, copy=False)
    told_by_id = fields.Many2one("res.users", readonly=True, copy=False)
    told_on = fields.Date(readonly=True, copy=False)
    appeal = fields.Text(help="What the person says against it.")
    appealed_on = fields.Date(readonly=True, copy=False)
    answer = fields.Text(
        string="Answer to the Appeal", help="Also why a proposal was dropped."
    )
    closed_on = fields.Date(readonly=True, copy=False)
    closed_by_id = fields.Many2one("res.users", readonly=True, copy=False)

    @api.depends("user_id")
    def _compute_person_name(self):
        for line in self:
            # sudo: the name of a colleague
            line.person_name = line.sudo().user_id.name or line.person_name

    @api.depends("person_name")
    def _compute_display_name(self):
        for line in self:
            line.display_name = line.person_name

    @api.constrains("user_id", "complaint_id")
    def _check_person(self):
        for line in self:
            if not line.complaint_id.is_confidential:
                raise ValidationError(
                    self.env._("Accountability belongs to a leak incident.")
                )
            if line.user_id & line.complaint_id.confidant_ids:
                raise ValidationError(
                    self.env._(
                        "%(person)s is one of those who look into the case: take the "
                        "name off the list first.",
                        person=line.person_name,
                    )
                )

    def _get_decision_fields(self):
        return super()._get_decision_fields() | {
            "proposed_by_id",
            "confirmed_by_id",
            "confirmed_on",
            "told_by_id",
            "told_on",
            "appealed_on",
            "closed_on",
            "closed_by_id",
        }

    @api.model_create_multi
    def create(self, vals_list):
        lines = super().create(vals_list)
        lines._decide({"proposed_by_id": self.env.uid})
        return lines

    def write(self, vals):
        proposal = {"complaint_id", "user_id", "person_name", "measure_id", "reason"}
        if not self.env.su and proposal & vals.keys():
            if self.filtered(lambda line: line.state != "proposed"):
                raise UserError(self.env._("What was confirmed stays as it is."))
        return super().write(vals)

    @api.ondelete(at_uninstall=False)
    def _unlink_never(self):
        raise UserError(self.env._("A proposal is dropped with a reason, not deleted."))

    def _check_manager(self):
        """:raises AccessError: for all but managers, and for the person itself"""
        if not self.env.user.has_group("crm_policy.group_manager"):
            raise AccessError(self.env._("A manager named in the case decides this."))
        if self.env.user in self.user_id:
            raise AccessError(self.env._("Nobody decides about the own person."))

    def _take_step(self, state, on, by=None):
        for line in self:
            vals = {"state": state, on: line.company_id._policy_today()}
            if by:
                vals[by] = self.env.uid
            line._decide(vals)

    def action_confirm(self):
        """A manager confirms what was proposed."""
        self._check_manager()
        self._lock("proposed")
        self._take_step("confirmed", "confirmed_on", "confirmed_by_id")

    def action_tell(self):
        """The person has been told; outside of this system."""
        self._lock("confirmed")
        self._take_step("told", "told_on", "told_by_id")

    def action_appeal(self):
        """The person does not accept it, and says why."""
        self._lock("told")
        if not all((line.appeal or "").strip() for line in self):
            raise UserError(self.env._("Write down what the person says against it."))
        self._take_step("appealed", "appealed_on")

    def action_close(self):
        """It stands; an appeal has been answered."""
        self._check_manager()
        self._lock("told", "appealed")
        if any(line.state == "appealed" and not line._is_answered() for line in self):
            raise UserError(self.env._("Answer the appeal first."))
        self._take_step("closed", "closed_on", "closed_by_id")

    def action_drop(self):
        """Nothing follows, with the reason."""
        self._check_manager()
        self._lock(*OPEN_STATES)
        if not all(line._is_answered() for line in self):
            raise UserError(self.env._("Say in the answer why it is dropped."))
        self._take_step("dropped", "closed_on", "closed_by_id")

    def _is_answered(self):
        return bool((self.answer or "").strip())
