# Copyright 2026 Customer Policy Suite contributors
# License AGPL-3.0 or later (https://www.gnu.org/licenses/agpl).

from freezegun import freeze_time

from .common import NOW, AllocationCommon


class RegistrationCommon(AllocationCommon):
    """What the form asks, in China."""

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.china = cls.env.ref("base.cn")
        cls.company.country_id = cls.china
        cls.company.resource_calendar_id.tz = "Asia/Shanghai"
        cls.source = cls.env.ref("crm_policy.crm_customer_source_referral")
        cls.industry = cls.env["res.partner.industry"].create({"name": "Valves"})
        cls.registrations = cls.env["crm.allocation.registration"]

    @classmethod
    def _new_registration(cls, user=None, **values):
        registrations = cls.registrations.with_user(user or cls.user)
        return registrations.create(cls._prepare_registration(**values))

    @classmethod
    def _prepare_registration(cls, **values):
        return {
            "customer_name": "Suzhou Valve Co., Ltd.",
            "contact_name": "Li Wei",
            "phone": "0512 6123 4567",
            "mobile": "138 1111 2222",
            "email": "li.wei@suzhou-valve.example",
            "website": "www.suzhou-valve.example",
            "city": "Suzhou",
            "customer_source_id": cls.source.id,
            "industry_id": cls.industry.id,
            "demand": "500 ball valves",
            "demand_date": "2026-09-30",
            "expected_amount": 450000,
            "developed_on": "2026-06-30 08:00:00",
            **values,
        }

    @classmethod
    def _new_call(cls, user=None, **values):
        channel = cls.env.ref("crm_allocation.crm_allocation_intake_channel_office")
        return cls._new_registration(
            user or cls.officer,
            **{
                "kind": "call",
                "channel_id": channel.id,
                "developed_on": "2026-07-01 01:00:00",
                **values,
            },
        )

    def _run_cron(self, name, moment=NOW):
        """A job as it runs at a moment"""
        cron = self.env.ref(f"crm_allocation.{name}")
        with freeze_time(moment), self.enter_registry_test_mode():
            cron.method_direct_trigger()
        self.env.invalidate_all()

    def _check(self, registration):
        registration.with_user(self.officer).action_check()

    def _ask(self, registration, step, reason, user):
        dialog = self.env["crm.policy.reason"].with_user(user)
        dialog.create(
            {
                "res_model": registration._name,
                "res_ids": registration.ids,
                "step": step,
                "reason": reason,
            }
        ).action_confirm()

    @classmethod
    def _new_registered(cls, **values):
        """A customer registered and checked, with its registration."""
        registration = cls._new_registration(**values)
        registration.action_submit()
        registration.with_user(cls.officer).action_check()
        return registration
