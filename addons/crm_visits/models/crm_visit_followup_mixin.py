# Copyright 2026 Customer Policy Suite contributors
# License AGPL-3.0 or later (https://www.gnu.org/licenses/agpl).

from functools import partial

from odoo import api, fields, models
from odoo.exceptions import ValidationError


class CrmVisitFollowupMixin(models.AbstractModel):
    """Work on a customer that follows from a visit, or stands by itself.

    It belongs to a commercial entity, a responsible person and that person's
    department, and is closed by steps, some of which ask for a reason.
    """

    _name = "crm.visit.followup.mixin"
    _inherit = [
        "crm.policy.customer.mixin",
        "crm.policy.decision.mixin",
        "crm.policy.reason.mixin",
        "crm.policy.xlsx.mixin",
    ]
    _description = "Follow-Up of Visits"
    _check_company_auto = True
    _first_state = "open"

    company_id = fields.Many2one(
        "res.company",
        required=True,
        readonly=True,
        index=True,
        default=lambda self: self.env.company,
    )
    partner_id = fields.Many2one(
        "res.partner",
        string="Customer",
        required=True,
        ondelete="restrict",
        check_company=True,
        index=True,
    )
    user_id = fields.Many2one(
        "res.users",
        string="Responsible",
        required=True,
        check_company=True,
        default=lambda self: self.env.user,
        domain="[('share', '=', False)]",
        index=True,
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
        help="Sales team of the responsible person; its leader is the store manager.",
    )
    visit_id = fields.Many2one(
        "crm.visit",
        check_company=True,
        ondelete="restrict",
        index="btree_not_null",
        domain="[('partner_id', '=', partner_id)]",
        help="The visit on which it came up.",
    )

    @api.depends("user_id", "visit_id")
    def _compute_team_id(self):
        for record in self:
            team = record.visit_id.team_id or record.user_id.sale_team_id
            record.team_id = team or record.team_id

    @api.constrains("partner_id", "visit_id")
    def _check_visit_customer(self):
        # sudo: whether two customers are the same is no secret of the visit
        for record in self.sudo().filtered("visit_id"):
            if record.visit_id.partner_id != record.partner_id:
                raise ValidationError(
                    self.env._("The visit and its follow-up are of the same customer.")
                )

    def write(self, vals):
        vals = dict(vals)
        self._complete_values(vals)
        if not self.env.su:
            self._check_change(vals)
        return super().write(vals)

    def _check_change(self, vals):
        """Refuses what people may not change any more.

        :param dict vals: what is written, with what follows from its visit
        """

    def _get_changed(self, vals, names):
        """Which of these fields a write really changes, on any of the records."""
        return {
            name
            for name in names & vals.keys()
            if any(
                self._fields[name].convert_to_cache(vals[name], record)
                != self._fields[name].convert_to_cache(record[name], record)
                for record in self
            )
        }

    def _complete_values(self, vals):
        """What hangs on a visit is of its customer."""
        if vals.get("visit_id"):
            visit = self.env["crm.visit"].browse(vals["visit_id"])
            visit.check_access("read")
            vals.setdefault("partner_id", visit.partner_id.id)
            vals.setdefault("company_id", visit.company_id.id)
        return super()._complete_values(vals)

    def _get_today(self):
        self.ensure_one()
        return self.company_id._policy_today()

    def _get_leader(self):
        """The leader of the department, unless that is the responsible person."""
        self.ensure_one()
        # sudo: who leads a department is no secret
        return self.team_id.sudo().user_id - self.user_id

    # -- steps that ask for a reason ---------------------------------------------------

    def _get_reasoned_steps(self):
        """The states that need a reason, each a step of its name."""
        titles = self._get_reason_titles()
        return {
            outcome: (partial(self._close_for_reason, outcome), titles[outcome])
            for outcome in self._get_reasoned_states()
        }

    def _get_reasoned_states(self):
        """Which states need a reason, and from which states they are reached."""
        return {}

    def _get_reason_titles(self):
        """Of the dialog that asks for the reason, by state."""
        return {}

    def _close_for_reason(self, outcome, reason):
        """:param str reason: why, in the person's own words"""
        self._lock(*self._get_reasoned_states()[outcome])
        self._decide(self._prepare_reasoned(outcome, reason))
        # sudo: nobody waits for it any more, whoever was asked
        self.sudo().activity_unlink(self._get_followup_activity_types())

    def _prepare_reasoned(self, outcome, reason):
        return {"state": outcome, "close_reason": reason}

    def _get_followup_activity_types(self):
        """Activity types that end with the record."""
        return ["mail.mail_activity_data_todo"]

    def action_open_visit(self):
        self.ensure_one()
        return self.visit_id._get_records_action(context={})
