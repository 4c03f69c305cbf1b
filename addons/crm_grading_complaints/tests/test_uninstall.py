# Copyright 2026 Customer Policy Suite contributors
# License AGPL-3.0 or later (https://www.gnu.org/licenses/agpl).

from odoo.tests import tagged
from odoo.tools import convert_file, file_path

from odoo.addons.crm_grading.tests.common import GradingCommon

from ..hooks import uninstall_hook


@tagged("post_install", "-at_install")
class TestUninstall(GradingCommon):
    """What a bridge gave to the catalogue of indicators, when it goes."""

    def test_indicator_in_use_stays(self):
        """GRD-04 a scheme keeps its indicators, and finds them again; others go."""
        used = self.env.ref("crm_grading_complaints.indicator_complaint_count")
        unused = self.env.ref("crm_grading_complaints.indicator_complaint_open_count")
        line = self._line("purchase_frequency", self._new_version())
        line.indicator_id = used
        uninstall_hook(self.env)
        self.assertTrue(used.exists())
        self.assertFalse(used.get_external_id()[used.id])
        self.assertEqual(line.indicator_id, used)
        self.assertFalse(unused.exists())

        path = file_path("crm_grading_complaints/data/crm_grading_indicator_data.xml")
        convert_file(self.env, "crm_grading_complaints", path, {}, mode="init")
        self.assertEqual(
            self.env.ref("crm_grading_complaints.indicator_complaint_count"), used
        )
        self.assertTrue(
            self.env.ref("crm_grading_complaints.indicator_complaint_open_count")
        )
