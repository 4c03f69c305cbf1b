# Copyright 2026 Customer Policy Suite contributors
# License AGPL-3.0 or later (https://www.gnu.org/licenses/agpl).

import threading

from freezegun import freeze_time

from odoo import SUPERUSER_ID, api
from odoo.exceptions import UserError
from odoo.modules.registry import Registry
from odoo.service.model import retrying
from odoo.tests import BaseCase, tagged
from odoo.tests.common import get_db_name
from odoo.tools import mute_logger

from .common import NOW


@tagged("post_install", "-at_install")
class TestRegistrationRace(BaseCase):
    """Two people register one customer at the same moment, in real transactions."""

    def setUp(self):
        super().setUp()
        self.registry = Registry(get_db_name())
        with self._transaction() as env:
            self.company_id = env.company.id
            self.ids = [self._new(env, number).id for number in range(2)]
        self.addCleanup(self._clean_up)

    def _transaction(self):
        return _Transaction(self.registry)

    def _clean_up(self):
        with self._transaction() as env:
            registrations = env["crm.allocation.registration"].browse(self.ids)
            messages = env["mail.message"].search(
                [("model", "=", registrations._name), ("res_id", "in", self.ids)]
            )
            messages.unlink()
            registrations.activity_ids.unlink()
            # raw SQL: registrations are never deleted, except those of this test
            env.cr.execute(
                "DELETE FROM crm_allocation_registration WHERE id = ANY(%s)",
                (self.ids,),
            )

    def _new(self, env, number):
        return env["crm.allocation.registration"].create(
            {
                "customer_name": "Race Valve Ltd",
                "contact_name": f"Person {number}",
                "vat": "91RACE",
                "email": f"person{number}@race-{number}.example",
                "city": "Suzhou",
                "customer_source_id": env["crm.customer.source"].search([], limit=1).id,
                "industry_id": env["res.partner.industry"].search([], limit=1).id,
                "demand": "Valves",
                "demand_date": "2026-09-30",
                "expected_amount": 100,
                "developed_on": "2026-06-30 08:00:00",
            }
        )

    @mute_logger("odoo.sql_db", "odoo.service.model")
    def test_two_at_once(self):
        """ALC-01 exactly one gets the customer, the other is told in words"""
        both_searched = threading.Barrier(2, timeout=20)
        results = {}

        def register(number):
            cursor = self.registry.cursor()
            with cursor:
                env = api.Environment(cursor, SUPERUSER_ID, {})
                registration = env["crm.allocation.registration"].browse(
                    self.ids[number]
                )
                # both have looked, and nobody is in the way
                free = not registration.is_blocked
                both_searched.wait()
                try:
                    retrying(registration.action_submit, env)
                    results[number] = (free, "submitted")
                except UserError as error:
                    results[number] = (free, str(error))

        with freeze_time(NOW):
            threads = [threading.Thread(target=register, args=(n,)) for n in (0, 1)]
            for thread in threads:
                thread.start()
            for thread in threads:
                thread.join(60)
        self.assertEqual([free for free, _result in results.values()], [True, True])
        outcomes = sorted(result == "submitted" for _free, result in results.values())
        self.assertEqual(outcomes, [False, True], results)
        refusal = next(text for _free, text in results.values() if text != "submitted")
        self.assertIn("being registered", refusal)
        with self._transaction() as env:
            states = env["crm.allocation.registration"].browse(self.ids).mapped("state")
            self.assertEqual(sorted(states), ["draft", "submitted"])


class _Transaction:
    """An environment whose work is committed at its end"""

    def __init__(self, registry):
        self.cursor = registry.cursor()

    def __enter__(self):
        return api.Environment(self.cursor, SUPERUSER_ID, {})

    def __exit__(self, kind, error, trace):
        # the cursor commits when nothing went wrong, and closes
        return self.cursor.__exit__(kind, error, trace)
