# Copyright 2026 Customer Policy Suite contributors
# License AGPL-3.0 or later (https://www.gnu.org/licenses/agpl).

import threading

from odoo import SUPERUSER_ID, api
from odoo.exceptions import UserError
from odoo.modules.registry import Registry
from odoo.service.model import retrying
from odoo.tests import BaseCase, tagged
from odoo.tests.common import get_db_name
from odoo.tools import mute_logger


@tagged("post_install", "-at_install")
class TestJoinRace(BaseCase):
    """Two people who join the same cases at the same moment, in real transactions."""

    def setUp(self):
        super().setUp()
        self.registry = Registry(get_db_name())
        with self.registry.cursor() as cursor:
            env = api.Environment(cursor, SUPERUSER_ID, {})
            complaints = env["crm.complaint"].with_context(complaint_taken_later=True)
            cases = complaints.create(
                [
                    {
                        "name": f"Race {number}",
                        "received_on": f"2026-07-0{number}",
                        "email_from": "race@customer.example.com",
                    }
                    for number in (1, 2, 3)
                ]
            )
            self.ids = cases.ids
        self.addCleanup(self._clean_up)

    def _clean_up(self):
        with self.registry.cursor() as cursor:
            env = api.Environment(cursor, SUPERUSER_ID, {})
            cases = env["crm.complaint"].browse(self.ids)
            cases.duplicate_of_id = False
            cases.unlink()

    def _join_at_once(self, pairs):
        """:param pairs: (report, master) as positions in the cases
        :return: the refusals
        """
        both_read = threading.Barrier(2, timeout=20)
        refusals = []

        def join(pair):
            with self.registry.cursor() as cursor:
                env = api.Environment(cursor, SUPERUSER_ID, {})
                report, master = (
                    env["crm.complaint"].browse(self.ids[number]) for number in pair
                )
                # both transactions see that nothing was joined before
                (report | master).read(["state"])
                both_read.wait()
                try:
                    retrying(lambda: report._join(master), env)
                except UserError as error:
                    cursor.rollback()
                    refusals.append(error)

        threads = [threading.Thread(target=join, args=(pair,)) for pair in pairs]
        for thread in threads:
            thread.start()
        for thread in threads:
            thread.join(60)
        return refusals

    def _get_masters(self):
        with self.registry.cursor() as cursor:
            env = api.Environment(cursor, SUPERUSER_ID, {})
            cases = env["crm.complaint"].browse(self.ids)
            return [case.duplicate_of_id.id for case in cases]

    @mute_logger("odoo.sql_db", "odoo.service.model")
    def test_same_report(self):
        """CMP-01 a report that two people join at once is joined once"""
        refusals = self._join_at_once([(2, 0), (2, 1)])
        self.assertEqual(len(refusals), 1)
        self.assertIn(self._get_masters()[2], self.ids[:2])

    @mute_logger("odoo.sql_db", "odoo.service.model")
    def test_chain(self):
        """CMP-01 joins that meet at one case leave no chain"""
        self._join_at_once([(1, 0), (2, 1)])
        masters = self._get_masters()
        for master in filter(None, masters):
            self.assertFalse(masters[self.ids.index(master)])
