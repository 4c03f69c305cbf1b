# Copyright 2026 Customer Policy Suite contributors
# License AGPL-3.0 or later (https://www.gnu.org/licenses/agpl).


from odoo.addons.crm_policy.tests.roles_common import RolesCommon

# A Wednesday, 09:00 in Shanghai; see freeze_time in the tests
NOW = "2026-07-01 01:00:00"


class ComplaintCommon(RolesCommon):
    """A company with departments and heads, a customer, one person of each role."""

    _login_prefix = "cmp"

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.company.complaint_executive_id = cls.manager
        # the cause is asked for in the tests of causes
        cls.company.complaint_cause_severity = "never"
        cls._add_departments()
        cls.category = cls.env["crm.complaint.category"].create(
            {"name": "Leaking Windows", "unit_id": cls.service.id}
        )
        cls.customer = cls.env["res.partner"].create(
            {
                "name": "Customer A",
                "is_company": True,
                "email": "a@customer.example.com",
                "phone": "+86 21 8888 0000",
            }
        )
        cls.contact = cls.env["res.partner"].create(
            {
                "name": "Contact A",
                "parent_id": cls.customer.id,
                "email": "contact@customer.example.com",
            }
        )

    @classmethod
    def _new_complaint(cls, user=None, **values):
        """A complaint of the customer, taken down by the user given, no receipt yet."""
        complaints = cls.env["crm.complaint"].with_user(user or cls.user)
        return (
            complaints.with_context(complaint_taken_later=True)
            .create(
                {
                    "name": "Water comes in",
                    "partner_id": cls.customer.id,
                    "category_id": cls.category.id,
                    **values,
                }
            )
            .with_env(complaints.env)
        )

    @classmethod
    def _bring_to(cls, complaint, state):
        """Moves a complaint on by its steps until it has the state."""
        steps = {
            "new": complaint.action_report,
            "reported": complaint.action_investigate,
            "investigating": complaint._mark_replied,
            "replied": complaint.action_ask_confirmation,
        }
        if state == "executing":
            steps["replied"] = complaint.action_execute
        while complaint.state != state:
            steps[complaint.state]()
        return complaint
