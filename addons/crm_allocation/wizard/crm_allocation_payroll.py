# Copyright 2026 Customer Policy Suite contributors
# License AGPL-3.0 or later (https://www.gnu.org/licenses/agpl).

from babel.dates import format_skeleton
from dateutil.relativedelta import relativedelta

from odoo import api, fields, models
from odoo.fields import Domain
from odoo.tools.misc import babel_locale_parse

# How far back months are offered
MONTHS = 24


class CrmAllocationPayroll(models.TransientModel):
    """Penalties of a month: statements for people, a workbook for payroll (ALC-11)."""

    _name = "crm.allocation.payroll"
    _description = "Penalties of a Month"

    company_id = fields.Many2one(
        "res.company", required=True, default=lambda self: self.env.company
    )
    month_key = fields.Selection(
        selection="_get_months",
        string="Month",
        default=lambda self: f"{self._default_month():%Y-%m}",
    )
    month = fields.Date(
        string="Day of the Month",
        compute="_compute_month",
        store=True,
        precompute=True,
        readonly=False,
        required=True,
    )
    user_ids = fields.Many2many(
        "res.users",
        string="People",
        domain="[('share', '=', False)]",
        help="A statement each. None chosen: all who have penalties in the month.",
    )
    settlement_id = fields.Many2one(
        "crm.allocation.settlement", compute="_compute_settlement_id"
    )
    is_over = fields.Boolean(compute="_compute_settlement_id")
    penalty_ids = fields.Many2many(
        "crm.allocation.penalty", compute="_compute_penalty_ids", string="Penalties"
    )
    can_settle = fields.Boolean(compute="_compute_settlement_id")

    @api.model
    def _default_month(self):
        """The last month that is over."""
        today = self.env.company._policy_today()
        return today.replace(day=1) - relativedelta(months=1)

    @api.model
    def _get_months(self):
        """The months up to today's, the last first, in words."""
        this_month = self.env.company._policy_today().replace(day=1)
        months = [this_month - relativedelta(months=n) for n in range(MONTHS)]
        locale = babel_locale_parse(self.env.lang)
        return [
            (f"{month:%Y-%m}", format_skeleton("yMMMM", month, locale=locale))
            for month in months
        ]

    @api.depends("month_key")
    def _compute_month(self):
        for wizard in self:
            key = wizard.month_key
            wizard.month = f"{key}-01" if key else self._default_month()

    @api.depends("company_id", "month")
    @api.depends_context("uid")
    def _compute_settlement_id(self):
        manager = self.env.user.has_group("crm_policy.group_manager")
        for wizard in self:
            first = wizard._get_first()
            # sudo: whether a month is closed is no secret
            wizard.settlement_id = (
                self.env["crm.allocation.settlement"]
                .sudo()
                .search(
                    Domain("company_id", "=", wizard.company_id.id)
                    & Domain("month", "=", first)
                )
            )
            today = wizard.company_id._policy_today()
            wizard.is_over = first + relativedelta(months=1) <= today
            wizard.can_settle = manager and wizard.is_over and not wizard.settlement_id

    @api.depends("company_id", "month", "user_ids")
    def _compute_penalty_ids(self):
        for wizard in self:
            wizard.penalty_ids = self.env["crm.allocation.penalty"].search(
                wizard._get_domain()
            )

    def _get_first(self):
        self.ensure_one()
        return (self.month or self._default_month()).replace(day=1)

    def _get_domain(self):
        """What happened in the month, and what was settled with it, of these people."""
        self.ensure_one()
        first = self._get_first()
        domain = Domain("company_id", "=", self.company_id.id) & (
            (
                Domain("date", ">=", first)
                & Domain("date", "<", first + relativedelta(months=1))
            )
            | Domain("settlement_id.month", "=", first)
        )
        if self.user_ids:
            domain &= Domain("user_id", "in", self.user_ids.ids)
        return domain

    # -- steps -------------------------------------------------------------------------

    def action_print_statements(self):
        return self.env.ref("crm_allocation.penalty_statement_report").report_action(
            self, config=False
        )

    @api.readonly
    def action_export_xlsx(self):
        """The month for payroll: a row a penalty, and totals by person."""
        report = self.env.ref("crm_allocation.penalty_xlsx")
        return report.with_context(active_id=False, active_ids=False).report_action(
            [],
            data={
                "domain": list(self._get_domain()),
                "month": f"{self._get_first():%Y-%m}",
            },
            config=False,
        )

    def action_settle(self):
        """Closes the month; from now on it does not change."""
        self.ensure_one()
        settlement = self.env["crm.allocation.settlement"]._settle(
            self.company_id, self._get_first()
        )
        if self.company_id.allocation_statement_mail:
            settlement._plan_statements(self.penalty_ids.user_id)
        return {"type": "ir.actions.client", "tag": "soft_reload"}
