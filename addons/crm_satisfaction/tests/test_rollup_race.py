# Copyright 2026 Customer Policy Suite contributors
# License AGPL-3.0 or later (https://www.gnu.org/licenses/agpl).

from odoo import SUPERUSER_ID, api
from odoo.modules.registry import Registry
from odoo.service.model import retrying
from odoo.tests import BaseCase, tagged
from odoo.tests.common import get_db_name
from odoo.tools import mute_logger

NAME = "Race of quarters"


@tagged("post_install", "-at_install")
class TestRollupRace(BaseCase):
    """One closes a quarter while another finishes a measurement of it (SAT-07)."""

    def setUp(self):
        super().setUp()
        self.registry = Registry(get_db_name())
        self.addCleanup(self._clean_up)
        with self.registry.cursor() as cursor:
            env = api.Environment(cursor, SUPERUSER_ID, {})
            subject = env["crm.satisfaction.subject"].create(
                {
                    "name": NAME,
                    "kind_id": env["crm.satisfaction.kind"].search([], limit=1).id,
                    "unit_id": env["crm.policy.unit"].create({"name": NAME}).id,
                    "partner_id": env["res.partner"].create({"name": NAME}).id,
                }
            )
            measurement = env["crm.satisfaction.measurement"].create(
                {
                    "subject_id": subject.id,
                    "date_from": "2001-03-31",
                    "date_to": "2001-03-31",
                }
            )
            periods = env["crm.satisfaction.period"]
            self.quarter_id = periods._take(env.company, measurement.date_to).id
            self.measurement_id = measurement.id

    def _clean_up(self):
        with self.registry.cursor() as cursor:
            env = api.Environment(cursor, SUPERUSER_ID, {})
            subject = env["crm.satisfaction.subject"].search([("name", "=", NAME)])
            measurements = subject.measurement_ids
            measurements.write({"rollup_period_id": False, "state": "planned"})
            periods = env["crm.satisfaction.period"]
            periods.search([("date_end", "<=", "2002-12-31")]).unlink()
            partner, unit = subject.partner_id, subject.unit_id
            measurements.unlink()
            subject.unlink()
            partner.unlink()
            # the open periods of today know the department, too
            env["crm.satisfaction.rollup"].search([("unit_id", "=", unit.id)]).unlink()
            unit.unlink()

    def _finish(self, env):
        measurement = env["crm.satisfaction.measurement"].browse(self.measurement_id)
        measurement._decide(
            {"state": "done", "has_score": True, "score": 90, "is_passed": True}
        )
        measurement._after_done()

    def _close(self, env):
        env["crm.satisfaction.period"].browse(self.quarter_id)._close("Not done yet")

    def _run(self, first, second):
        """Both have looked before the first begins; the second comes after it.

        :return: state and counted measurements of the quarter, whether the measurement
            counts in it
        """
        with self.registry.cursor() as one, self.registry.cursor() as other:
            envs = [api.Environment(cr, SUPERUSER_ID, {}) for cr in (one, other)]
            for env in envs:
                quarter = env["crm.satisfaction.period"].browse(self.quarter_id)
                self.assertEqual(quarter.state, "open")
            for work, env in zip((first, second), envs, strict=True):
                retrying(lambda work=work, env=env: work(env), env)
        with self.registry.cursor() as cursor:
            env = api.Environment(cursor, SUPERUSER_ID, {})
            quarter = env["crm.satisfaction.period"].browse(self.quarter_id)
            row = quarter.rollup_ids.filtered(lambda one: one.scope == "company")
            measurement = env["crm.satisfaction.measurement"].browse(
                self.measurement_id
            )
            counts_here = measurement.rollup_period_id == quarter
            self.assertTrue(measurement.rollup_period_id)
            return quarter.state, row.measurement_count, counts_here

    @mute_logger("odoo.sql_db", "odoo.service.model")
    def test_finished_first(self):
        """SAT-07 who closes after another has finished counts what was finished"""
        self.assertEqual(self._run(self._finish, self._close), ("closed", 1, True))

    @mute_logger("odoo.sql_db", "odoo.service.model")
    def test_closed_first(self):
        """SAT-07 what is finished after another has closed counts in the next one"""
        self.assertEqual(self._run(self._close, self._finish), ("closed", 0, False))
