# Copyright 2026 Customer Policy Suite contributors
# License AGPL-3.0 or later (https://www.gnu.org/licenses/agpl).

from odoo import api, fields, models
from odoo.fields import Domain
from odoo.tools import SQL
from odoo.tools.sql import column_exists, create_column

from ..engine import access_sql

# What shows contact data beside a customer's name, wherever the name stands.
_TELLING_CONTEXT = ("show_address", "show_email", "show_vat")


class ResPartner(models.Model):
    """Salespeople read their own customers (ALC-15).

    The record rules of salespeople name the two searchable fields below. A customer
    whom nobody looks after in any company (a supplier, a new contact) is open.
    """

    _inherit = "res.partner"

    customer_is_managed = fields.Boolean(
        string="Is Looked After",
        compute="_compute_customer_is_managed",
        store=True,
        compute_sudo=True,
        index=True,
        help="A person, a pool or a company holds this customer. Kept by the database: "
        "see the trigger of the ledger.",
    )
    customer_is_accessible = fields.Boolean(
        string="May Be Read",
        compute="_compute_customer_is_accessible",
        search="_search_customer_is_accessible",
    )
    customer_is_editable = fields.Boolean(
        string="May Be Changed",
        compute="_compute_customer_is_editable",
        search="_search_customer_is_editable",
    )

    def _auto_init(self):
        # nobody is in the ledger yet: no need to ask for every customer of a company
        if not column_exists(self.env.cr, self._table, "customer_is_managed"):
            create_column(self.env.cr, self._table, "customer_is_managed", "boolean")
        return super()._auto_init()

    @api.depends("commercial_partner_id")
    def _compute_customer_is_managed(self):
        """For new and moved contacts; all else the trigger of the ledger writes."""
        managed = dict(
            self.env["crm.ownership"]._read_group(
                Domain("partner_id", "in", self.commercial_partner_id.ids)
                & Domain("date_to", "=", False),
                ["partner_id"],
                ["__count"],
            )
        )
        for partner in self:
            partner.customer_is_managed = partner.commercial_partner_id in managed

    @api.depends_context("uid")
    def _compute_customer_is_accessible(self):
        accessible = self._filter_accessible(to_change=False)
        for partner in self:
            partner.customer_is_accessible = partner._origin in accessible

    @api.depends_context("uid")
    def _compute_customer_is_editable(self):
        editable = self._filter_accessible(to_change=True)
        for partner in self:
            partner.customer_is_editable = partner._origin in editable

    @api.model
    def search_fetch(self, domain, field_names=None, offset=0, limit=None, order=None):
        """What was found by the rule needs not be asked for once more, to be shown."""
        found = super().search_fetch(domain, field_names, offset, limit, order)
        if found and not self.env.su and self.env.user._is_bound_to_own_customers():
            # sudo: Odoo checks rights in the name of the system, about the user
            for partners in (found, found.sudo()):
                self._fields["customer_is_accessible"]._update_cache(partners, True)
        return found

    @api.model
    def _search_customer_is_accessible(self, operator, value):
        return self._search_accessible(operator, to_change=False)

    @api.model
    def _search_customer_is_editable(self, operator, value):
        return self._search_accessible(operator, to_change=True)

    @api.model
    def _search_accessible(self, operator, to_change):
        if operator != "in":
            return NotImplemented
        return self._get_accessible_domain(to_change=to_change)

    def _filter_accessible(self, *, to_change):
        """Those among the records that the user may read, or change."""
        # sudo: the answer is about the user, the question needs no right
        partners = self.sudo().with_context(active_test=False)
        return partners.search(
            Domain("id", "in", self._origin.ids)
            & self._get_accessible_domain(to_change=to_change)
        )

    @api.model
    def _get_accessible_domain(self, *, to_change):
        """What the user may read or change, whether or not rights are checked."""
        if not self.env.user._is_bound_to_own_customers():
            return Domain.TRUE
        sources = self._get_access_sources(to_change=to_change)
        to_flush = [
            self.env[model]._fields[name]
            for model, names in self._get_access_fields().items()
            for name in names
        ]
        are_many = self._are_many(sources, to_flush)
        return Domain.custom(
            to_sql=lambda model, alias, query: SQL(
                "%s",
                access_sql.accessible(alias, sources, are_many=are_many),
                to_flush=to_flush,
            )
        )

    @api.model
    def _are_many(self, sources, to_flush):
        """Which form of the rule is the faster one; asked once a transaction"""
        known = self.env.cr.cache.setdefault("crm_allocation_many_customers", {})
        if self.env.uid not in known:
            statement = SQL("%s", access_sql.are_many(sources), to_flush=to_flush)
            known[self.env.uid] = bool(self.env.execute_query(statement))
        return known[self.env.uid]

    @api.model
    def _get_access_sources(self, *, to_change):
        """Why customers are open to the user: statements that give their ids.

        Addons add reasons, and to :meth:`_get_access_fields` what these read.
        """
        uid = self.env.uid
        sources = [
            access_sql.owned(uid),
            access_sql.of_led_teams(uid),
            access_sql.granted(uid, fields.Datetime.now(), to_change=to_change),
        ]
        if open_ids := self.env["res.company"]._get_open_access_ids():
            sources.append(access_sql.of_open_companies(open_ids))
        return sources

    @api.model
    def _get_access_fields(self):
        """What must stand in the database when access is asked for, by model"""
        return {
            "res.partner": [
                "commercial_partner_id",
                "customer_is_managed",
            ],
            "crm.ownership": ["partner_id", "date_to", "user_id", "team_id"],
            "crm.team": ["user_id"],
            "crm.allocation.access": ["state", "user_id", "date_from", "date_until"],
            "crm.allocation.access.line": ["partner_id", "access_id"],
        }

    # What Odoo tells of customers past the record rules

    @api.depends_context("uid")
    def _compute_display_name(self):
        """Of other people's customers the name only, whatever a view asks for."""
        context = self.env.context
        if not any(context.get(key) for key in _TELLING_CONTEXT):
            # sudo: documents name their customer, whoever looks after it
            named = self.sudo()
            super(ResPartner, named)._compute_display_name()
            if not self.env.su:
                self._take_names(named)
            return
        closed = self.filtered(lambda partner: not partner.customer_is_accessible)
        super(ResPartner, self - closed)._compute_display_name()
        # sudo: see above
        plain = closed.sudo().with_context(**dict.fromkeys(_TELLING_CONTEXT, False))
        super(ResPartner, plain)._compute_display_name()
        closed._take_names(plain)

    def _take_names(self, named):
        for partner, source in zip(self, named, strict=True):
            partner.display_name = source.display_name

    @api.depends_context("uid")
    def _compute_same_vat_partner_id(self):
        """Odoo's hints at duplicates name nobody whom the user may not read."""
        result = super()._compute_same_vat_partner_id()
        for field in ("same_vat_partner_id", "same_company_registry_partner_id"):
            for partner in self:
                if partner[field] and not partner[field].customer_is_accessible:
                    partner[field] = False
        return result
