# Copyright 2026 Customer Policy Suite contributors
# License AGPL-3.0 or later (https://www.gnu.org/licenses/agpl).

from dateutil.relativedelta import relativedelta

from odoo import api, fields, models
from odoo.exceptions import AccessError, UserError
from odoo.fields import Command, Domain

from ..stepping import step_through


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
    untold_user_ids = fields.Many2many(
        "res.users",
        "crm_allocation_settlement_untold_rel",
        string="Statements to Send",
        readonly=True,
        help="People who have not got their statement yet.",
    )

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

    # -- statements --------------------------------------------------------------------

    def _plan_statements(self, users):
        """Each of the people gets the own statement, by the scheduled action."""
        # sudo: settled months are written by steps only
        self.sudo().untold_user_ids = users
        # sudo: only administrators may trigger scheduled actions otherwise
        self.env.ref("crm_allocation.ir_cron_statements").sudo()._trigger()

    @api.model
    def _cron_send_statements(self):
        """One statement after the other; killed, it goes on with who has none."""
        cron = self.env["ir.cron"]
        settlements = self.search(Domain("untold_user_ids", "!=", False))
        cron._commit_progress(remaining=len(settlements.untold_user_ids))
        for settlement in settlements:
            for user in settlement.untold_user_ids:
                step_through(user, settlement._send_statement)
                if not cron._commit_progress(1):
                    return

    def _send_statement(self, user):
        """The statement of one person, in the person's language."""
        self.ensure_one()
        # who is told is noted before: a second run waits here, or begins anew
        self.untold_user_ids = [Command.unlink(user.id)]
        self.env.flush_all()
        wizard = self.env["crm.allocation.payroll"].create(
            {
                "company_id": self.company_id.id,
                "month": self.month,
                "user_ids": [Command.set(user.ids)],
            }
        )
        content, _kind = self.env["ir.actions.report"]._render_qweb_pdf(
            "crm_allocation.penalty_statement_report", wizard.ids
        )
        thread = self.env["mail.thread"].with_context(lang=user.lang)
        thread.message_notify(
            partner_ids=user.partner_id.ids,
            subject=thread.env._(
                "Statement of penalties %(month)s", month=self.display_name
            ),
            body=thread.env._(
                "Your statement is attached. Nothing is deducted by itself."
            ),
            attachments=[(f"{self.display_name}.pdf", content)],
        )
