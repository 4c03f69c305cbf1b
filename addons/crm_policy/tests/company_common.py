# Copyright 2026 Customer Policy Suite contributors
# License AGPL-3.0 or later (https://www.gnu.org/licenses/agpl).

from odoo import Command
from odoo.tests import new_test_user

from odoo.addons.base.tests.common import BaseCommon


class CompanyCommon(BaseCommon):
    """A company of its own in Shanghai, as the only one that is active."""

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.company = cls.env["res.company"].create(cls._prepare_company())
        cls.env.user.write(
            {
                "company_ids": [Command.link(cls.company.id)],
                "company_id": cls.company.id,
            }
        )
        cls.env = cls.env(
            context={
                **cls.env.context,
                "allowed_company_ids": cls.company.ids,
                "lang": "en_US",
            }
        )
        cls.company = cls.company.with_env(cls.env)
        cls.company.policy_tz = "Asia/Shanghai"

    @classmethod
    def _prepare_company(cls):
        # what closes records of others is tested where it can be set, not in every area
        return {
            "name": "Policy Ltd",
            "currency_id": cls.env.ref("base.CNY").id,
            **cls.env["res.company"]._get_open_policy_values(),
        }

    @classmethod
    def _new_user(cls, login, groups, company=None, **values):
        company = company or cls.company
        return new_test_user(
            cls.env,
            login=login,
            groups=groups,
            lang="en_US",
            company_id=company.id,
            company_ids=[Command.set(company.ids)],
            **values,
        )

    @classmethod
    def _new_office_hours(cls, name, stretches, tz="Asia/Shanghai"):
        """A calendar of the company, Monday to Friday.

        :param stretches: pairs of hours of the clock (from, to), each day the same
        """
        return cls.env["resource.calendar"].create(
            {
                "name": name,
                "tz": tz,
                "company_id": cls.company.id,
                "attendance_ids": [
                    Command.clear(),
                    *(
                        Command.create(
                            {
                                "name": f"Day {day}",
                                "dayofweek": str(day),
                                "hour_from": begin,
                                "hour_to": end,
                                "day_period": "morning" if begin < 12 else "afternoon",
                            }
                        )
                        for day in range(5)
                        for begin, end in stretches
                    ),
                ],
            }
        )
