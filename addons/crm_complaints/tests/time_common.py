# Copyright 2026 Customer Policy Suite contributors
# License AGPL-3.0 or later (https://www.gnu.org/licenses/agpl).

from datetime import datetime

import pytz

from .common import ComplaintCommon

SHANGHAI = pytz.timezone("Asia/Shanghai")


def local(text):
    """A moment of the clock in Shanghai, as fields hold it."""
    moment = SHANGHAI.localize(datetime.fromisoformat(text))
    return moment.astimezone(pytz.utc).replace(tzinfo=None)


class TimeCommon(ComplaintCommon):
    """The company works Monday to Friday, 9 to 12 and 13 to 18."""

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.calendar = cls._new_office_hours("Office", ((9, 12), (13, 18)))
        cls.company.resource_calendar_id = cls.calendar
        cls.executive = cls._new_user("cmp_executive", "crm_policy.group_manager")
        cls.company.complaint_executive_id = cls.executive
        cls.targets = cls.env["crm.complaint.target"]
        cls.milestones = cls.env["crm.complaint.milestone"]
        cls.escalations = cls.env["crm.complaint.escalation"]

    @classmethod
    def _get(cls, complaint, kind, cycle=1):
        """The milestone of a complaint."""
        return cls.milestones.search(
            [
                ("complaint_id", "=", complaint.id),
                ("kind", "=", kind),
                ("cycle", "=", cycle),
            ]
        )

    @classmethod
    def _target(cls, name):
        return cls.env.ref(f"crm_complaints.crm_complaint_target_{name}")

    @classmethod
    def _step(cls, name):
        return cls.env.ref(f"crm_complaints.crm_complaint_escalation_step_{name}")

    def _run(self, name):
        """A scheduled action of this addon, with its commits."""
        with self.enter_registry_test_mode():
            self.env.ref(f"crm_complaints.ir_cron_{name}").method_direct_trigger()
        self.env.invalidate_all()

    def _add_holiday(self, begin, end, **values):
        return self.env["resource.calendar.leaves"].create(
            {
                "name": "Holiday",
                "calendar_id": self.calendar.id,
                "company_id": self.company.id,
                "date_from": local(begin),
                "date_to": local(end),
                **values,
            }
        )
