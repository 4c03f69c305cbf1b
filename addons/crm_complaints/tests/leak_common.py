# Copyright 2026 Customer Policy Suite contributors
# License AGPL-3.0 or later (https://www.gnu.org/licenses/agpl).

from .common import ComplaintCommon


class LeakCommon(ComplaintCommon):
    """An incident seen by its reporter and one manager of the settings."""

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.trusted = cls._new_user("cmp_trusted", "crm_policy.group_manager")
        cls.company.complaint_confidant_ids = cls.trusted
        cls.leak = cls._new_complaint(
            cls.officer,
            kind="leak",
            name="Secret price list",
            user_id=cls.user.id,
            unit_id=cls.service.id,
        )
        cls.outsiders = (
            cls.user
            | cls.head
            | cls.manager
            | cls.auditor
            | cls.colleague
            | cls.employee
        )

    def _propose(self, user=None, **values):
        return (
            self.env["crm.complaint.accountability"]
            .with_user(user or self.officer)
            .create(
                {
                    "complaint_id": self.leak.id,
                    "user_id": self.colleague.id,
                    "measure_id": self.env.ref(
                        "crm_complaints.crm_complaint_measure_warning"
                    ).id,
                    "reason": "Sent the list to a private address",
                    **values,
                }
            )
        )
