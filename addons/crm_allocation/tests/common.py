# Copyright 2026 Customer Policy Suite contributors
# License AGPL-3.0 or later (https://www.gnu.org/licenses/agpl).

from odoo import Command

from odoo.addons.crm_policy.tests.company_common import CompanyCommon

# A Wednesday, 09:00 in Shanghai; see freeze_time in the tests
NOW = "2026-07-01 01:00:00"


class AllocationCommon(CompanyCommon):
    """A company, a team with its leader, and one person of each role."""

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.user = cls._new_user("alloc_user", "crm_policy.group_user")
        cls.colleague = cls._new_user("alloc_colleague", "crm_policy.group_user")
        cls.leader = cls._new_user("alloc_leader", "crm_policy.group_user")
        cls.officer = cls._new_user("alloc_officer", "crm_policy.group_officer")
        cls.manager = cls._new_user("alloc_manager", "crm_policy.group_manager")
        cls.auditor = cls._new_user("alloc_auditor", "crm_policy.group_auditor")
        cls.employee = cls._new_user("alloc_employee", "base.group_user")
        cls.team = cls.env["crm.team"].create(
            {
                "name": "Team North",
                "company_id": cls.company.id,
                "user_id": cls.leader.id,
                "member_ids": [Command.set((cls.user | cls.colleague).ids)],
            }
        )
        cls.pool = cls.env["crm.allocation.pool"].create({"name": "Pool North"})
        cls.ledger = cls.env["crm.ownership"]

    @classmethod
    def _prepare_company(cls):
        return {**super()._prepare_company(), "allocation_access": "own"}

    @classmethod
    def _new_user(cls, login, groups, company=None, **values):
        return super()._new_user(login, groups, company, tz="Asia/Shanghai", **values)

    @classmethod
    def _let_export(cls, users):
        group = cls.env.ref("base.group_allow_export")
        users.write({"group_ids": [Command.link(group.id)]})

    def _reconcile(self):
        """The job that looks for owners changed behind the ledger's back."""
        with self.enter_registry_test_mode():
            self.env.ref("crm_allocation.ir_cron_reconcile").method_direct_trigger()
        self.env.invalidate_all()

    @classmethod
    def _new_customer(cls, name, user=None, **values):
        """A customer of the company, owned by the user given."""
        customer = cls.env["res.partner"].create(
            {"name": name, "is_company": True, **values}
        )
        if user:
            cls._transfer(customer, user_id=user.id)
        return customer

    @classmethod
    def _transfer(cls, customers, source="allocation", **values):
        return customers.env["crm.ownership"]._transfer(
            [
                {
                    "partner_id": customer.id,
                    "company_id": cls.company.id,
                    "source": source,
                    **values,
                }
                for customer in customers
            ]
        )
