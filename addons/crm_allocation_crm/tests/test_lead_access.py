# Copyright 2026 Customer Policy Suite contributors
# License AGPL-3.0 or later (https://www.gnu.org/licenses/agpl).

from freezegun import freeze_time

from odoo import Command
from odoo.exceptions import AccessError
from odoo.tools import mute_logger

from odoo.addons.crm_allocation.tests.access_common import AccessCommon
from odoo.addons.crm_allocation.tests.common import NOW


@freeze_time(NOW)
class TestLeadAccess(AccessCommon):
    @mute_logger("odoo.addons.base.models.ir_rule")
    def test_lead(self):
        """ALC-15 an opportunity gives no phone or e-mail of a closed customer"""
        salesman = self.env.ref("sales_team.group_sale_salesman")
        self.user.group_ids = [Command.link(salesman.id)]
        leads = self.env["crm.lead"].with_user(self.user)
        lead = leads.create({"name": "Own", "partner_id": self.own.id})
        self.assertEqual(lead.email_from, "own@valves.example")
        closed = self.foreign.id
        with self.assertRaises(AccessError):
            leads.create({"name": "Theirs", "partner_id": closed})
        with self.assertRaises(AccessError):
            leads.with_context(default_partner_id=closed).create({"name": "Theirs"})
        with self.assertRaises(AccessError):
            lead.partner_id = closed
        spec = {"partner_id": {}, "phone": {}, "email_from": {}}
        with self.assertRaises(AccessError):
            leads.onchange({"partner_id": closed}, ["partner_id"], spec)
        with self.assertRaises(AccessError):
            leads.with_context(default_partner_id=closed).onchange({}, [], spec)
        # what was there before the customer went stays workable
        self._transfer(self.own, user_id=self.stranger.id)
        lead = lead.with_env(self._as(self.user).env)
        lead.onchange(
            {"partner_id": self.own.id, "name": "Own"}, ["name"], {"name": {}}
        )
        lead.name = "Still mine"
