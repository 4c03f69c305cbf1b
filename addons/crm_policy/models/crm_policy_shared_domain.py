# Copyright 2026 Customer Policy Suite contributors
# License AGPL-3.0 or later (https://www.gnu.org/licenses/agpl).

from odoo import api, fields, models
from odoo.exceptions import ValidationError

from ..engine.duplicates import website_key


class CrmPolicySharedDomain(models.Model):
    """A mail provider or platform whose domain says nothing about a customer (ALC-01).

    Two customers with addresses there are not recognised as one by it.
    """

    _name = "crm.policy.shared.domain"
    _description = "Domain that Many Customers Share"
    _order = "name"

    name = fields.Char(
        string="Domain",
        required=True,
        help="What follows the @ of an address, or the host of a website without www, "
        "such as qq.com.",
    )
    active = fields.Boolean(default=True)

    _name_uniq = models.Constraint(
        "UNIQUE(name)", "This domain is in the list already (perhaps archived)."
    )

    @api.constrains("name")
    def _check_name(self):
        for shared in self:
            if website_key(shared.name) != shared.name:
                raise ValidationError(
                    self.env._(
                        "“%(name)s” is no domain. Write it in small letters and "
                        "without www, such as qq.com.",
                        name=shared.name,
                    )
                )
