# Copyright 2026 Customer Policy Suite contributors
# License AGPL-3.0 or later (https://www.gnu.org/licenses/agpl).

import threading

from odoo import SUPERUSER_ID, api
from odoo.modules.registry import Registry
from odoo.service.model import retrying
from odoo.tests import BaseCase, tagged
from odoo.tests.common import get_db_name
from odoo.tools import mute_logger


@tagged("post_install", "-at_install")
class TestRepeatRace(BaseCase):
    """The second and the third of the same at the same moment, really."""

    def setUp(self):
        super().setUp()
        self.registry = Registry(get_db_name())
        with self._open() as env:
            self.category_id = env["crm.complaint.category"].create({"name": "Race"}).id
            self._create(env)
        self.addCleanup(self._clean_up)

    def _open(self):
        return _Environment(self.registry)

    def _create(self, env):
        return env["crm.complaint"].create(
            {
                "name": "Race",
                "category_id": self.category_id,
                "subject_name": "Race City",
            }
        )

    def _clean_up(self):
        with self._open() as env:
            category = env["crm.complaint.category"].browse(self.category_id)
            mine = [("category_id", "=", category.id)]
            complaints = env["crm.complaint"].search(mine)
            improvements = complaints.improvement_id
            complaints.unlink()
            improvements.unlink()
            env["crm.complaint.repeat"].search(mine).unlink()
            category.unlink()

    @mute_logger("odoo.sql_db", "odoo.service.model")
    def test_two_at_once(self):
        """CMP-05 two that come at once are counted one after the other"""
        both_read = threading.Barrier(2, timeout=20)

        def take_in():
            with self._open() as env:
                # both transactions see one complaint only
                env["crm.complaint"].search_count([("name", "=", "Race")])
                both_read.wait()
                retrying(lambda: self._create(env), env)

        threads = [threading.Thread(target=take_in) for _each in range(2)]
        for thread in threads:
            thread.start()
        for thread in threads:
            thread.join(60)
        with self._open() as env:
            complaints = env["crm.complaint"].search(
                [("category_id", "=", self.category_id)]
            )
            self.assertEqual(len(complaints), 3)
            self.assertEqual(complaints.repeat_id.count, 3)
            self.assertEqual(len(complaints.improvement_id), 1)
            self.assertEqual(complaints.improvement_id.complaint_ids, complaints)


class _Environment:
    """An environment with a transaction of its own, committed at its end."""

    def __init__(self, registry):
        self.cursor = registry.cursor()

    def __enter__(self):
        return api.Environment(self.cursor.__enter__(), SUPERUSER_ID, {})

    def __exit__(self, *failure):
        return self.cursor.__exit__(*failure)
