# Copyright 2026 Customer Policy Suite contributors
# License AGPL-3.0 or later (https://www.gnu.org/licenses/agpl).

from datetime import date

from freezegun import freeze_time

from odoo.exceptions import AccessError, UserError

from .discipline_common import DisciplineCommon

JUNE = [f"2026-06-{day:02} 02:00:00" for day in range(1, 28)]
JULY = [f"2026-07-{day:02} 02:00:00" for day in range(1, 28)]
AUGUST = [f"2026-08-{day:02} 02:00:00" for day in range(3, 28)]


class TestTiers(DisciplineCommon):
    def test_three(self):
        """ALC-09 three in a month skip one turn; the fourth begins nothing"""
        self.assertFalse(self._count_mismatches(*JULY[:2]))
        hits = self._count_mismatches(JULY[2])
        self.assertEqual(hits.tier_name, "Three in a month")
        self.assertEqual(hits.month, date(2026, 7, 1))
        self.assertEqual(hits.counted, 3)
        self.assertEqual(len(hits.mismatch_ids), 3)
        suspension = hits.suspension_ids
        self.assertEqual(suspension.mapped("kind"), ["turns"])
        self.assertEqual(suspension.turns_left, 1)
        self.assertEqual(suspension.state, "active")
        self.assertEqual(suspension.user_id, self.agent)
        self.assertEqual(self._count_mismatches(JULY[3]), hits)

    def test_six(self):
        """ALC-09 six in two months skip three turns, and nothing lighter follows"""
        self._count_mismatches(*JUNE[:2], *JULY[:3])
        hits = self._count_mismatches(JULY[3])
        self.assertEqual(
            hits.sorted("id").mapped("tier_name"),
            ["Three in a month", "Six in two consecutive months"],
        )
        self.assertEqual(hits.sorted("id")[1].suspension_ids.turns_left, 3)
        self.assertEqual(len(self._count_mismatches(JULY[4])), 2)

    def test_ten(self):
        """ALC-09 ten in three months: a week without customers, a month no hotline"""
        self._count_mismatches(*JUNE[:2], *JULY[:2], *AUGUST[:5])
        hits = self._count_mismatches(AUGUST[5])
        hit = hits.filtered(lambda one: one.tier_months == 3)
        self.assertEqual(hit.counted, 10)
        by_kind = hit.suspension_ids.grouped("kind")
        self.assertEqual(by_kind["days"].date_from, date(2026, 8, 8))
        self.assertEqual(by_kind["days"].date_to, date(2026, 8, 14))
        self.assertEqual(by_kind["duty"].date_to, date(2026, 9, 7))
        with freeze_time("2026-08-14 12:00:00"):
            self.assertEqual(self.agent_card.standing, "days")
        with freeze_time("2026-08-14 16:30:00"):
            self.agent_card.invalidate_recordset()
            # a day later in the company's time zone
            self.assertNotEqual(self.agent_card.standing, "days")

    def test_month_border(self):
        """ALC-09 the month is that of the company's time zone"""
        # 30 June 23:59 and 1 July 00:00 in Shanghai
        self._count_mismatches("2026-06-30 15:59:00", *["2026-06-30 16:00:00"] * 2)
        self.assertFalse(self.agent_card.tier_hit_ids)
        self.assertTrue(self._count_mismatches("2026-06-30 16:01:00"))

    def test_year_turn(self):
        """ALC-09 two consecutive months over the turn of the year"""
        hits = self._count_mismatches(
            "2026-12-05 02:00:00",
            "2026-12-06 02:00:00",
            "2027-01-05 02:00:00",
            "2027-01-06 02:00:00",
        )
        self.assertFalse(hits)
        with freeze_time("2027-01-06 02:00:00"):
            self.assertEqual(self.agent_card.mismatches_1, 2)
            self.assertEqual(self.agent_card.mismatches_2, 4)

    def test_repeats(self):
        """ALC-09 with the setting, each further mismatch begins the tier again"""
        self.company.allocation_tier_repeats = True
        hits = self._count_mismatches(*JULY[:4])
        self.assertEqual(hits.sorted("id").mapped("number"), [1, 2])
        self.assertEqual(self.agent_card.turns_left, 2)

    def test_exclusive(self):
        """ALC-09 the number itself does not count when the setting says so"""
        self.company.allocation_tier_inclusive = False
        self.assertFalse(self._count_mismatches(*JULY[:3]))
        self.assertTrue(self._count_mismatches(JULY[3]))

    def test_proposed(self):
        """ALC-09 with the setting, managers confirm the suspensions"""
        self.company.allocation_mismatch_immediate = False
        suspension = self._count_mismatches(*JULY[:3]).suspension_ids
        self.assertEqual(suspension.state, "proposed")
        self.assertEqual(self.agent_card.standing, "free")
        with freeze_time(JULY[4]):
            suspension.with_user(self.manager).action_confirm()
            self.agent_card.invalidate_recordset()
            self.assertEqual(self.agent_card.standing, "turns")

    def test_without_agent(self):
        """ALC-09 a mismatch that nobody judged counts against nobody"""
        with freeze_time(JULY[0]):
            mismatch = self._new_mismatch()
            mismatch.sudo().write({"agent_id": False, "agent_card_id": False})
            mismatch.with_user(self.leader).action_sign()
        self.assertFalse(self.agent_card.mismatch_agent_ids)

    def test_not_counted_twice(self):
        """ALC-09 what brought three skipped turns in January brings none in February"""
        january = [f"2026-01-{day:02} 02:00:00" for day in range(1, 28)]
        february = [f"2026-02-{day:02} 02:00:00" for day in range(1, 28)]
        hits = self._count_mismatches(*january[:6])
        self.assertEqual(hits.mapped("tier_months"), [2, 1])
        self.assertEqual(self._count_mismatches(*february[:2]), hits)
        # three of its own month are another matter, and so are six new ones
        self._count_mismatches(*february[2:6])
        new = (self.agent_card.tier_hit_ids - hits).sorted("id")
        self.assertEqual(new.mapped("tier_months"), [1, 3])
        six = self._count_mismatches(february[6]) - hits - new
        self.assertFalse(six)
        self.assertFalse(new.mismatch_ids.filtered(lambda one: not one.counted_on))
        march = self._count_mismatches("2026-03-02 02:00:00") - hits - new
        self.assertEqual(march.tier_months, 2)
        self.assertEqual(march.counted, 8)
        self.assertFalse(march.mismatch_ids & hits.mismatch_ids)

    def test_counted_twice_by_setting(self):
        """ALC-09 where tiers repeat, what counted once counts again"""
        self.company.allocation_tier_repeats = True
        hits = self._count_mismatches(*JUNE[:6])
        hit = self._count_mismatches(JULY[0]) - hits
        self.assertEqual(hit.tier_months, 2)
        self.assertEqual(hit.counted, 7)

    def test_revoke(self):
        """ALC-09 a revoked mismatch does not count; managers decide what ends"""
        hit = self._count_mismatches(*JULY[:3])
        first = hit.mismatch_ids[0]
        with freeze_time(JULY[5]):
            with self.assertRaises(AccessError):
                self._reason(first.with_user(self.leader), "revoke")
            self._reason(first.with_user(self.manager), "revoke", "It was an A")
            self.assertEqual(first.partner_id.allocation_class_id, self.class_a)
            self.assertEqual(first.entitlement_ids.state, "cancelled")
            self.assertEqual(hit.state, "doubtful")
            # not silently undone
            self.assertEqual(hit.suspension_ids.state, "active")
            with self.assertRaises(AccessError):
                self._reason(hit.with_user(self.officer), "revoke")
            self._reason(hit.with_user(self.manager), "revoke", "Too few")
            self.assertEqual(hit.suspension_ids.state, "revoked")
            with self.assertRaisesRegex(UserError, "Revoked"):
                self._reason(hit.with_user(self.manager), "keep")
        # the third mismatch of the month counts again
        self.assertEqual(len(self._count_mismatches(JULY[6])), 1)
        with freeze_time(JULY[6]):
            self.assertEqual(self.agent_card.mismatches_1, 3)

    def test_revoke_and_keep(self):
        """ALC-09 consequences stay when a manager says so, with the reason"""
        hit = self._count_mismatches(*JULY[:3])
        with freeze_time(JULY[5]):
            self._reason(hit.mismatch_ids[0].with_user(self.manager), "revoke")
            self._reason(hit.with_user(self.manager), "keep", "Warned before")
        self.assertEqual(hit.state, "standing")
        self.assertEqual(hit.suspension_ids.state, "active")

    def test_other_company(self):
        """ALC-09 a tier of another company is none here"""
        other = self.env["res.company"].create({"name": "Other Ltd"})
        self.env["crm.allocation.tier"].search([("months", "=", 1)]).company_id = other
        self.assertFalse(self._count_mismatches(*JULY[:3]))
