# Copyright 2026 Customer Policy Suite contributors
# License AGPL-3.0 or later (https://www.gnu.org/licenses/agpl).

from freezegun import freeze_time

from odoo import Command

from .common import TODAY, GradingCommon


@freeze_time(TODAY)
class TestScreens(GradingCommon):
    """What the screens ask from the models: order, filters and small actions."""

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.customer = cls._new_customer("Acme", user_id=cls.user.id)
        cls.assessments = cls.env["crm.grading.assessment"]
        cls.outlook = cls.env.ref("crm_grading.indicator_industry_outlook")
        cls.new_business = cls.env.ref("crm_grading.indicator_new_business")

    def test_round_in_effect(self):
        """GRD-11 the list of results begins with the latest round in effect"""
        self.scheme.appeal_days = 0
        rounds = self.env["crm.grading.round"]
        for date in ("2026-03-31", "2026-06-30"):
            record = self._new_round(date=date)
            record.action_compute()
            record.action_submit()
            record.action_approve()
            rounds += record
        rounds += self._new_round(kind="what_if")
        self.assertEqual(rounds.mapped("is_current"), [False, True, False])
        self.assertEqual(
            rounds.search([("is_current", "=", True), ("id", "in", rounds.ids)]),
            rounds[1],
        )
        self.assertEqual(
            rounds.search([("is_current", "=", False), ("id", "in", rounds.ids)]),
            rounds[0] + rounds[2],
        )

    def test_movers_come_first(self):
        """GRD-09 in review, who moved furthest stands on top, down before up"""
        record = self._new_round()
        steps = {"same": 0, "up one": 1, "down one": -1, "down two": -2, "up two": 2}
        values = {
            "round_id": record.id,
            "company_id": self.company.id,
            "date": record.date,
            "status": "graded",
        }
        results = self.env["crm.grading.result"].create(
            [
                {**values, "partner_id": self._new_customer(name).id, "steps": moved}
                for name, moved in steps.items()
            ]
        )
        ordered = results.search([("id", "in", results.ids)], order="movement, id")
        self.assertEqual(
            ordered.mapped("partner_id.name"),
            ["down two", "up two", "down one", "up one", "same"],
        )

    def test_my_role(self):
        """GRD-04 the work list offers the indicators of one's own role"""
        rows = self.assessments.create(
            [
                {"partner_id": self.customer.id, "indicator_id": indicator.id}
                for indicator in self.outlook + self.new_business
            ]
        )
        mine = rows.with_user(self.user)
        self.assertEqual(mine.mapped("can_assess"), [False, True])
        self.assertEqual(
            mine.search([("can_assess", "=", True), ("id", "in", rows.ids)]), mine[1]
        )
        self.assertEqual(
            rows.with_user(self.officer).mapped("can_assess"), [True, True]
        )

    def test_prepare_list_tells_what_it_did(self):
        """GRD-15 the button says how many rows were added, and when there is none"""
        assessments = self.assessments.with_user(self.officer)
        added = assessments.action_prepare_list()["params"]
        self.assertEqual(added["type"], "success")
        self.assertIn("rows added", added["message"])
        self.assertEqual(assessments.action_prepare_list()["params"]["type"], "info")

    def test_levels_are_offered_with_their_guide(self):
        """GRD-04 who chooses a level reads when it applies"""
        level = self.new_business.level_ids[0]
        self.assertEqual(level.display_name, level.name)
        offered = level.with_context(formatted_display_name=True).display_name
        self.assertIn(level.guide, offered)

    def test_evidence_is_open_to_who_reads_the_figure(self):
        """GRD-04 evidence uploaded before the figure was saved is not a private file"""
        evidence = (
            self.env["ir.attachment"]
            .with_user(self.officer)
            .create({"name": "report.txt", "raw": b"Annual report"})
        )
        self.env["crm.grading.financials"].with_user(self.officer).create(
            {
                "partner_id": self.customer.id,
                "year": 2025,
                "source": "Annual report",
                "evidence_ids": [Command.link(evidence.id)],
            }
        )
        self.assertEqual(evidence.with_user(self.user).raw, b"Annual report")
        self.assertFalse(evidence.with_user(self.employee).has_access("read"))

    def test_documents_behind_a_result(self):
        """GRD-16 from a score sheet to the invoices of its year"""
        result = self._grade(self.customer)
        domain = result.action_open_invoices()["domain"]
        self.assertIn(("commercial_partner_id", "=", self.customer.id), domain)
        self.env["account.move"].search_count(domain)
