# Copyright 2026 Customer Policy Suite contributors
# License AGPL-3.0 or later (https://www.gnu.org/licenses/agpl).

from datetime import datetime, time, timedelta

from odoo.fields import Command

# Days after the publication of the round
FILED_AFTER = timedelta(days=2)
DECIDED_AFTER = timedelta(days=5)
MEETING_AFTER = timedelta(days=14)
AUDIT_AFTER = timedelta(days=30)

# Days from today to the meeting that is being prepared
NEXT_MEETING = timedelta(days=7)

# Points of a customer with concrete needs, as it is assessed a quarter later
KNOWN_NEED = 80


class Decisions:
    """What people decided about a round: appeals, the meeting, the audit."""

    def __init__(self, env):
        self.env = env
        self.officer = env.ref("crm_policy.demo_user_officer")
        self.manager = env.ref("crm_policy.demo_user_manager")
        self.auditor = env.ref("crm_policy.demo_user_auditor")

    # -- appeals -----------------------------------------------------------------------

    def appeal(self, record, published):
        """One appeal upheld, one rejected, one withdrawn, while the round is published.

        :param published: the day on which the story has the round published
        """
        self._uphold(record)
        self._reject(record)
        self._file(
            record,
            "meridian",
            "emma",
            "The new bakery is not counted (新面包厂未计入)",
        ).action_withdraw()
        appeals = record.with_env(self.env).appeal_ids
        for appeal in appeals:
            appeal.write(
                {
                    "date_filed": published + FILED_AFTER,
                    "date_deadline": published + FILED_AFTER + timedelta(days=5),
                    "decided_on": published + DECIDED_AFTER,
                }
            )
            self._date_messages(appeal, published + DECIDED_AFTER)

    def _uphold(self, record):
        """A need that was known in time lifts the customer one quarter earlier."""
        appeal = self._file(
            record,
            "greenfield",
            "emma",
            "Their second line was ordered in time (二期产线在评级日前已下单)",
        )
        line = record.scheme_id.line_ids.filtered(
            lambda line: line.code == "new_business"
        )
        self._investigate(
            appeal,
            "The order is on file; the assessment was older (订单已存档，评估早于订单)",
            "You are right, the assessment is corrected (情况属实，评估已更正)",
            correction_ids=[
                Command.create(
                    {
                        "line_id": line.id,
                        "figure": KNOWN_NEED,
                        "reason": "Order for the second line (二期产线订单)",
                    }
                )
            ],
        )
        appeal.with_user(self.manager).action_uphold()

    def _reject(self, record):
        appeal = self._file(
            record,
            "taishan",
            "liu",
            "A good old customer deserves a better grade (老客户应评更高等级)",
        )
        self._investigate(
            appeal,
            "All figures agree with the documents (所有数据与单据一致)",
            "The figures are right; ask for an override if there are other reasons "
            "(数据无误；如有其他理由可申请人工调级)",
        )
        appeal.with_user(self.manager).action_reject()

    def _file(self, record, key, user, reason):
        customer = self.env.ref(f"crm_policy.demo_customer_{key}")
        result = record.with_env(self.env).result_ids.filtered(
            lambda result: result.partner_id == customer
        )
        return (
            self.env["crm.grading.appeal"]
            .with_user(self.env.ref(f"crm_policy.demo_user_{user}"))
            .create({"result_id": result.id, "reason": reason})
        )

    def _investigate(self, appeal, finding, answer, **values):
        appeal = appeal.with_user(self.officer)
        appeal.action_investigate()
        appeal.write({"finding": finding, "answer": answer, **values})
        appeal.action_submit()

    # -- meetings ----------------------------------------------------------------------

    def meet(self, record):
        """The meeting on a round in effect, closed, with decisions under way."""
        day = record.published_on + MEETING_AFTER
        meeting = self._plan(record, datetime.combine(day, time(6)))
        meeting.action_hold()
        meeting.write(
            {
                "progress": "<p>All customers are graded; one appeal was upheld. "
                "全部客户已分级，一项申诉成立。</p>",
                "problems": "<p>Assessments come late. 评估提交较晚。</p>",
                "minutes": "<p>Grades were discussed customer by customer where they "
                "moved. 逐一讨论了等级变动的客户。</p>",
            }
        )
        for name, measure, user, days in (
            (
                "Assess in the first week of the quarter (季度首周完成评估)",
                "The officer reminds each owner (由客户管理专员提醒)",
                "officer",
                90,
            ),
            (
                "Visit the customers that moved down (拜访降级客户)",
                "Two visits each, with a report (每户两次拜访并提交报告)",
                "sales",
                60,
            ),
        ):
            decision = (
                self.env["crm.improvement"]
                .with_user(self.manager)
                .create(
                    {
                        "name": name,
                        "measure": measure,
                        "company_id": meeting.company_id.id,
                        "user_id": self.env.ref(f"crm_policy.demo_user_{user}").id,
                        "date_deadline": day + timedelta(days=days),
                        "res_model": meeting._name,
                        "res_id": meeting.id,
                    }
                )
            )
            decision.action_plan()
            decision.action_start()
        meeting.action_close()
        meeting.sudo().closed_on = day + timedelta(days=1)
        self._date_messages(meeting, day)

    def prepare_meeting(self, record, today):
        """The next meeting, planned, on the round that waits for its review."""
        self._plan(record, datetime.combine(today + NEXT_MEETING, time(6)))

    def _plan(self, record, moment):
        meeting = (
            self.env["crm.grading.meeting"]
            .with_user(self.officer)
            .create(
                {
                    "name": f"Grading meeting (客户分级管理工作会议) {moment.date()}",
                    "company_id": record.company_id.id,
                    "date": moment,
                    "location": "Meeting room 2 (第二会议室)",
                    "chair_id": self.manager.id,
                    "attendee_ids": (
                        self.officer
                        + self.env.ref("crm_policy.demo_user_emma")
                        + self.env.ref("crm_policy.demo_user_liu")
                    ).ids,
                    "round_ids": record.ids,
                }
            )
        )
        meeting.action_plan()
        return meeting

    # -- audits ------------------------------------------------------------------------

    def audit(self, closed, current):
        """A closed audit with a finding, and one under way.

        :param closed: a round in effect whose audit is over
        :param current: the latest round in effect
        """
        day = closed.published_on + AUDIT_AFTER
        audit = self._draw(closed, day, 10)
        *right, wrong = audit.line_ids
        for line in right:
            line.write({"verdict": "correct", "remark": "Invoices agree (发票相符)"})
        wrong.write(
            {
                "verdict": "deviation",
                "remark": "Level of an assessment without evidence (评估无依据)",
            }
        )
        wrong.action_record_finding()
        audit.conclusion = (
            "Figures from documents are right; assessments need evidence. "
            "单据数据准确；评估需附依据。"
        )
        audit.action_close()
        audit.sudo().closed_on = day + timedelta(days=3)
        audit.sudo().line_ids.checked_on = day
        self._date_messages(audit, day)
        under_way = self._draw(current, current.company_id._policy_today(), 12)
        under_way.action_recompute()
        under_way.line_ids[:4].write({"verdict": "correct"})

    def _draw(self, record, day, size):
        audit = (
            self.env["crm.grading.audit"]
            .with_user(self.auditor)
            .create(
                {"round_id": record.id, "date": day, "size_number": size, "seed": 7}
            )
        )
        audit.action_draw()
        return audit

    def _date_messages(self, record, day):
        messages = record.with_env(self.env).message_ids
        messages.write({"date": datetime.combine(day, time(9))})
        messages.notification_ids.is_read = True
