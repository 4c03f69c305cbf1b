# Copyright 2026 Customer Policy Suite contributors
# License AGPL-3.0 or later (https://www.gnu.org/licenses/agpl).

from odoo.tests import HttpCase, new_test_user, tagged
from odoo.tools import mute_logger


@tagged("post_install", "-at_install")
class TestImprovementTour(HttpCase):
    # the refusal that the tour provokes
    @mute_logger("odoo.http")
    def test_draft_to_effective(self):
        """CMP-06 an officer takes an improvement from its record to its effect"""
        self.env["res.lang"]._activate_lang("en_US")
        new_test_user(
            self.env,
            login="policy_tour",
            name="Officer Tour",
            lang="en_US",
            groups="crm_policy.group_officer",
        )
        self.start_tour("/odoo", "crm_policy_improvement", login="policy_tour")
        improvement = self.env["crm.improvement"].search(
            [("name", "=", "Deliveries arrive late")]
        )
        self.assertEqual(improvement.state, "effective")
        self.assertEqual(improvement.verifier_id.login, "policy_tour")
        self.assertEqual(improvement.user_id.login, "policy_tour")
