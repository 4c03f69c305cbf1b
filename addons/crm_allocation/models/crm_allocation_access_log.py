# Copyright 2026 Customer Policy Suite contributors
# License AGPL-3.0 or later (https://www.gnu.org/licenses/agpl).

from dateutil.relativedelta import relativedelta

from odoo import api, fields, models
from odoo.exceptions import UserError
from odoo.fields import Domain
from odoo.http import request

from ..engine import access_log_sql

# What makes reading a customer worth a line: how to reach or find it.
CONTACT_FIELDS = frozenset(
    {
        "phone",
        "phone_sanitized",
        "email",
        "email_normalized",
        "email_formatted",
        "street",
        "street2",
        "contact_address",
        "contact_address_complete",
        "vat",
        "website",
    }
)
# The rules of OCA's auditlog that note the same.
_AUDITLOG_FLAGS = {"view": "log_read", "list": "log_read", "export": "log_export_data"}


class CrmAllocationAccessLog(models.Model):
    """Who read or took out which customers' contact data, and how (ALC-15).

    Entries are only added, by one statement a call, and deleted by age only.
    """

    _name = "crm.allocation.access.log"
    _description = "Access Log of Customers"
    _order = "date desc, id desc"
    _rec_name = "date"
    _log_access = False

    date = fields.Datetime(string="When", required=True, readonly=True, index=True)
    user_id = fields.Many2one(
        "res.users",
        string="Who",
        required=True,
        readonly=True,
        index=True,
        ondelete="restrict",
    )
    company_id = fields.Many2one(
        "res.company", required=True, readonly=True, index=True, ondelete="cascade"
    )
    how = fields.Selection(
        [
            ("view", "Opened"),
            ("list", "List read"),
            ("export", "Exported"),
            ("report", "Workbook printed"),
            ("vcard", "Address card saved"),
        ],
        required=True,
        readonly=True,
    )
    model = fields.Char(required=True, readonly=True)
    record_count = fields.Integer(string="Records", readonly=True)
    customer_count = fields.Integer(string="Customers", readonly=True)
    customer_ids = fields.Json(string="Customers Read", readonly=True)
    partner_id = fields.Many2one(
        "res.partner",
        string="Customer",
        readonly=True,
        index="btree_not_null",
        ondelete="set null",
        help="Where it was a single one.",
    )
    field_names = fields.Text(string="Fields", readonly=True)
    what = fields.Text(
        compute="_compute_what", help="The fields by the names that people read."
    )
    domain = fields.Text(string="Filter", readonly=True)
    ip = fields.Char(string="From Address", readonly=True)

    @api.depends("model", "field_names")
    @api.depends_context("lang")
    def _compute_what(self):
        """Fields of the model by their labels; paths and titles as they are noted."""
        for entry in self:
            model_fields = getattr(self.env.get(entry.model), "_fields", {})
            names = (entry.field_names or "").split(", ")
            entry.what = ", ".join(
                model_fields[name]._description_string(self.env)
                if name in model_fields
                else name
                for name in names
            )

    def write(self, vals):
        if self:
            raise UserError(self.env._("The access log is never changed."))
        return super().write(vals)

    @api.ondelete(at_uninstall=False)
    def _unlink_never(self):
        raise UserError(
            self.env._("The access log is deleted by age only (see the settings).")
        )

    @api.model
    def _log_reading(self, partners, names):
        """Notes that contact data was read, unless none was or it is noted already.

        :param names: the fields that were read
        """
        told = CONTACT_FIELDS.intersection(names)
        if told:
            how = "view" if len(partners) == 1 else "list"
            self._log(how, partners._name, partners.ids, sorted(told))

    @api.model
    def _log(self, how, model, ids, names=(), domain=None, count=None):
        """Adds an entry; a call of the system is none.

        :param str how: see the field
        :param ids: of the records; those of contacts tell the customers
        :param domain: the filter of the records, where there is no selection
        :param int count: of the records, where ``ids`` are not all of them
        """
        if not self._is_logged(how, model):
            return
        is_partner = model == "res.partner"
        statement = access_log_sql.insert_entry(
            {
                "date": fields.Datetime.now(),
                "uid": self.env.uid,
                "company": self.env.company.id,
                "how": how,
                "model": model,
                "records": len(ids) if count is None else count,
                "fields": ", ".join(names) or None,
                "domain": str(domain) if domain is not None else None,
                "ip": request.httprequest.remote_addr if request else None,
            },
            ids if is_partner else [],
            even_if_none=how not in ("view", "list"),
        )
        if self.env.cr.readonly:
            self._insert_afterwards(statement)
        else:
            self.env["res.partner"].flush_model(["customer_is_managed"])
            # raw SQL: one statement, and nobody has the right to write the log
            self.env.cr.execute(statement)

    @api.model
    def _insert_afterwards(self, statement):
        """Calls that only read may run on a database that cannot be written."""
        registry = self.env.registry

        def insert():
            with registry.cursor() as cr:
                self.env(cr=cr).execute_query(statement)

        self.env.cr.postcommit.add(insert)

    @api.model
    def _is_logged(self, how, model):
        if self.env.su or not self.env.user._is_internal():
            return False
        flag = _AUDITLOG_FLAGS.get(how)
        return not (flag and self._is_in_auditlog(flag, model))

    @api.model
    def _is_in_auditlog(self, flag, model):
        """Whether OCA's audit log, where it is installed, notes the same."""
        if flag not in self.env.get("auditlog.rule", self.env["base"])._fields:
            return False
        # sudo: the rules of the audit log are the administrators'
        return bool(
            self.env["auditlog.rule"]
            .sudo()
            .search_count(
                Domain("model_id.model", "=", model)
                & Domain("state", "=", "subscribed")
                & Domain(flag, "=", True),
                limit=1,
            )
        )

    @api.model
    def _cron_delete_old(self):
        """Deletes what is older than the company keeps it."""
        for company in self.env["res.company"].search(
            Domain("allocation_access_log_months", ">", 0)
        ):
            months = relativedelta(months=company.allocation_access_log_months)
            # raw SQL: the ORM is kept from deleting
            self.env.cr.execute(
                access_log_sql.delete_old(company.id, fields.Datetime.now() - months)
            )
        self.invalidate_model()

    def action_open_read(self):
        """The customers of an entry."""
        self.ensure_one()
        action = self.env["ir.actions.act_window"]._for_xml_id(
            "crm_policy.res_partner_action_customer"
        )
        return {
            **action,
            "domain": [("id", "in", self.customer_ids or [])],
            "context": {"active_test": False},
        }
