# Copyright 2026 Customer Policy Suite contributors
# License AGPL-3.0 or later (https://www.gnu.org/licenses/agpl).

from datetime import date

from freezegun import freeze_time

from odoo.tests import Form, tagged

from .common import PolicyCommon


@tagged("post_install", "-at_install")
class TestPolicyTz(PolicyCommon):
    @freeze_time("2026-06-30 17:00:00")
    def test_today_is_the_companys(self):
        """At 17:00 UTC the next day has begun in Shanghai."""
        self.assertEqual(self.company._policy_today(), date(2026, 7, 1))
        self.company.policy_tz = "America/New_York"
        self.assertEqual(self.company._policy_today(), date(2026, 6, 30))

    @freeze_time("2026-06-30 17:00:00")
    def test_before_today_by_company(self):
        """What was due on June 30 is over in Shanghai, not yet in New York."""
        self.other_company.policy_tz = "America/New_York"
        companies = self.company | self.other_company
        improvements = self.env["crm.improvement"].create(
            [
                {
                    "name": "Answer in time",
                    "company_id": company.id,
                    "date_deadline": "2026-06-30",
                }
                for company in companies
            ]
        )
        domain = companies._get_before_today_domain("date_deadline")
        self.assertEqual(improvements.filtered_domain(domain), improvements[0])

    @freeze_time("2026-12-31 17:00:00")
    def test_number_of_the_new_year(self):
        """At 17:00 UTC the first number of the new year is given in Shanghai."""
        self.other_company.policy_tz = "America/New_York"
        for company, year in ((self.company, "2027"), (self.other_company, "2026")):
            number = company.with_user(self.user)._next_policy_number("crm.improvement")
            self.assertEqual(number.split("/")[:2], ["IMP", year])

    def test_default_from_partner_user_utc(self):
        """The zone of the company's partner, else of who creates it, else UTC."""
        partner = self.env["res.partner"].create({"name": "X", "tz": "Europe/Paris"})
        no_zone = self.env["res.partner"].create({"name": "Y", "tz": False})
        no_zone_2 = self.env["res.partner"].create({"name": "Z", "tz": False})
        companies = self.env["res.company"]
        self.assertEqual(
            companies.create({"name": "X", "partner_id": partner.id}).policy_tz,
            "Europe/Paris",
        )
        self.env.user.tz = "Asia/Tokyo"
        self.assertEqual(
            companies.create({"name": "Y", "partner_id": no_zone.id}).policy_tz,
            "Asia/Tokyo",
        )
        self.env.user.tz = False
        self.assertEqual(
            companies.create({"name": "Z", "partner_id": no_zone_2.id}).policy_tz,
            "UTC",
        )

    def test_zone_does_not_follow_the_user(self):
        """Once chosen, the zone stays when the partner moves."""
        self.company.partner_id.tz = "America/Lima"
        self.assertEqual(self.company.policy_tz, "Asia/Shanghai")

    def test_settings(self):
        """The zone is edited in the settings, for the current company."""
        settings = Form(self.env["res.config.settings"])
        settings.policy_tz = "Europe/Berlin"
        settings.save().execute()
        self.assertEqual(self.company.policy_tz, "Europe/Berlin")
        self.assertNotEqual(self.other_company.policy_tz, "Europe/Berlin")
