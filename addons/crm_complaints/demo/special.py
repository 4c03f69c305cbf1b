# Copyright 2026 Customer Policy Suite contributors
# License AGPL-3.0 or later (https://www.gnu.org/licenses/agpl).

"""Wrong information, a leak, service checks, project watch."""

from datetime import timedelta

from odoo import fields

from .story import Story


class Special(Story):
    def tell(self):
        self._remedy()
        self._leak()
        self._check_service()
        self._watch()

    def _case(self, key, days, **values):
        with self.at(self.moment(days, 9)):
            return self.by(self.env["crm.complaint"], "officer").create(
                {
                    "company_id": self.company.id,
                    "received_on": fields.Datetime.now(),
                    "partner_id": self.customer(key).id,
                    "unit_id": self.unit("service").id,
                    "user_id": self.user("officer").id,
                    **values,
                }
            )

    # -- wrong information -------------------------------------------------------------

    def _remedy(self):
        """In the middle of the chain: one department has reported, one not yet."""
        case = self._case(
            "jinghua", 6, kind="information", name="Old bank account (银行账号过期)"
        )
        with self.at(self.moment(5, 10)):
            remedy = self.by(self.env["crm.complaint.remedy"], "officer").create(
                {
                    "complaint_id": case.id,
                    "data_kind": "tax",
                    "wrong_data": "Account closed in spring (账号已注销)",
                    "right_data": "New account on their last letter (最近函件)",
                    "consequence": "A payment came back (一笔退款被退回)",
                }
            )
            remedy.write(
                {
                    "plan": "<p>Correct account and contract, tell the customer. "
                    "(更正账号与合同，告知客户)</p>",
                    "task_ids": [
                        (
                            0,
                            0,
                            {
                                "unit_id": self.unit(unit).id,
                                "name": name,
                                "date_deadline": self.today + timedelta(days=days),
                            },
                        )
                        for unit, name, days in (
                            ("business", "Correct the contract (更正合同)", -1),
                            ("works", "Correct delivery notes (更正送货单)", 2),
                        )
                    ],
                }
            )
            remedy.action_pass()
        for days, key in ((4, "sales"), (3, "manager"), (3, "officer")):
            with self.at(self.moment(days, 14)):
                self.by(remedy, key).action_pass()
        task = remedy.task_ids.filtered(
            lambda one: one.unit_id == self.unit("business")
        )
        task = self.by(task, "liu")
        with self.at(self.moment(1, 15)):
            task.write(
                {
                    "done_on": self.company._policy_today(),
                    "report": "Contract corrected and sent (合同已更正并寄出)",
                }
            )
            task.action_report()

    # -- a leak ------------------------------------------------------------------------

    def _leak(self):
        """Reported by customer service, looked into by the manager."""
        leak = self._case(
            "kestrel",
            9,
            kind="leak",
            name="Price list seen at a competitor (价目表外泄)",
            severity="grave",
            leak_found_how="A customer showed a photo (客户出示照片)",
            leak_scope="Prices of this year (今年价格)",
            leak_person_count=14,
        )
        with self.at(self.moment(8, 10)):
            leak.action_report()
            leak.action_investigate()
            leak.env["crm.complaint.leak.log"].create(
                {
                    "complaint_id": leak.id,
                    "note": "Printed at the branch on Friday (周五在分公司打印)",
                }
            )
            answer = leak.env["crm.complaint.accountability"].create(
                {
                    "complaint_id": leak.id,
                    "person_name": "Temporary worker, branch (分公司临时工)",
                    "measure_id": self.env.ref(
                        "crm_complaints.crm_complaint_measure_warning"
                    ).id,
                    "reason": "Left the list on the printer (遗留在打印机上)",
                }
            )
        with self.at(self.moment(5, 10)):
            self.by(answer, "manager").action_confirm()

    # -- service standard --------------------------------------------------------------

    def _check_service(self):
        """One passed, one trained and to be checked again, one to be trained."""
        self._check("emma", 20, 9)
        below = self._check("chen", 18, 7)
        with self.at(self.moment(10, 15)):
            training = self.by(below.training_ids, "officer")
            training.write(
                {
                    "trained_on": self.company._policy_today(),
                    "trainer_id": self.user("officer").id,
                    "hours": 2,
                    "result": "Asks back and writes down (会复述并记录)",
                }
            )
            training.action_done()
        self._check("liu", 3, 6)

    def _check(self, key, days, mark):
        with self.at(self.moment(days, 11)):
            check = self.by(self.env["crm.complaint.service.check"], "officer").create(
                {
                    "standard_id": self.env.ref(
                        "crm_complaints.crm_complaint_standard_service"
                    ).id,
                    "user_id": self.user(key).id,
                    "company_id": self.company.id,
                }
            )
            for number, line in enumerate(check.line_ids):
                line.mark = min(line.max_mark, mark + number % 2)
            check.action_close()
        return check

    # -- project watch -----------------------------------------------------------------

    def _watch(self):
        """A hall behind schedule, whose remark became a complaint, and a quiet one."""
        watch = self._project(
            "Hall 3 (三号车间)", "donghai", 480000, (90, 70, -20, -60)
        )
        with self.at(self.moment(2, 16)):
            remarks = self.by(self.env["crm.complaint.watch.remark"], "liu")
            for topic, text in (
                ("payment", "Second instalment asked for (已催第二期款)"),
                ("schedule", "Crane comes ten days late (吊车晚到十天)"),
            ):
                remark = remarks.create(
                    {
                        "watch_id": watch.id,
                        "unit_id": self.unit("business").id,
                        "topic": topic,
                        "name": text,
                    }
                )
            remark.action_complain()
        self._project("Test bench (试验台)", "minghe", 96000, (30, 12, -10, -40))

    def _project(self, name, key, amount, days):
        """:param days: how many days ago each phase was planned; past ones are done"""
        with self.at(self.moment(max(days), 9)):
            watch = self.by(self.env["crm.complaint.watch"], "liu").create(
                {
                    "name": name,
                    "company_id": self.company.id,
                    "partner_id": self.customer(key).id,
                    "contract_amount": amount,
                    "unit_id": self.unit("business").id,
                }
            )
        for line, ago in zip(watch.phase_ids, days, strict=True):
            day = self.today - timedelta(days=ago)
            line.write({"planned_on": day, "done_on": ago > 0 and day})
        return watch
