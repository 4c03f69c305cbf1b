# Copyright 2026 Customer Policy Suite contributors
# License AGPL-3.0 or later (https://www.gnu.org/licenses/agpl).

from freezegun import freeze_time

from .common import NOW, SatisfactionCommon


class ScheduleCommon(SatisfactionCommon):
    """Bridges are measured at the end of quarters and after the settlement."""

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.env["crm.satisfaction.timing"].create(
            [
                {"kind_id": cls.kind.id, "occasion": occasion}
                for occasion in ("quarter", "settlement", "warranty")
            ]
        )
        cls.measurements = cls.env["crm.satisfaction.measurement"]
        with freeze_time(NOW):
            cls.subject.write(
                {"date_start": "2026-01-10", "schedule_from": "2026-01-01"}
            )

    def _run(self, name):
        """Runs a scheduled action as Odoo does, in the transaction of the test."""
        cron = self.env.ref(f"crm_satisfaction.ir_cron_{name}")
        with self.enter_registry_test_mode():
            cron.method_direct_trigger()
        self.env.invalidate_all()

    @classmethod
    def _get_planned(cls, subject=None):
        """Key, state and window of the measurements of an object."""
        subject = subject or cls.subject
        return {
            one.timing_key: (one.state, str(one.date_from), str(one.date_to))
            for one in subject.measurement_ids.sorted("date_from")
        }
