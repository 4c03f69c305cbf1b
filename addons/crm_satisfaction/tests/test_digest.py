# Copyright 2026 Customer Policy Suite contributors
# License AGPL-3.0 or later (https://www.gnu.org/licenses/agpl).

from freezegun import freeze_time

from odoo.tests import tagged

from .rollup_common import RollupCommon


@tagged("post_install", "-at_install")
class TestDigest(RollupCommon):
    def test_time_without_measurement(self):
        """SAT-07 days without a measurement show no score in the mail, not 0"""
        with freeze_time("2026-06-20 01:00:00"):
            self._done(81)
            self._done(84)
        digest = self.env["digest.digest"].create(
            {"name": "Policy", "kpi_crm_satisfaction_score": True}
        )
        with freeze_time("2026-07-01 01:00:00"):
            kpis = digest._compute_kpis(self.company, self.manager)
        [score] = [
            kpi for kpi in kpis if kpi["kpi_name"] == "kpi_crm_satisfaction_score"
        ]
        columns = [score[f"kpi_col{number}"]["value"] for number in (1, 2, 3)]
        self.assertEqual(columns, ["–", "–", "82.50"])
