# Copyright 2026 Customer Policy Suite contributors
# License AGPL-3.0 or later (https://www.gnu.org/licenses/agpl).

import threading

from odoo import SUPERUSER_ID, api
from odoo.fields import Domain
from odoo.modules.registry import Registry
from odoo.service.model import retrying
from odoo.tests import BaseCase, tagged
from odoo.tests.common import get_db_name
from odoo.tools import mute_logger


@tagged("post_install", "-at_install")
class TestDisciplineRace(BaseCase):
    """Two decisions about one person at the same moment, in real transactions."""

    def setUp(self):
        super().setUp()
        self.registry = Registry(get_db_name())
        with self.registry.cursor() as cursor:
            env = api.Environment(cursor, SUPERUSER_ID, {})
            cards = env["crm.allocation.member"]
            before = cards.search_count(Domain.TRUE)
            person = env.ref("base.user_admin")
            self.card_id = cards._get_for(person, person.company_id).id
            self.is_new = cards.search_count(Domain.TRUE) > before
        self.addCleanup(self._clean_up)

    def _clean_up(self):
        with self.registry.cursor() as cursor:
            env = api.Environment(cursor, SUPERUSER_ID, {})
            # raw SQL: violations that were decided are kept, except those of this test
            env.cr.execute(
                "DELETE FROM crm_allocation_suspension WHERE member_id = %(card)s;"
                "DELETE FROM crm_allocation_violation WHERE member_id = %(card)s",
                {"card": self.card_id},
            )
            if self.is_new:
                env["crm.allocation.member"].browse(self.card_id).unlink()

    def _new_violations(self):
        with self.registry.cursor() as cursor:
            env = api.Environment(cursor, SUPERUSER_ID, {})
            card = env["crm.allocation.member"].browse(self.card_id)
            rule = env["crm.allocation.violation.rule"].search(Domain.TRUE, limit=1)
            vals = {
                "user_id": card.user_id.id,
                "member_id": card.id,
                "company_id": card.company_id.id,
                "rule_id": rule.id,
                "evidence": "Two at once",
            }
            violations = env["crm.allocation.violation"]
            return violations.create([vals, dict(vals)]).ids

    @mute_logger("odoo.sql_db", "odoo.service.model")
    def test_two_at_once(self):
        """ALC-09 ALC-10 of two violations confirmed at once one is the second"""
        ids = self._new_violations()
        both_read = threading.Barrier(2, timeout=20)

        def confirm(number):
            with self.registry.cursor() as cursor:
                env = api.Environment(cursor, SUPERUSER_ID, {})
                violation = env["crm.allocation.violation"].browse(ids[number])
                # both transactions see that nothing was confirmed before
                violation.read(["state"])
                both_read.wait()
                retrying(violation._confirm, env)

        threads = [threading.Thread(target=confirm, args=(n,)) for n in (0, 1)]
        for thread in threads:
            thread.start()
        for thread in threads:
            thread.join(60)
        with self.registry.cursor() as cursor:
            env = api.Environment(cursor, SUPERUSER_ID, {})
            violations = env["crm.allocation.violation"].browse(ids)
            self.assertEqual(sorted(violations.mapped("number")), [1, 2])
            days = violations.suspension_ids.mapped("days")
            self.assertEqual(sorted(days), [7, 15])
