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
class TestConfirmationRace(BaseCase):
    """Two answer, or close, at the same moment, in real transactions (CMP-04)."""

    def setUp(self):
        super().setUp()
        self.registry = Registry(get_db_name())
        with self.registry.cursor() as cursor:
            env = api.Environment(cursor, SUPERUSER_ID, {})
            complaint = env["crm.complaint"].create({"name": "Race of confirmations"})
            complaint._decide({"state": "awaiting"})
            self.complaint_id = complaint.id
            self.confirmation_id = env["crm.complaint.confirmation"]._ask(complaint).id
        self.addCleanup(self._clean_up)

    def _clean_up(self):
        with self.registry.cursor() as cursor:
            env = api.Environment(cursor, SUPERUSER_ID, {})
            env["crm.complaint"].browse(self.complaint_id).unlink()

    def _race(self, works):
        """Does both at once; the outcomes are ``True``, or why it was refused."""
        both_looked = threading.Barrier(2, timeout=20)
        results = {}

        def run(number):
            with self.registry.cursor() as cursor:
                env = api.Environment(cursor, SUPERUSER_ID, {})
                complaint = env["crm.complaint"].browse(self.complaint_id)
                # both have looked: it waits for an answer
                results[number] = complaint.state
                both_looked.wait()
                try:
                    retrying(lambda: works[number](env), env)
                    results[number] = True
                except UserError as error:
                    results[number] = str(error)

        threads = [threading.Thread(target=run, args=(n,)) for n in (0, 1)]
        for thread in threads:
            thread.start()
        for thread in threads:
            thread.join(60)
        self.assertEqual(
            sorted(result is True for result in results.values()),
            [False, True],
            results,
        )
        with self.registry.cursor() as cursor:
            env = api.Environment(cursor, SUPERUSER_ID, {})
            complaint = env["crm.complaint"].browse(self.complaint_id)
            events = complaint.event_ids.mapped("kind")
            return complaint.state, events, complaint.confirmation_ids.state

    def _answer(self, env, satisfied, comment=False):
        env["crm.complaint.confirmation"].browse(self.confirmation_id)._answer(
            {
                "way": "link",
                "satisfied": satisfied,
                "answerer_name": "Two",
                "comment": comment,
            }
        )

    @mute_logger("odoo.sql_db", "odoo.service.model")
    def test_two_answers(self):
        """CMP-04 of two answers one counts, the other is told"""
        state, events, answered = self._race(
            [
                lambda env: self._answer(env, "yes"),
                lambda env: self._answer(env, "no", "It still leaks"),
            ]
        )
        self.assertIn(
            (state, "closed" in events), [("closed", True), ("investigating", False)]
        )
        self.assertEqual(answered, "answered")

    @mute_logger("odoo.sql_db", "odoo.service.model")
    def test_answer_and_close(self):
        """CMP-04 the customer answers while somebody closes: one of both counts"""
        _state, events, _answered = self._race(
            [
                lambda env: self._answer(env, "yes"),
                lambda env: env["crm.complaint"]
                .browse(self.complaint_id)
                .action_withdraw("By phone"),
            ]
        )
        self.assertEqual(events.count("closed"), 1)
