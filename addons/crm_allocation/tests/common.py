# Copyright 2026 Customer Policy Suite contributors
# License AGPL-3.0 or later (https://www.gnu.org/licenses/agpl).


from odoo.addons.crm_policy.tests.roles_common import RolesCommon

# A Wednesday, 09:00 in Shanghai; see freeze_time in the tests
NOW = "2026-07-01 01:00:00"


class AllocationCommon(RolesCommon):
    """A company, a team with its leader, and one person of each role."""

    _login_prefix = "alloc"

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.team = cls._new_team("Team North")
        cls.pool = cls.env["crm.allocation.pool"].create({"name": "Pool North"})
        cls.ledger = cls.env["crm.ownership"]

    @classmethod
    def _prepare_company(cls):
        return {**super()._prepare_company(), "allocation_access": "own"}

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
