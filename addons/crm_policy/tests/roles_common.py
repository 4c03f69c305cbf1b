# Copyright 2026 Customer Policy Suite contributors
# License AGPL-3.0 or later (https://www.gnu.org/licenses/agpl).

from odoo import Command

from .company_common import CompanyCommon


class RolesCommon(CompanyCommon):
    """A company with one person of each role, and an employee without any."""

    _login_prefix = "policy"

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        for name, group in (
            ("user", "crm_policy.group_user"),
            ("colleague", "crm_policy.group_user"),
            ("officer", "crm_policy.group_officer"),
            ("manager", "crm_policy.group_manager"),
            ("auditor", "crm_policy.group_auditor"),
            ("employee", "base.group_user"),
        ):
            setattr(cls, name, cls._new_user(f"{cls._login_prefix}_{name}", group))

    @classmethod
    def _new_user(cls, login, groups, company=None, **values):
        return super()._new_user(login, groups, company, tz="Asia/Shanghai", **values)

    @classmethod
    def _let_export(cls, users):
        group = cls.env.ref("base.group_allow_export")
        users.write({"group_ids": [Command.link(group.id)]})

    @classmethod
    def _add_departments(cls):
        """User and head belong to service, the colleague to quality inspection."""
        cls.head = cls._new_user(f"{cls._login_prefix}_head", "crm_policy.group_user")
        units = cls.env["crm.policy.unit"]
        cls.works = units.create({"name": "Works", "head_id": cls.manager.id})
        cls.service = units.create(
            {
                "name": "Service",
                "parent_id": cls.works.id,
                "head_id": cls.head.id,
                "user_ids": [Command.link(cls.user.id)],
            }
        )
        cls.quality = units.create(
            {
                "name": "Quality Inspection",
                "parent_id": cls.works.id,
                "user_ids": [Command.link(cls.colleague.id)],
            }
        )

    @classmethod
    def _new_team(cls, name):
        """A team of user and colleague under a leader who is no member."""
        cls.leader = cls._new_user(
            f"{cls._login_prefix}_leader", "crm_policy.group_user"
        )
        return cls.env["crm.team"].create(
            {
                "name": name,
                "company_id": cls.company.id,
                "user_id": cls.leader.id,
                "member_ids": [Command.set((cls.user | cls.colleague).ids)],
            }
        )
