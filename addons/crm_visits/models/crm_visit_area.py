# Copyright 2026 Customer Policy Suite contributors
# License AGPL-3.0 or later (https://www.gnu.org/licenses/agpl).

from odoo import api, fields, models

from ..engine import areas


class CrmVisitArea(models.Model):
    """Who represents the company where: the first area that covers an address counts.

    Customers with a salesperson of their own need no area.
    """

    _name = "crm.visit.area"
    _description = "Area of a Representative"
    _order = "sequence, id"
    _check_company_auto = True

    name = fields.Char(required=True, translate=True)
    sequence = fields.Integer(default=10)
    active = fields.Boolean(default=True)
    company_id = fields.Many2one(
        "res.company", required=True, index=True, default=lambda self: self.env.company
    )
    country_ids = fields.Many2many("res.country", string="Countries")
    state_ids = fields.Many2many("res.country.state", string="Provinces")
    zip_prefixes = fields.Char(
        string="Postcodes",
        help="How postcodes of the area begin, separated by commas: 200, 201.",
    )
    cities = fields.Char(help="Names of cities, separated by commas.")
    user_id = fields.Many2one(
        "res.users",
        string="Representative",
        required=True,
        check_company=True,
        domain=[("share", "=", False)],
    )
    team_id = fields.Many2one("crm.team", string="Department", check_company=True)

    @api.model
    def _find_areas(self, company, addresses):
        """The area of each address; those that no area covers are left out.

        :param dict addresses: :class:`~..engine.areas.Address` by any key
        :return: area by key
        """
        rules = [
            areas.Area(
                id=area.id,
                countries=frozenset(area.country_ids.ids),
                states=frozenset(area.state_ids.ids),
                zip_prefixes=areas.split_list(area.zip_prefixes),
                cities=areas.split_list(area.cities),
            )
            for area in self.search([("company_id", "=", company.id)])
        ]
        found = {
            key: areas.first_match(rules, address) for key, address in addresses.items()
        }
        return {key: self.browse(id_) for key, id_ in found.items() if id_}
