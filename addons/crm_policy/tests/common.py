# Copyright 2026 Customer Policy Suite contributors
# License AGPL-3.0 or later (https://www.gnu.org/licenses/agpl).

from odoo.tests import new_test_user

from odoo.addons.base.tests.common import BaseCommon


class PolicyCommon(BaseCommon):
    """One person of each role, an outsider and a second company."""

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.env["res.lang"]._activate_lang("en_US")
        cls.company = cls.env.company
        cls.company.policy_tz = "Asia/Shanghai"
        cls.user = cls._new_user("policy_user", "crm_policy.group_user")
        cls.other_user = cls._new_user("policy_other", "crm_policy.group_user")
        cls.officer = cls._new_user("policy_officer", "crm_policy.group_officer")
        cls.manager = cls._new_user("policy_manager", "crm_policy.group_manager")
        cls.auditor = cls._new_user("policy_auditor", "crm_policy.group_auditor")
        cls.outsider = cls._new_user("policy_outsider", "base.group_user")
        cls.other_company = cls.env["res.company"].create({"name": "Other Company"})

    @classmethod
    def _new_user(cls, login, groups):
        return new_test_user(
            cls.env, login=login, groups=groups, lang="en_US", tz="Asia/Shanghai"
        )

    @classmethod
    def _new_improvement(cls, **values):
        return cls.env["crm.improvement"].create(
            {"name": "Late delivery", "company_id": cls.company.id, **values}
        )

    @classmethod
    def _new_planned_improvement(cls, **values):
        plan = {
            "user_id": cls.user.id,
            "date_deadline": "2026-07-31",
            "measure": "Load the trucks the evening before",
        }
        improvement = cls._new_improvement(**{**plan, **values})
        improvement.action_plan()
        return improvement
