# Copyright 2026 Customer Policy Suite contributors
# License AGPL-3.0 or later (https://www.gnu.org/licenses/agpl).

from odoo import api, fields, models
from odoo.fields import Domain

from odoo.addons.crm_policy.engine.periods import period_of


class CrmAllocationTarget(models.Model):
    """Which share of what is allocated goes to a group of customers (ALC-21)."""

    _name = "crm.allocation.target"
    _description = "Allocation Target"
    _inherit = ["mail.thread", "mail.activity.mixin"]
    _order = "sequence, id"
    _rec_name = "group_name"

    sequence = fields.Integer(default=10)
    active = fields.Boolean(default=True)
    company_id = fields.Many2one(
        "res.company",
        required=True,
        index=True,
        ondelete="cascade",
        default=lambda self: self.env.company,
    )
    kind = fields.Selection(
        [("class", "Class by Amount")],
        string="Group By",
        required=True,
        default="class",
    )
    class_id = fields.Many2one(
        "crm.allocation.class", ondelete="restrict", tracking=True
    )
    group_name = fields.Char(string="Group", compute="_compute_group_name")
    direction = fields.Selection(
        [("at_least", "At least"), ("at_most", "At most")],
        required=True,
        default="at_least",
        tracking=True,
        help="At least: this group comes first. At most: this group is limited.",
    )
    share = fields.Float(
        string="Share (%)",
        required=True,
        tracking=True,
        help="Of the customers allocated in a period.",
    )
    period = fields.Selection(
        [("month", "Month"), ("quarter", "Quarter")], required=True, default="month"
    )
    smallest_count = fields.Integer(
        string="Judged From (customers)",
        default=10,
        help="While fewer customers were allocated in a period, nobody is warned.",
    )
    warned_on = fields.Date(
        string="Last Warning", readonly=True, copy=False, help="Once a period."
    )
    actual_share = fields.Float(
        string="Now (%)", compute="_compute_actual", digits=(5, 2)
    )
    actual_count = fields.Integer(string="Customers Now", compute="_compute_actual")
    total_count = fields.Integer(
        string="Allocated in the Period", compute="_compute_actual"
    )
    status = fields.Selection(
        [("kept", "Kept"), ("missed", "Off Target"), ("none", "Nothing Allocated")],
        compute="_compute_actual",
    )

    _share_range = models.Constraint(
        "CHECK(share >= 0 AND share <= 100)", "A share is between 0 % and 100 %."
    )
    _class_asked = models.Constraint(
        "CHECK(kind <> 'class' OR class_id IS NOT NULL)",
        "Name the class of the target.",
    )

    def _compute_group_name(self):
        for target in self:
            target.group_name = target._get_group().display_name

    def _get_group(self):
        """The record that the target names; extended by what else groups customers."""
        self.ensure_one()
        return self.class_id

    def _compute_actual(self):
        """The period that runs today, read from the report of all periods."""
        rows = {}
        for row in self.env["crm.allocation.target.report"].search(
            Domain("target_id", "in", self.ids)
        ):
            rows[row.target_id.id, row.period_start] = row
        for target in self:
            row = rows.get((target.id, target._get_period().start))
            target.actual_share = row.actual_share if row else 0.0
            target.actual_count = row.actual_count if row else 0
            target.total_count = row.total_count if row else 0
            target.status = row.status if row else "none"

    def _get_period(self):
        self.ensure_one()
        return period_of(self.company_id._policy_today(), self.period)

    @api.model
    def _warn_of_limits(self, company):
        """Asks the managers, once a period, when a limited group exceeds its limit."""
        # sudo: whoever allocated, the managers are warned
        targets = self.sudo().search(
            Domain("company_id", "=", company.id) & Domain("direction", "=", "at_most")
        )
        # what was allocated by a statement is not known to the cache
        self.env["crm.allocation.target.report"].invalidate_model()
        targets.invalidate_recordset(["status", "total_count", "actual_share"])
        exceeded = targets.filtered(
            lambda target: target.status == "missed"
            and target.total_count >= target.smallest_count
            and not (target.warned_on and target.warned_on in target._get_period())
        )
        for target in exceeded:
            target._warn()

    def _warn(self):
        self.ensure_one()
        self.warned_on = self.company_id._policy_today()
        for user in self.env["crm.policy.decision.mixin"]._get_managers(
            self.company_id
        ):
            target = self.with_context(lang=user.lang)
            target.activity_schedule(
                "mail.mail_activity_data_todo",
                summary=target.env._(
                    "%(group)s exceeds its limit: %(actual).1f %% of at most "
                    "%(share).1f %%",
                    group=target._get_group().display_name,
                    actual=target.actual_share,
                    share=target.share,
                ),
                user_id=user.id,
            )

    def action_open_report(self):
        self.ensure_one()
        action = self.env["ir.actions.act_window"]._for_xml_id(
            "crm_allocation.crm_allocation_target_report_action"
        )
        return {**action, "domain": [("target_id", "=", self.id)], "context": {}}
