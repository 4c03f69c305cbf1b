# Copyright 2026 Customer Policy Suite contributors
# License AGPL-3.0 or later (https://www.gnu.org/licenses/agpl).

from odoo import api, models
from odoo.exceptions import AccessError


class CrmAllocationGuardMixin(models.AbstractModel):
    """A document that shows data of its customer: nobody names a closed one (ALC-15).

    Odoo copies phone, e-mail and address of a customer into its documents, past the
    record rules of customers. So a document can be made for a customer only by who may
    read it. Documents that were there before stay as they are.
    """

    _name = "crm.allocation.guard.mixin"
    _description = "Document of a Readable Customer"

    @api.model
    def _get_guarded_fields(self):
        """The links to customers whose data the document takes over"""
        return ["partner_id"]

    @api.model_create_multi
    def create(self, vals_list):
        records = super().create(vals_list)
        # afterwards: customers come by defaults and computations too
        names = self._get_guarded_fields()
        self._check_guarded({record[name].id for record in records for name in names})
        return records

    def write(self, vals):
        self._check_guarded({vals.get(name) for name in self._get_guarded_fields()})
        return super().write(vals)

    def onchange(self, values, field_names, fields_spec):
        asked = set()
        for name in self._get_guarded_fields():
            value = values.get(name) or self.env.context.get(f"default_{name}")
            # what stood there before stays
            if not self or value != self[name].id:
                asked.add(value)
        self._check_guarded(asked)
        return super().onchange(values, field_names, fields_spec)

    @api.model
    def _check_guarded(self, partner_ids):
        """:raises AccessError: for customers that the user may not read"""
        partners = self.env["res.partner"].browse(partner_ids - {None, False})
        if self.env.su or not partners:
            return
        if len(partners._filter_accessible(to_change=False)) < len(partners):
            raise AccessError(
                self.env._(
                    "This customer is with somebody else, in a pool, or waits to be "
                    "allocated. Ask for access first: Allocation → Requests → Access "
                    "Requests."
                )
            )
