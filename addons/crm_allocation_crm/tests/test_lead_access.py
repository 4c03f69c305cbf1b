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
        # what is over stays with who did it, and stays workable
        lead.sudo().action_set_won()
        self._transfer(self.own, user_id=self.stranger.id)
        lead = lead.with_env(self._as(self.user).env)
        lead.onchange(
            {"partner_id": self.own.id, "name": "Own"}, ["name"], {"name": {}}
        )
        lead.name = "Still mine"

    def test_leads_of_closed_customers(self):
        """ALC-15 leads without salesperson are as closed as their customer"""
        leads = self.env["crm.lead"].create(
            [
                {
                    "name": customer.name,
                    "partner_id": customer.id,
                    "user_id": False,
                    "company_id": self.company.id,
                }
                for customer in (self.own, self.foreign, self.pooled, self.unmanaged)
            ]
        )
        leads |= leads.create(
            {"name": "Form", "phone": "+86 1", "user_id": False, "partner_id": False}
        )
        own, foreign, pooled, unmanaged, form = leads
        mine = foreign.copy()
        mine.user_id = self.user
        leads |= mine
        sales = self.env.ref("sales_team.group_sale_salesman")
        everything = self.env.ref("sales_team.group_sale_salesman_all_leads")
        bound = self.env.ref("crm_allocation.group_own_customers")
        (self.user | self.stranger).group_ids = [Command.link(sales.id)]
        (self.leader | self.officer).group_ids = [Command.link(everything.id)]
        seller = self._new_user("lead_seller", "sales_team.group_sale_salesman")
        head = self._new_user("lead_head", "sales_team.group_sale_salesman_all_leads")
        leaver = self._new_user(
            "lead_leaver", "sales_team.group_sale_salesman_all_leads"
        )
        leaver.group_ids = [Command.link(bound.id)]
        for user, readable in (
            (self.user, own | unmanaged | form | mine),
            (self.stranger, foreign | unmanaged | form),
            (self.leader, own | unmanaged | form),
            (seller, unmanaged | form),
            (leaver, unmanaged | form),
            (self.officer, leads),
            (head, leads),
        ):
            with self.subTest(user=user.login):
                self._as(user)
                seen = leads.with_user(user)
                self.assertEqual(seen._filtered_access("read").sudo(), readable)
                found = seen.search([("id", "in", leads.ids)])
                self.assertEqual(found.sudo().sorted("id"), readable.sorted("id"))
