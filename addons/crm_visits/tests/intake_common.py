# Copyright 2026 Customer Policy Suite contributors
# License AGPL-3.0 or later (https://www.gnu.org/licenses/agpl).

from odoo import Command

from .common import VisitCommon


class IntakeCommon(VisitCommon):
    """A branch with its accountant, in China, and what intake chooses from."""

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.china = cls.env.ref("base.cn")
        cls.company.country_id = cls.china
        cls.company.resource_calendar_id.tz = "Asia/Shanghai"
        cls.accountant = cls._new_user("visit_accountant", "crm_policy.group_user")
        cls.store.visit_accountant_ids = cls.accountant
        cls.walk_in = cls.env.ref("crm_policy.crm_customer_source_walk_in")
        cls.branch = cls.env.ref("crm_policy.crm_sales_channel_branch")

    @classmethod
    def _new_registration(cls, user=None, **values):
        user = user or cls.user
        return (
            cls.env["crm.visit.registration"]
            .with_user(user)
            .create(
                {
                    "customer_name": "Suzhou Valve Co., Ltd.",
                    "contact_name": "Li Wei",
                    "phone": "0512 6123 4567",
                    "email": "li.wei@suzhou-valve.example",
                    "sales_channel_id": cls.branch.id,
                    "team_id": cls.store.id,
                    **values,
                }
            )
        )

    @classmethod
    def _new_area(cls, user, **values):
        return cls.env["crm.visit.area"].create(
            {"name": "Area", "user_id": user.id, **values}
        )

    @classmethod
    def _new_show(cls, **values):
        show = cls.env["crm.visit.exhibition"].create(
            {
                "name": "Valve Fair",
                "date_start": "2026-06-28",
                "date_end": "2026-06-30",
                "user_id": cls.manager.id,
                "question_ids": [Command.create({"name": "How many valves a year?"})],
                **values,
            }
        )
        show.action_open()
        show.action_enter()
        return show
