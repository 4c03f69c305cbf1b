# Copyright 2026 Customer Policy Suite contributors
# License AGPL-3.0 or later (https://www.gnu.org/licenses/agpl).

from freezegun import freeze_time

from odoo import Command
from odoo.exceptions import AccessError
from odoo.tools import mute_logger

from odoo.addons.crm_allocation.tests.access_common import AccessCommon
from odoo.addons.crm_allocation.tests.common import NOW


@freeze_time(NOW)
class TestOrderAccess(AccessCommon):
    @mute_logger("odoo.addons.base.models.ir_rule")
    def test_order(self):
        """ALC-15 a quotation prints no address of a closed customer"""
        salesman = self.env.ref("sales_team.group_sale_salesman")
        self.user.group_ids = [Command.link(salesman.id)]
        orders = self.env["sale.order"].with_user(self.user)
        order = orders.create({"partner_id": self.own.id})
        with self.assertRaises(AccessError):
            orders.create({"partner_id": self.foreign.id})
        for name in ("partner_id", "partner_invoice_id", "partner_shipping_id"):
            with self.subTest(field=name), self.assertRaises(AccessError):
                order[name] = self.foreign
        spec = {"partner_id": {}, "partner_invoice_id": {}}
        with self.assertRaises(AccessError):
            orders.onchange({"partner_id": self.foreign.id}, ["partner_id"], spec)
        self._transfer(self.own, user_id=self.stranger.id)
        order = order.with_env(self._as(self.user).env)
        order.note = "Still mine"
