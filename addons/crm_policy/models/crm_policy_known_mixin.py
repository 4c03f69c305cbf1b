# Copyright 2026 Customer Policy Suite contributors
# License AGPL-3.0 or later (https://www.gnu.org/licenses/agpl).

from odoo import api, models
from odoo.tools import SQL


class CrmPolicyKnownMixin(models.AbstractModel):
    """A record with figures that may not be known: unknown is no zero in a mean."""

    _name = "crm.policy.known.mixin"
    _description = "Record with Figures That May Be Unknown"

    @api.model
    def _get_known_domains(self):
        """:return: dict of the domain of records that know it, by figure"""
        return {}

    def _read_group_select(self, aggregate_spec, query):
        """Means, least and largest of the records that know the figure."""
        aggregate = super()._read_group_select(aggregate_spec, query)
        figure, _colon, function = aggregate_spec.partition(":")
        known = self._get_known_domains().get(figure)
        if known is None or function not in ("avg", "min", "max"):
            return aggregate
        condition = known.optimize_full(self)._to_sql(self, self._table, query)
        return SQL("%s FILTER (WHERE %s)", aggregate, condition)
