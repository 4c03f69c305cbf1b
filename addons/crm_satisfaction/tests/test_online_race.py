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
class TestOnlineRace(BaseCase):
    """The same link in two browsers at the same moment, in real transactions."""

    def setUp(self):
        super().setUp()
        self.registry = Registry(get_db_name())
        with self.registry.cursor() as cursor:
            env = api.Environment(cursor, SUPERUSER_ID, {})
            partner = env["res.partner"].create(
                {"name": "Race", "email": "race@example.com"}
            )
            unit = env["crm.policy.unit"].create({"name": "Race of links"})
            kind = env.ref("crm_satisfaction.crm_satisfaction_kind_property")
            role = env.ref("crm_satisfaction.crm_satisfaction_role_owner")
            subject = env["crm.satisfaction.subject"].create(
                {
                    "name": "Race of links",
                    "kind_id": kind.id,
                    "unit_id": unit.id,
                    "partner_id": partner.id,
                    "respondent_ids": [
                        (0, 0, {"partner_id": partner.id, "role_id": role.id})
                    ],
                }
            )
            measurement = env["crm.satisfaction.measurement"].create(
                {"subject_id": subject.id}
            )
            measurement.action_open()
            invitation = env["crm.satisfaction.invitation"]._invite(
                measurement, subject.respondent_ids
            )
            invitation.mail_id.unlink()
            invitation.user_input_id._mark_in_progress()
            self.input_id = invitation.user_input_id.id
            self.measurement_id = measurement.id
            self.records = [
                ("crm.satisfaction.subject", subject.id),
                ("res.partner", partner.id),
                ("crm.policy.unit", unit.id),
            ]
        self.addCleanup(self._clean_up)

    def _clean_up(self):
        with self.registry.cursor() as cursor:
            env = api.Environment(cursor, SUPERUSER_ID, {})
            measurement = env["crm.satisfaction.measurement"].browse(
                self.measurement_id
            )
            # raw SQL: what was answered is never deleted by the system
            cursor.execute(
                "DELETE FROM crm_satisfaction_answer WHERE measurement_id = %s",
                [self.measurement_id],
            )
            cursor.execute(
                "DELETE FROM crm_satisfaction_measurement WHERE id = %s",
                [self.measurement_id],
            )
            measurement.invalidate_recordset()
            for model, record_id in self.records:
                env[model].browse(record_id).unlink()

    def _submit(self, env):
        """As the survey's page does: looks whether it was sent, saves, and ends."""
        user_input = env["survey.user_input"].browse(self.input_id)
        if user_input.state == "done":
            return False
        question = user_input.survey_id.question_ids[0]
        row, column = question.matrix_row_ids[0], question.suggested_answer_ids[0]
        user_input._save_lines(question, {str(row.id): [str(column.id)]})
        user_input._mark_done()
        return True

    @mute_logger("odoo.sql_db", "odoo.service.model")
    def test_two_browsers(self):
        """SAT-09 of two answers by one link exactly one counts"""
        both_looked = threading.Barrier(2, timeout=20)
        results = {}

        def run(number):
            with self.registry.cursor() as cursor:
                env = api.Environment(cursor, SUPERUSER_ID, {})
                self.assertEqual(
                    env["survey.user_input"].browse(self.input_id).state, "in_progress"
                )
                both_looked.wait()
                results[number] = retrying(lambda: self._submit(env), env)

        threads = [threading.Thread(target=run, args=(number,)) for number in (0, 1)]
        for thread in threads:
            thread.start()
        for thread in threads:
            thread.join(60)
        self.assertEqual(sorted(results.values()), [False, True])
        with self.registry.cursor() as cursor:
            env = api.Environment(cursor, SUPERUSER_ID, {})
            answers = env["crm.satisfaction.answer"].search(
                [("measurement_id", "=", self.measurement_id)]
            )
            self.assertEqual(answers.mapped("state"), ["done"])
