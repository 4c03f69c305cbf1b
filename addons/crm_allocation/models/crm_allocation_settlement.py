# Copyright 2026 Customer Policy Suite contributors
# License AGPL-3.0 or later (https://www.gnu.org/licenses/agpl).

from dateutil.relativedelta import relativedelta

from odoo import api, fields, models
from odoo.exceptions import AccessError, UserError
from odoo.fields import Domain


class CrmAllocationSettlement(models.Model):
    """A month of penalties that was told to payroll, and is closed (ALC-11).

    What is confirmed later of that month goes to the next one that is settled.
    """

    _name = "crm.allocation.settlement"
    _description = "Settled Month of Penalties"
    _order = "month desc, id desc"
    _rec_name = "month"

    company_id = fields.Many2one(
        "res.company", required=True, readonly=True, index=True
    )
    month = fields.Date(
        required=True, readonly=True, help="The first day of the month."
    )
    settled_by_id = fields.Many2one("res.users", required=True, readonly=True)
    settled_on = fields.Datetime(required=True, readonly=True)
    penalty_ids = fields.One2many(
        "crm.allocation.penalty", "settlement_id", readonly=True
    )
    count = fields.Integer(string="Penalties", readonly=True)

    # of two managers who settle a month, one does
    _month_uniq = models.UniqueIndex(
        "(company_id, month)", "This month is settled already."
    )

    @api.depends("month")
    def _compute_display_name(self):
        for record in self:
            record.display_name = f"{record.month:%Y-%m}" if record.month else ""

    @api.model
    def _get_settled_domain(self, company, month):
        """What a month settles: all that is confirmed up to its last day."""
        return (
            Domain("company_id", "=", company.id)
            & Domain("state", "=", "confirmed")
            & Domain("date", "<", month + relativedelta(months=1))
        )

    @api.model
    def _settle(self, company, month):
        """Closes a month that is over.

        :param date month: its first day
        :raises UserError: for a month that runs, or is settled
        """
        if not self.env.user.has_group("crm_policy.group_manager"):
            raise AccessError(self.env._("Only managers settle a month."))
        if month + relativedelta(months=1) > company._policy_today():
            raise UserError(self.env._("A month is settled when it is over."))
        # sudo: settled months are written by this step only
        model = self.sudo()
        if model.search_count(
            Domain("company_id", "=", company.id) & Domain("month", ">=", month)
        ):
            raise UserError(self.env._("This month, or a later one, is settled."))
        # what may still be appealed waits for the next month
        penalties = (
            self.env["crm.allocation.penalty"]
            .search(self._get_settled_domain(company, month))
            .filtered(lambda record: not record._is_appealable())
        )
        settlement = model.create(
            {
                "company_id": company.id,
                "month": month,
                "settled_by_id": self.env.uid,
                "settled_on": fields.Datetime.now(),
                "count": len(penalties),
            }
        )
        if penalties:
            penalties._lock("confirmed")
            penalties._decide({"state": "settled", "settlement_id": settlement.id})
        return settlement
