# Copyright 2026 Customer Policy Suite contributors
# License AGPL-3.0 or later (https://www.gnu.org/licenses/agpl).

from freezegun import freeze_time

from odoo.exceptions import AccessError, ValidationError
from odoo.tests import tagged

from odoo.addons.crm_visits.tests.common import NOW

from .common import VisitLeadCommon


@tagged("post_install", "-at_install")
@freeze_time(NOW)
class TestVisitLeads(VisitLeadCommon):
    def test_cross_selling(self):
        """VIS-17: an opportunity of the customer, naming visit and source."""
        visit = self._new_made_visit()
        lead = self._new_lead(visit.action_cross_sell())
        self.assertEqual(lead.partner_id, self.customer)
        self.assertEqual((lead.visit_id, lead.visit_origin), (visit, "cross_sell"))
        self.assertEqual(lead.source_id.name, "Cross-Selling")
        self.assertFalse(lead.referred_by_id)
        visit.invalidate_recordset()
        self.assertEqual((visit.lead_count, visit.lead_revenue), (1, 30000))
        domain = visit.action_open_leads()["domain"]
        self.assertEqual(self.env["crm.lead"].search(domain), lead)

    def test_referral(self):
        """VIS-17: somebody else, named by the customer; the new customer says so."""
        visit = self._new_made_visit()
        lead = self._new_lead(
            visit.action_referral(), partner_name="New Works", contact_name="Ms Wu"
        )
        self.assertFalse(lead.partner_id)
        self.assertEqual(lead.referred_by_id, self.customer)
        self.assertEqual(lead.source_id.name, "Customer Referral")
        customer = self.customer.with_user(self.user)
        self.assertEqual(customer.referred_lead_count, 1)
        lead.sudo()._handle_partner_assignment(create_missing=True)
        source = self.env.ref("crm_policy.crm_customer_source_referral")
        company = lead.partner_id.commercial_partner_id
        self.assertEqual(company.customer_source_id, source)

    def test_bad_sources(self):
        """VIS-17: a referral is not the customer itself, cross-selling is."""
        visit = self._new_made_visit()
        with self.assertRaises(ValidationError):
            self._new_lead(visit.action_referral(), partner_id=self.customer.id)
        with self.assertRaises(ValidationError):
            self._new_lead(visit.action_cross_sell(), partner_id=self.prospect.id)
        with self.assertRaises(ValidationError):
            self.env["crm.lead"].create({"name": "x", "visit_origin": "referral"})

    def test_visit_of_a_colleague(self):
        """VIS-17: nobody hangs an opportunity on a visit of somebody else."""
        visit = self._new_made_visit(self.colleague)
        with self.assertRaises(AccessError):
            visit.with_user(self.user).action_cross_sell()
        with self.assertRaises(AccessError):
            self._new_lead({"context": {}}, visit_id=visit.id)
        lead = self._new_lead({"context": {}})
        with self.assertRaises(AccessError):
            lead.visit_id = visit

    def test_visit_of_a_colleague_by_default(self):
        """VIS-17: nor through the defaults of a form, whoever the customer is."""
        visit = self._new_made_visit(self.colleague)
        for origin, partner in (
            ("cross_sell", self.customer),
            ("cross_sell", self.prospect),
            ("referral", self.prospect),
        ):
            context = {"default_visit_id": visit.id, "default_visit_origin": origin}
            with self.assertRaises(AccessError):
                self._new_lead({"context": context}, partner_id=partner.id)

    def test_whose_visit_stays_private(self):
        """VIS-17: a form does not tell which customer a colleague visited."""
        for user, customer in ((self.user, self.customer), (self.colleague, False)):
            visit = self._new_made_visit(user)
            answer = (
                self.env["crm.lead"]
                .with_user(self.user)
                .onchange(
                    {"visit_id": visit.id, "visit_origin": "referral"},
                    ["visit_id"],
                    {"visit_id": {}, "visit_origin": {}, "referred_by_id": {}},
                )
            )
            value = answer["value"].get("referred_by_id", False)
            self.assertEqual(value, customer and customer.id)

    def test_without_sales_rights(self):
        """Who has a role but does not sell still works with visits."""
        visit = self._new_visit(self.colleague)
        self.assertTrue(visit.read(["objective"]))
        with self.assertRaises(AccessError):
            visit.read(["lead_count"])

    def _new_development(self, **values):
        plan = self.env["crm.visit.development"].with_user(self.user)
        plan = plan.create({"name": "2026"})
        return (
            self.env["crm.visit.development.customer"]
            .with_user(self.user)
            .create({"plan_id": plan.id, "partner_id": self.prospect.id, **values})
        )

    def _new_development_lead(self, line, **values):
        lead = self.env["crm.lead"].browse(line.action_create_lead()["res_id"])
        lead.write(values)
        return lead.with_user(self.user)

    def test_sales_by_hand(self):
        """VIS-16: what was typed stays while its opportunity is pending or lost."""
        line = self._new_development(step="conversion", amount=800)
        lead = self._new_development_lead(line)
        lead.expected_revenue = 5000
        lead.stage_id = self.env["crm.stage"].create({"name": "Talks"})
        lead.action_set_lost()
        lead.action_unarchive()
        other = self._new_development()
        lead.visit_development_id = other
        lead.visit_development_id = line
        self._new_development_lead(line).sudo().unlink()
        self.assertEqual((line.amount, other.amount), (800, 0))
        lead.stage_id = self.stage
        self.assertEqual(line.amount, 5000)

    def test_won_moves_between_developments(self):
        """VIS-16: a won opportunity is the result of one line, while it is there."""
        line, other = self._new_development(), self._new_development()
        lead = self._new_development_lead(
            line, expected_revenue=5000, stage_id=self.stage.id
        )
        self.assertEqual((line.amount, other.amount), (5000, 0))
        lead.visit_development_id = other
        self.assertEqual((line.amount, other.amount), (0, 5000))
        lead.visit_development_id = False
        self.assertEqual((line.amount, other.amount), (0, 0))
        lead.visit_development_id = line
        self.assertEqual(line.amount, 5000)
        lead.stage_id = self.env["crm.stage"].create({"name": "Talks"})
        self.assertEqual(line.amount, 0)
        lead.stage_id = self.stage
        lead.sudo().unlink()
        self.assertEqual(line.amount, 0)

    def test_won_and_archived(self):
        """VIS-16: a won opportunity counts in the archive too."""
        line = self._new_development()
        values = {"expected_revenue": 5000, "stage_id": self.stage.id}
        lead = self._new_development_lead(line, **values)
        lead.active = False
        self.assertEqual(lead.won_status, "won")
        self._new_development_lead(line, **values)
        self.assertEqual(line.amount, 10000)

    def test_won_development(self):
        """VIS-16: what is won is the result of the plan, while it runs."""
        plan = self.env["crm.visit.development"].with_user(self.user)
        plan = plan.create({"name": "2026"})
        line = self.env["crm.visit.development.customer"].with_user(self.user)
        line = line.create({"plan_id": plan.id, "partner_id": self.prospect.id})
        action = line.action_create_lead()
        lead = self.env["crm.lead"].browse(action["res_id"]).with_user(self.user)
        self.assertEqual(lead.partner_id, self.prospect)
        lead.expected_revenue = 5000
        self.assertEqual(line.step, "research")
        lead.stage_id = self.stage
        self.assertEqual((line.step, line.amount), ("conversion", 5000))
        self.assertEqual((plan.result_amount, plan.contract_rate), (5000, 100))
        lead.expected_revenue = 6000
        self.assertEqual(plan.result_amount, 6000)
        second = self.env["crm.lead"].browse(line.action_create_lead()["res_id"])
        second.write({"expected_revenue": 1000, "stage_id": self.stage.id})
        self.assertEqual(plan.result_amount, 7000)
        plan.sudo().write({"state": "closed"})
        second.expected_revenue = 9
        self.assertEqual(plan.result_amount, 7000)

    def test_won_intention(self):
        """VIS-18: an intended customer is won with its opportunity."""
        intention = (
            self.env["crm.visit.intention"]
            .with_user(self.user)
            .create(
                {
                    "contact_name": "Workshop Li",
                    "phone": "+86 21 5555 0101",
                    "level_id": self.env.ref(
                        "crm_visits.crm_visit_intention_level_h"
                    ).id,
                    "expected_amount": 700,
                }
            )
        )
        lead = self.env["crm.lead"].browse(intention.action_create_lead()["res_id"])
        self.assertEqual(lead.partner_name, "Workshop Li")
        self.assertEqual((lead.phone, lead.expected_revenue), (intention.phone, 700))
        lead.with_user(self.user).stage_id = self.stage
        self.assertEqual(intention.state, "won")

    def test_who_buys_is_not_cold(self):
        """VIS-15: a won opportunity of a contact closes the customer."""
        source = self.env.ref("crm_policy.crm_customer_source_cold_visit")
        cold = self._new_customer("Cold Ltd", customer_source_id=source.id)
        contact = self.env["res.partner"].create({"name": "Mr X", "parent_id": cold.id})
        partners = self.env["res.partner"].with_user(self.user)
        domain = [("id", "=", cold.id), ("is_visit_cold", "=", True)]
        self.assertTrue(partners.search(domain))
        lead = self.env["crm.lead"].create({"name": "x", "partner_id": contact.id})
        lead.stage_id = self.stage
        self.env.flush_all()
        self.assertFalse(partners.search(domain))

    def test_merged_leads_keep_their_source(self):
        visit = self._new_made_visit()
        lead = self._new_lead(visit.action_cross_sell())
        twin = self.env["crm.lead"].create(
            {
                "name": "Valves",
                "partner_id": self.customer.id,
                "type": "opportunity",
                "company_id": self.company.id,
            }
        )
        merged = (lead.sudo() | twin).merge_opportunity()
        self.assertEqual(merged.visit_id, visit)
        self.assertEqual(merged.visit_origin, "cross_sell")
