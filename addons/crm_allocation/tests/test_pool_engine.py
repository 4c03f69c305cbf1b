# Copyright 2026 Customer Policy Suite contributors
# License AGPL-3.0 or later (https://www.gnu.org/licenses/agpl).

from odoo.tests import tagged
from odoo.tools import SQL

from odoo.addons.base.tests.common import BaseCommon

from ..engine.claims import Cap, take
from ..engine.masking import (
    CHINESE_FORMS,
    DOUBLE_FAMILY_NAMES,
    LATIN_FORMS,
    mask_name,
)
from ..engine.pool_sql import mask_free_text
from ..engine.pool_sql import mask_name as mask_name_sql


@tagged("post_install", "-at_install")
class TestPoolEngine(BaseCommon):
    def _ask(self, expression):
        return self.env.execute_query(SQL("SELECT %s", expression))[0][0]

    def test_masks_agree(self):
        """ALC-15 names are masked in the database as everywhere else"""
        stems = ["华", "华东", "上海华东机械", "Blue Valve", "王", "A"]
        names = [
            *(stem + form for stem in stems for form in CHINESE_FORMS),
            *CHINESE_FORMS,
            *(name + "娜娜" for name in sorted(DOUBLE_FAMILY_NAMES)),
            *(f"Blue Valve {form.upper()}." for form in sorted(LATIN_FORMS)),
            *sorted(DOUBLE_FAMILY_NAMES),
            "王伟",
            "王小伟",
            "欧阳",
            "五个字的名",
            "  Blue \t Valve   Co., Ltd. ",
            "ACME",
            "O'Neil & 100% \\ Söhne",
            "",
        ]
        for name in names:
            with self.subTest(name=name):
                masked = self._ask(mask_name_sql(SQL("%s::varchar", name)))
                self.assertEqual(masked, mask_name(name))

    def test_free_text(self):
        """ALC-15 what somebody wrote does not call the customer either"""
        for text, masked in [
            ("call 138-1234 5678 soon", "call *** soon"),
            ("write to a.b@example.com", "write to ***"),
            ("see www.example.com/x and 3 others", "see *** and 3 others"),
            ("bought 12 valves in 2024", "bought 12 valves in 2024"),
        ]:
            with self.subTest(text=text):
                self.assertEqual(self._ask(mask_free_text(SQL("%s", text))), masked)

    def test_caps(self):
        """ALC-05 each limit counts what it is about, nothing is a limit of 0"""
        caps = [Cap("day", 0), Cap("week", 3, 1), Cap("held", 1, 0, scope=7)]
        self.assertIsNone(take(caps, 7))
        self.assertEqual(take(caps, 7).code, "held")
        self.assertIsNone(take(caps, 8))
        self.assertEqual(take(caps, 8).code, "week")
        self.assertEqual([cap.used for cap in caps], [2, 3, 1])
