# Copyright 2026 Customer Policy Suite contributors
# License AGPL-3.0 or later (https://www.gnu.org/licenses/agpl).

from datetime import timedelta

from odoo import api, fields, models
from odoo.fields import Domain
from odoo.tools import SQL, format_date

from ..engine.pool_sql import pool_rows

KNOWN_BY = "crm_policy.group_officer,crm_policy.group_auditor"


class CrmAllocationPoolCustomer(models.Model):
    """A customer in a pool, masked until it is claimed (ALC-05, ALC-15).

    Phone, e-mail, contacts, street and tax number are no columns here: they cannot be
    shown, searched, grouped or exported.
    """

    _name = "crm.allocation.pool.customer"
    _description = "Customer in a Pool"
    _auto = False
    _order = "since desc, id desc"
    _depends = {
        "crm.ownership": [
            "partner_id",
            "pool_id",
            "company_id",
            "date_from",
            "date_to",
            "source",
            "reason",
        ],
        "crm.allocation.pool": ["is_name_shown"],
        "res.partner": [
            "name",
            "active",
            "city",
            "state_id",
            "country_id",
            "industry_id",
            "customer_kind_id",
            "customer_size_id",
            "customer_source_id",
            "allocation_class_id",
        ],
    }

    name = fields.Char(string="Customer", readonly=True)
    pool_id = fields.Many2one("crm.allocation.pool", readonly=True)
    company_id = fields.Many2one("res.company", readonly=True)
    partner_id = fields.Many2one(
        "res.partner", string="Customer (full name)", readonly=True, groups=KNOWN_BY
    )
    city = fields.Char(readonly=True)
    state_id = fields.Many2one("res.country.state", string="Region", readonly=True)
    country_id = fields.Many2one("res.country", readonly=True)
    industry_id = fields.Many2one("res.partner.industry", readonly=True)
    customer_kind_id = fields.Many2one("crm.customer.kind", readonly=True)
    customer_size_id = fields.Many2one("crm.customer.size", readonly=True)
    customer_source_id = fields.Many2one("crm.customer.source", readonly=True)
    allocation_class_id = fields.Many2one(
        "crm.allocation.class",
        string="Class",
        readonly=True,
        help="By the amount that is expected of the customer.",
    )
    since = fields.Datetime(string="In the Pool Since", readonly=True)
    source = fields.Selection(
        selection=lambda self: self.env["crm.ownership"]._get_source_selection(),
        string="Came By",
        readonly=True,
    )
    reason = fields.Text(
        string="Why It Came Here",
        readonly=True,
        help="Numbers and addresses in it are masked.",
    )
    times_in_pool = fields.Integer(
        string="Times in a Pool", readonly=True, help="This time included."
    )
    claimable_on = fields.Date(
        string="I May Claim From",
        compute="_compute_claimable_on",
        help="Later than today while new arrivals wait, and for former owners.",
    )
    is_claimable = fields.Boolean(
        string="Free to Claim Now", compute="_compute_claimable_on"
    )

    @property
    def _table_query(self) -> SQL:
        return pool_rows(self._get_extra_columns(), self._get_extra_joins())

    @api.model
    def _get_extra_columns(self):
        """What addons show besides: nothing that finds or calls a customer."""
        return []

    @api.model
    def _get_extra_joins(self):
        """What the extra columns read, joined to ``line`` and ``customer``."""
        return []

    @api.depends_context("uid")
    @api.depends("since", "pool_id")
    def _compute_claimable_on(self):
        waits = self._get_waits()
        for row in self:
            moment, _refusal = waits.get(row, (None, ""))
            today = row.company_id._policy_today()
            row.claimable_on = moment and row.company_id._get_policy_date(moment)
            row.is_claimable = not row.claimable_on or row.claimable_on <= today

    def _get_waits(self):
        """Until when the present user waits for each customer, and why.

        :return: dict of moment and reason by row, without those that are free
        """
        # sudo: whose the customers were is looked up, not shown
        rows, ledger = self.sudo(), self.env["crm.ownership"].sudo()
        former = dict(
            ledger._read_group(
                Domain("partner_id", "in", rows.partner_id.ids)
                & Domain("user_id", "=", self.env.uid)
                & Domain("date_to", "!=", False),
                ["partner_id"],
                ["date_to:max"],
            )
        )
        now = fields.Datetime.now()
        waits = {}
        for row in rows:
            pool, mine = row.pool_id, former.get(row.partner_id)
            cooled = mine and mine + timedelta(days=pool.cooling_days)
            arrived = row.since + timedelta(days=pool.arrival_days)
            if cooled and cooled > now and cooled >= arrived:
                waits[self.browse(row.id)] = (
                    cooled,
                    self.env._(
                        "it was yours until %(day)s; you may claim it from %(until)s",
                        day=row._format_day(mine),
                        until=row._format_day(cooled),
                    ),
                )
            elif arrived > now:
                waits[self.browse(row.id)] = (
                    arrived,
                    self.env._(
                        "it came on %(day)s and may be claimed from %(until)s",
                        day=row._format_day(row.since),
                        until=row._format_day(arrived),
                    ),
                )
        return waits

    def _format_day(self, moment):
        """A day as the company's clock and the reader's language have it."""
        day = self.company_id._get_policy_date(moment)
        return format_date(self.env, day)
