# Copyright 2026 Customer Policy Suite contributors
# License AGPL-3.0 or later (https://www.gnu.org/licenses/agpl).

from freezegun import freeze_time

from odoo.exceptions import UserError, ValidationError
from odoo.tests import tagged

from .common import NOW, VisitCommon


@tagged("post_install", "-at_install")
@freeze_time(NOW)
class TestReasonDialogs(VisitCommon):
    def test_blanks_are_no_reason(self):
        """VIS-02, VIS-08, VIS-10, VIS-12: each dialog wants words."""
        reason = self.env["crm.visit.cancel.reason"].search([], limit=1)
        visit = self._new_visit()
        for model, vals, name in (
            (
                "crm.visit.cancel",
                {"visit_ids": visit.ids, "reason_id": reason.id},
                "note",
            ),
            ("crm.visit.reopen", {"visit_ids": visit.ids}, "note"),
            (
                "crm.policy.reason",
                {
                    "res_model": "crm.visit.promise",
                    "res_ids": [1],
                    "step": "withdrawn",
                },
                "reason",
            ),
        ):
            dialogs = self.env[model].with_user(self.user)
            with self.assertRaisesRegex(ValidationError, "Give a reason"):
                dialogs.create({**vals, name: " \n "})
            dialog = dialogs.create({**vals, name: "It rains"})
            with self.assertRaisesRegex(ValidationError, "Give a reason"):
                dialog[name] = "  "

    def test_unknown_step(self):
        """VIS-12: a step that is none is refused by its name."""
        dialogs = self.env["crm.policy.reason"].with_user(self.user)
        for model, outcome in (
            ("no.such.model", "withdrawn"),
            ("res.partner", "withdrawn"),
            ("crm.visit.promise", "kept"),
        ):
            dialog = dialogs.create(
                {"res_model": model, "res_ids": [1], "step": outcome, "reason": "x"}
            )
            with self.assertRaisesRegex(UserError, f"{outcome} of {model} is no step"):
                dialog.action_confirm()
