# Copyright 2026 Customer Policy Suite contributors
# License AGPL-3.0 or later (https://www.gnu.org/licenses/agpl).

"""A quarter of complaints, told step by step."""

from datetime import timedelta

from odoo import fields

from .story import Story, read_cases

# Cause and department of the cause by category
CAUSES = {
    "defect": ("material", "quality"),
    "workmanship": ("workmanship", "works"),
    "safety": ("machine", "works"),
    "late": ("method", "business"),
    "wrong_delivery": ("carelessness", "business"),
    "no_answer": ("people", "service"),
    "attitude": ("attitude", "service"),
    "invoice": ("information", "business"),
    "other": ("design", "works"),
}
REPLY = "<p>We looked into it and will put it right at once. (已查明，立即整改)</p>"


class Cases(Story):
    """One line of ``cases.tsv`` is one case.

    Its script names the steps, each with the hours after the one before; the first of
    them counts from when the complaint came.
    """

    def tell(self):
        """All cases at once, in the order of time: what is joined is still open."""
        self.known = {}
        plan = [part for line in read_cases() for part in self._schedule(line)]
        for moment, line, step in sorted(plan, key=lambda part: part[0]):
            with self.at(moment):
                if step:
                    self._take(self.known[line["key"]], line, *step.split("="))
                else:
                    cases = self.by(self.env["crm.complaint"], line["taker"])
                    self.known[line["key"]] = cases.create(self._prepare(line))
        self._name_cases()
        self._improve()

    def _name_cases(self):
        """Other demo data goes on with them."""
        self.env["ir.model.data"]._update_xmlids(
            [
                {
                    "xml_id": f"crm_complaints.demo_case_{key}",
                    "record": case.with_env(self.env),
                    "noupdate": True,
                }
                for key, case in self.known.items()
            ]
        )

    def _improve(self):
        """The point that the third of the same opened has person, time and measure."""
        case = self.known["bearing3"]
        with self.at(self.moment(10, 10)):
            point = self.by(case.sudo().improvement_id, "manager")
            point.write(
                {
                    "user_id": self.user("emma").id,
                    "date_deadline": self.today + timedelta(days=14),
                    "measure": "Check each batch before it is stored (每批入库前检验)",
                }
            )
            point.action_plan()

    def _schedule(self, line):
        """:return: (moment, line, step), the first without a step: it comes"""
        moment = self.moment(int(line["days"]), float(line["hour"]))
        parts = [(moment, line, None)]
        for part in line["script"].split():
            hours, step = part.split(":", 1)
            moment = self.later(moment, float(hours))
            parts.append((moment, line, step))
        return parts

    def _prepare(self, line):
        return {
            "name": line["name"],
            "kind": line["kind"],
            "company_id": self.company.id,
            "partner_id": self.customer(line["customer"]).id,
            "contact_id": self.contact(line["customer"]).id,
            "category_id": self._ref("category", line["category"]),
            "severity": line["severity"],
            "channel_id": self._ref("channel", line["channel"]),
            "subject_kind": "product",
            "subject_name": line["subject"],
            "wish": line["wish"],
            "description": f"<p>{line['text']}</p>",
            "received_on": fields.Datetime.now(),
            "unit_id": self.unit(line["unit"]).id,
            "user_id": self.user(line["handler"]).id,
        }

    def _ref(self, kind, key):
        return key and self.env.ref(f"crm_complaints.crm_complaint_{kind}_{key}").id

    # -- steps -------------------------------------------------------------------------

    def _take(self, case, line, step, extra=None):
        """A step of the script, by who takes it."""
        mine = self.by(case, line["handler"])
        if step == "reply":
            cause, unit = CAUSES[line["category"]]
            mine.write(
                {
                    "cause_id": self._ref("cause", cause),
                    "cause_unit_id": self.unit(unit).id,
                }
            )
        getattr(self, f"_{step}")(mine, extra)

    def _acknowledge(self, case, _extra):
        case.action_acknowledge()

    def _report(self, case, _extra):
        case.action_report()

    def _investigate(self, case, _extra):
        case.action_investigate()

    def _sign(self, case, extra):
        """All departments of the panel sign, or the one named."""
        for finding in case.sudo()._get_open_findings():
            if extra and finding.unit_id != self.unit(extra):
                continue
            signer = finding.with_user(finding.unit_id.head_id)
            is_cause = finding.unit_id == self.unit("works")
            signer.write(
                {
                    "finding": "<p>Records of the batch were read. (已查批次记录)</p>",
                    "is_cause_here": "yes" if is_cause else "no",
                }
            )
            signer.action_sign()

    def _draft(self, case, _extra):
        reply = case.env["crm.complaint.reply"].create(
            {"complaint_id": case.id, "way": "phone", "body": REPLY}
        )
        reply.action_submit()
        return reply

    def _reply(self, case, _extra):
        reply = self._draft(case, None)
        self.by(reply, "manager").action_approve()
        reply.action_send()

    def _execute(self, case, extra):
        """Carried out up to the result; a cost may be named."""
        case.action_execute()
        execution = case.env["crm.complaint.execution"].create(
            {
                "complaint_id": case.id,
                "kind_id": self._ref("execution_kind", "rework"),
                "name": "Replace the parts (更换零件)",
                "planned_on": self.company._policy_today(),
                "user_id": case.env.uid,
                "cost": float(extra or 0),
            }
        )
        execution.result = "Replaced and tested with the customer (已更换并试机)"
        execution.action_done()

    def _plan(self, case, _extra):
        """Something is still to be done."""
        case.action_execute()
        case.env["crm.complaint.execution"].create(
            {
                "complaint_id": case.id,
                "kind_id": self._ref("execution_kind", "rework"),
                "name": "Reseal and test (重新密封并测试)",
                "planned_on": self.today,
                "user_id": case.env.uid,
            }
        )

    def _executed(self, case, _extra):
        case.action_executed()

    def _ask(self, case, _extra):
        case.action_ask_confirmation()

    def _answer(self, case, extra):
        confirmation = case.sudo().confirmation_ids.filtered(
            lambda one: one.state == "asked"
        )
        confirmation._answer(
            {
                "way": "link",
                "satisfied": extra or "yes",
                "answerer_name": case.contact_name,
                "comment": "Still not right (还是不行)" if extra == "no" else False,
            }
        )

    def _unconfirmed(self, case, _extra):
        self.by(case, "manager").action_close_unconfirmed(
            "Called three times, nobody answers (三次电话无人接)"
        )

    def _withdraw(self, case, _extra):
        case.action_withdraw("The customer had used it wrongly (客户操作有误)")

    def _cancel(self, case, _extra):
        case.action_cancel("Entered twice (重复登记)")

    def _join(self, case, extra):
        master = self.known[extra]
        self.by(case, "officer")._join(self.by(master, "officer"))

    def _wait(self, case, _extra):
        case.action_wait()

    def _resume(self, case, _extra):
        case.action_resume()

    def _judge(self, case, extra):
        case.judgement = extra

    def _opinion(self, case, _extra):
        case._answer_opinion("<p>Thank you, we will. (感谢，已采纳)</p>", "phone")

    def _answered(self, case, _extra):
        case.action_close_answered()

    def _escalate(self, _case, _extra):
        """The run that wakes people, as the scheduled action does."""
        escalations = self.env["crm.complaint.escalation"]
        escalations._collect(fields.Datetime.now())
        escalations._get_queue(fields.Datetime.now())._wake()
