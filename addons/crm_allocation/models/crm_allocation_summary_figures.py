# Copyright 2026 Customer Policy Suite contributors
# License AGPL-3.0 or later (https://www.gnu.org/licenses/agpl).

from functools import partial

from odoo import api, models
from odoo.fields import Domain

from ..engine.summary import Figure
from .crm_allocation_contact import RUNNING

LEDGER = "crm.ownership"
CONTACT = "crm.allocation.contact"


class CrmAllocationSummary(models.Model):
    """What is counted of each person in a week (ALC-17)."""

    _inherit = "crm.allocation.summary"

    @api.model
    def _get_figures(self):
        """The figures in the order of the columns.

        Bridges add theirs, each with a field of the same name on the line.

        :return: dict from field name to :class:`~..engine.summary.Figure`
        """
        return {
            "owned": Figure(LEDGER, "user_id", self._get_owned, is_level=True),
            **{
                name: Figure(LEDGER, "user_id", partial(self._get_came, ways))
                for name, ways in self._get_sources().items()
            },
            "in_time": Figure(CONTACT, "user_id", partial(self._get_contacted, False)),
            "late": Figure(CONTACT, "user_id", partial(self._get_contacted, True)),
            "missed": Figure(CONTACT, "user_id", self._get_missed),
            "still_open": Figure(CONTACT, "user_id", self._get_still_open),
            "developed": Figure(LEDGER, "user_id", self._get_developed),
            **{
                name: Figure(LEDGER, "user_id", partial(self._get_went, ways))
                for name, ways in self._get_end_sources().items()
            },
            "penalties": Figure(
                "crm.allocation.penalty", "user_id", self._get_penalties
            ),
        }

    @api.model
    def _get_sources(self):
        """How customers come to a person, by figure."""
        return {
            "registered": ("registration",),
            "allocated": ("allocation", "intake"),
            "claimed": ("claim",),
            "taken_over": ("swap", "handover", "reassignment", "review", "form"),
        }

    @api.model
    def _get_end_sources(self):
        """How customers leave a person, by figure."""
        return {
            "released": ("release",),
            "taken_back": ("idle", "review", "reassignment"),
        }

    @api.model
    def _get_owned(self, week):
        """Customers at the end of the week."""
        open_then = Domain("date_to", "=", False) | Domain("date_to", ">=", week.end)
        return Domain("date_from", "<", week.end) & open_then

    @api.model
    def _get_came(self, ways, week):
        return Domain("source", "in", ways) & self._get_within("date_from", week)

    @api.model
    def _get_went(self, ways, week):
        return Domain("end_source", "in", ways) & self._get_within("date_to", week)

    @api.model
    def _get_contacted(self, is_late, week):
        contacted = self._get_within("contacted_at", week)
        return Domain("is_late", "=", is_late) & contacted

    @api.model
    def _get_missed(self, week):
        return self._get_within("missed_at", week)

    @api.model
    def _get_still_open(self, week):
        """Clocks of customers assigned until then that run while this is counted."""
        return Domain("assigned_at", "<", week.end) & Domain("state", "in", RUNNING)

    @api.model
    def _get_developed(self, week):
        """Customers of whom something came."""
        days = Domain("developed_on", ">=", week.first) & Domain(
            "developed_on", "<=", week.last
        )
        return days & Domain("is_development_carried", "=", False)

    @api.model
    def _get_penalties(self, week):
        """Proposed for what happened in the week, waived ones left out."""
        days = Domain("date", ">=", week.first) & Domain("date", "<=", week.last)
        return days & Domain("state", "!=", "waived")

    @api.model
    def _get_within(self, name, week):
        """A moment in the week."""
        return Domain(name, ">=", week.start) & Domain(name, "<", week.end)
