# Copyright 2026 Customer Policy Suite contributors
# License AGPL-3.0 or later (https://www.gnu.org/licenses/agpl).

from datetime import timedelta

from odoo.fields import Datetime

COMPLAINTS = 30


class ComplaintCases:
    """Complaints that are late, come again, and wait for departments and customers.

    :param Firm firm: whose customers complain
    """

    def __init__(self, firm):
        self.firm = firm
        self.env = firm.env

    def make(self):
        self._complain()
        self._carry_out_measures()
        self._ask_departments()
        self._ask_customers()
        self._move_deadlines()

    def _complain(self):
        """Each deadline is over; some complain of the same again and again."""
        category = self.env.ref("crm_complaints.crm_complaint_category_late")
        self.complaints = self.env["crm.complaint"].create(
            [
                {
                    "name": f"Complaint {number}",
                    "partner_id": self.firm.customers[number % 5].id,
                    "category_id": category.id,
                    "unit_id": self.firm.unit.id,
                    "user_id": self.firm.admin.id,
                    "received_on": Datetime.now() - timedelta(days=20, hours=number),
                }
                for number in range(COMPLAINTS)
            ]
        )

    def _carry_out_measures(self):
        """Against what came again; whether they help is seen later."""
        improvements = self.complaints.improvement_id
        improvements.write(
            {
                "user_id": self.firm.head.id,
                "measure": "Other forwarder",
                "date_deadline": self.firm.today + timedelta(days=10),
            }
        )
        improvements.action_plan()
        improvements.action_start()
        improvements.action_submit()

    def _ask_departments(self):
        """What they find out is due tomorrow."""
        self.env["crm.complaint.finding"].create(
            [
                {"complaint_id": complaint.id, "unit_id": self.firm.unit.id}
                for complaint in self.complaints[:4]
            ]
        )

    def _ask_customers(self):
        """Whether the handling satisfies them; some answered by phone already."""
        replied = self.complaints[-6:]
        replied.write(
            {
                "cause_id": self.env.ref(
                    "crm_complaints.crm_complaint_cause_material"
                ).id,
                "cause_unit_id": self.firm.unit.id,
            }
        )
        for complaint in replied:
            complaint.action_report()
            complaint.action_investigate()
            self._reply(complaint)
            complaint.action_ask_confirmation()
        for complaint in replied[-2:]:
            self.env["crm.complaint.confirmation.entry"].create(
                {
                    "complaint_id": complaint.id,
                    "answerer_name": "Mr Phone",
                    "phone": "+49 30 555",
                    "satisfied": "yes",
                }
            ).action_confirm()

    def _reply(self, complaint):
        """By phone, drafted by the handler and approved by the head."""
        reply = (
            self.env["crm.complaint.reply"]
            .with_user(complaint.user_id)
            .create(
                {"complaint_id": complaint.id, "way": "phone", "body": "<p>Sorry</p>"}
            )
        )
        reply.action_submit()
        reply.with_user(self.firm.head).action_approve()
        reply.action_send()

    def _move_deadlines(self):
        """Where no target holds there is a day more."""
        self.firm.company.complaint_default_days += 1
