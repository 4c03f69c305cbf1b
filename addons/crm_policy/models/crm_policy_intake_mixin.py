# Copyright 2026 Customer Policy Suite contributors
# License AGPL-3.0 or later (https://www.gnu.org/licenses/agpl).

from odoo import api, fields, models
from odoo.exceptions import UserError

from ..engine import duplicates


class CrmPolicyIntakeMixin(models.AbstractModel):
    """A customer as somebody told about it, before it is in the books.

    Whatever takes customers in asks the same questions, shows whom the customer may
    be, and makes the same record of it (VIS-08, VIS-11, ALC-01).
    """

    _name = "crm.policy.intake.mixin"
    _description = "Customer as Told at Intake"

    # Code of the customer source that is proposed.
    _source_code = None

    company_id = fields.Many2one(
        "res.company",
        required=True,
        index=True,
        default=lambda self: self.env.company,
    )
    customer_name = fields.Char(string="Company or Person")
    is_company = fields.Boolean(string="Is a Company", default=True)
    contact_name = fields.Char(string="Contact Person")
    function = fields.Char(string="Job Position")
    phone = fields.Char()
    email = fields.Char(string="E-mail")
    vat = fields.Char(string="Tax Number")
    street = fields.Char(string="Address")
    zip = fields.Char(string="Postcode")
    city = fields.Char()
    state_id = fields.Many2one(
        "res.country.state",
        string="Province",
        domain="[('country_id', '=?', country_id)]",
    )
    country_id = fields.Many2one(
        "res.country", default=lambda self: self.env.company.country_id
    )
    customer_source_id = fields.Many2one(
        "crm.customer.source",
        default=lambda self: self._default_customer_source(),
        ondelete="restrict",
        help="How did the customer hear of us?",
    )
    sales_channel_id = fields.Many2one("crm.sales.channel", ondelete="restrict")
    partner_id = fields.Many2one(
        "res.partner",
        string="Customer",
        index=True,
        ondelete="restrict",
        domain="[('parent_id', '=', False)]",
        help="The customer's record, once it is known or made.",
    )

    phone_key = fields.Char(
        string="Phone to Compare",
        compute="_compute_keys",
        store=True,
        index="btree_not_null",
    )
    email_key = fields.Char(
        string="E-mail to Compare",
        compute="_compute_keys",
        store=True,
        index="btree_not_null",
    )
    name_key = fields.Char(
        string="Name to Compare", compute="_compute_keys", store=True
    )
    vat_key = fields.Char(
        string="Tax Number to Compare", compute="_compute_keys", store=True
    )
    duplicate_ids = fields.Many2many(
        "res.partner",
        string="Possibly Known",
        compute="_compute_duplicates",
        help="Customers with the same phone, e-mail, name or tax number.",
    )
    duplicate_note = fields.Text(
        string="Why Possibly Known", compute="_compute_duplicates"
    )
    is_checked = fields.Boolean(
        string="None of These",
        copy=False,
        help="You have looked at the possibly known customers: it is none of them.",
    )

    def _default_customer_source(self):
        return self.env["crm.customer.source"].search(
            [("code", "=", self._source_code)], limit=1
        )

    @api.depends("customer_name", "contact_name", "phone", "email", "vat", "country_id")
    def _compute_keys(self):
        for record in self:
            country = record.country_id or record.company_id.country_id
            record.phone_key = duplicates.phone_key(record.phone, country.code)
            record.email_key = duplicates.email_key(record.email)
            record.name_key = duplicates.name_key(
                record.customer_name or record.contact_name
            )
            record.vat_key = duplicates.vat_key(record.vat)

    @api.depends("phone_key", "email_key", "name_key", "vat_key", "partner_id")
    @api.depends_context("uid", "lang", "allowed_company_ids")
    def _compute_duplicates(self):
        """One query for all records; those with a customer are decided already."""
        finder = self.env["crm.policy.duplicate.finder"]
        records = list(self)
        candidates = {
            number: record._get_keys()
            for number, record in enumerate(records)
            if not record._is_customer_decided()
        }
        found = finder._find(candidates)
        hidden = finder._get_hidden_notes(candidates, found)
        for number, record in enumerate(records):
            customers = found.get(number, {})
            record.duplicate_ids = [partner.id for partner in customers]
            notes = (finder._describe(customers), hidden.get(number))
            record.duplicate_note = "\n".join(filter(None, notes)) or False

    def _is_customer_decided(self):
        """Nobody needs to look for the customer any more."""
        self.ensure_one()
        return bool(self.partner_id)

    def _get_keys(self):
        return duplicates.Keys(
            phone=self.phone_key or "",
            email=self.email_key or "",
            name=self.name_key or "",
            vat=self.vat_key or "",
        )

    def _check_open(self, vals):
        """What was taken in stays as it is once it is closed.

        :raises UserError: when more than talk and activities is written
        """
        always = self.env["crm.policy.decision.mixin"]._fields.keys()
        if self.env.su or not vals.keys() - always:
            return
        for record in self:
            if record.state != record._first_state:
                raise UserError(
                    self.env._(
                        "%(record)s is closed and stays as it is.",
                        record=record.display_name,
                    )
                )

    def _check_not_known(self):
        """Refuses a new customer while possibly known ones were not looked at."""
        for record in self:
            if record.duplicate_note and not record.is_checked:
                raise UserError(
                    self.env._(
                        "%(name)s may be known already:\n%(customers)s\n\nChoose the "
                        "customer, or tick “None of These”.",
                        name=record.customer_name or record.contact_name,
                        customers=record.duplicate_note,
                    )
                )

    def _check_customer(self):
        """Refuses to link an archived customer.

        :raises UserError: naming the customer
        """
        for partner in self.partner_id:
            if not partner.active:
                raise UserError(
                    self.env._(
                        "%(customer)s is archived. Restore it first.",
                        customer=partner.display_name,
                    )
                )

    def _create_customers(self):
        """Makes the customers with their contacts and links them.

        Who may call this has been checked: intake is trusted to make customers, though
        its roles may not edit them otherwise.
        """
        # sudo: people at intake make customers by this step only, from what was told
        partners = self.env["res.partner"].sudo()
        customers = partners.create(
            [record._prepare_customer_vals() for record in self]
        )
        for record, customer in zip(self, customers, strict=True):
            # sudo: closed to editing where only the steps choose the customer
            record.sudo().partner_id = customer.id
        self._link_contacts()
        return customers.with_env(self.env)

    def _link_contacts(self):
        """The person of each record among the contacts of its customer.

        Known by phone, e-mail or name; who is not known is added.

        :return: contact by record, empty where no person was named
        """
        # sudo: people at intake add contacts by this step only, from what was told
        partners = self.env["res.partner"].sudo()
        named = self.filtered(
            lambda record: record.partner_id and record._has_contact()
        )
        people = partners.search_fetch(
            [("parent_id", "in", named.partner_id.ids)],
            ["parent_id", "name", "phone_sanitized", "email_normalized"],
        )
        known = {}
        for person in people:
            for key in self._get_person_keys(person):
                known.setdefault((person.parent_id.id, *key), person)
        contacts, missing = {}, {}
        for record in named:
            customer = record.partner_id.id
            keys = [(customer, *key) for key in record._get_own_person_keys()]
            contact = next((known[key] for key in keys if key in known), None)
            if contact:
                contacts[record] = contact
                continue
            same = next((missing[key] for key in keys if key in missing), record)
            contacts[record] = same
            missing.update(dict.fromkeys(keys, same))
        new = [record for record in named if contacts[record] == record]
        added = partners.create(
            [record._prepare_contact_vals(record.partner_id) for record in new]
        )
        by_record = dict(zip(new, added, strict=True))
        return {
            record: by_record.get(contacts.get(record), contacts.get(record))
            or partners
            for record in self
        }

    @api.model
    def _get_person_keys(self, person):
        keys = (
            ("phone", person.phone_sanitized),
            ("email", person.email_normalized),
            ("name", (person.name or "").casefold()),
        )
        return [key for key in keys if key[1]]

    def _get_own_person_keys(self):
        self.ensure_one()
        keys = (
            ("phone", self.phone_key),
            ("email", self.email_key),
            ("name", (self.contact_name or "").casefold()),
        )
        return [key for key in keys if key[1]]

    def _prepare_customer_vals(self):
        self.ensure_one()
        return {
            "name": self.customer_name or self.contact_name,
            "is_company": bool(self.customer_name) and self.is_company,
            "function": False if self._has_contact() else self.function,
            "phone": self.phone,
            "email": self.email,
            "vat": self.vat,
            "street": self.street,
            "zip": self.zip,
            "city": self.city,
            "state_id": self.state_id.id,
            "country_id": self.country_id.id,
            "customer_source_id": self.customer_source_id.id,
            "sales_channel_id": self.sales_channel_id.id,
        }

    def _has_contact(self):
        """A person beside the customer itself"""
        self.ensure_one()
        customer = self.customer_name or self.partner_id.name or self.contact_name
        return bool(self.contact_name) and self.contact_name != customer

    def _prepare_contact_vals(self, customer):
        """The person whom we spoke to, as a contact of the customer"""
        self.ensure_one()
        return {
            "parent_id": customer.id,
            "type": "contact",
            "name": self.contact_name,
            "function": self.function,
            "phone": self.phone,
            "email": self.email,
        }
