# Copyright 2026 Customer Policy Suite contributors
# License AGPL-3.0 or later (https://www.gnu.org/licenses/agpl).

from odoo import api, fields, models
from odoo.fields import Domain
from odoo.tools import ormcache


class ResCompany(models.Model):
    """Permissions to read other people's customers, and the log of reading (ALC-15)."""

    _inherit = "res.company"

    allocation_access_days = fields.Integer(
        string="Longest Access",
        default=7,
        required=True,
        help="Days for which access to other people's customers is granted at most.",
    )
    allocation_access_tell_owner = fields.Boolean(
        string="Tell Owners",
        default=True,
        help="The owner is told who may read a customer, until when, and why.",
    )
    allocation_access_log_months = fields.Integer(
        string="Keep the Access Log",
        default=24,
        required=True,
        help="Months after which entries of the access log are deleted. 0: never.",
    )
    allocation_access_page = fields.Integer(
        string="Leafing Through",
        default=80,
        required=True,
        help="A list of more customers than this counts as reading all of them; a "
        "shorter one is a page on the way to a customer.",
    )
    allocation_access_daily_limit = fields.Integer(
        string="Usual Reading",
        default=100,
        required=True,
        help="A person who opens or exports more customers on one day is reported to "
        "the managers. 0: nobody is reported.",
    )

    _allocation_access_days_positive = models.Constraint(
        "CHECK(allocation_access_days > 0)",
        "Access is granted for at least one day.",
    )
    _allocation_access_log_months_positive = models.Constraint(
        "CHECK(allocation_access_log_months >= 0)",
        "The access log is kept for a number of months, or for ever (0).",
    )
    _allocation_access_daily_limit_positive = models.Constraint(
        "CHECK(allocation_access_daily_limit >= 0 AND allocation_access_page >= 0)",
        "A number of customers is not negative.",
    )

    @api.model_create_multi
    def create(self, vals_list):
        companies = super().create(vals_list)
        self.env.registry.clear_cache()
        return companies

    def cache_invalidation_fields(self):
        return super().cache_invalidation_fields() | {"allocation_access"}

    @api.model
    @ormcache()
    def _get_open_access_ids(self):
        """The companies whose salespeople read all customers."""
        # sudo: the setting holds for people who may not read companies
        companies = self.sudo().with_context(active_test=False)
        return companies.search(Domain("allocation_access", "=", "all")).ids

    @api.model
    def _get_open_policy_values(self):
        return {**super()._get_open_policy_values(), "allocation_access": "all"}

    def _get_policy_sequences(self):
        sequences = super()._get_policy_sequences()
        sequences["crm.allocation.access"] = (
            self.env._("Access requests of %(company)s", company=self.name),
            "ACC/%(year)s/",
        )
        return sequences
