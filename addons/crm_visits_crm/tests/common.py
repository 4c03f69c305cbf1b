# Copyright 2026 Customer Policy Suite contributors
# License AGPL-3.0 or later (https://www.gnu.org/licenses/agpl).

from odoo import Command

from odoo.addons.crm_visits.tests.common import VisitCommon


class VisitLeadCommon(VisitCommon):
    """A representative who also sells."""

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        sales = cls.env.ref("sales_team.group_sale_salesman")
        cls.user.group_ids = [Command.link(sales.id)]
        cls.stage = cls.env["crm.stage"].create({"name": "Signed", "is_won": True})
        cls.prospect = cls._new_customer("Prospect Ltd")

    def _new_lead(self, action, user=None, **values):
        """What saving the form behind a button gives."""
        lead = self.env["crm.lead"].with_user(user or self.user)
        return lead.with_context(**action["context"]).create(
            {"name": "Valves", "expected_revenue": 30000, **values}
        )
