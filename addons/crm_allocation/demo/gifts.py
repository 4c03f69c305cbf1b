# Copyright 2026 Customer Policy Suite contributors
# License AGPL-3.0 or later (https://www.gnu.org/licenses/agpl).

"""Samples and documents, dealers, and the summary of last week."""

import base64
from datetime import timedelta

from .past import Past

DOCUMENT = b"%PDF-1.4\n% Demo document\n"
# Customer, kind, what, value, what for, how long ago asked, until which step
SAMPLES = (
    (
        "vega",
        "sample",
        "Optical bench, small",
        320,
        "Trial in the lab (试验)",
        24,
        "got",
    ),
    (
        "qilin",
        "sample",
        "Linear guide 1 m",
        180,
        "Robot arm test (机器人测试)",
        9,
        "sent",
    ),
    ("kestrel", "certificate", "", 0, "Supplier audit (供应商审核)", 5, "approved"),
    ("huayuan", "gift", "Tea set (茶具)", 900, "Anniversary (周年庆)", 2, "requested"),
    ("meridian", "sample", "Food-grade hose", 60, "Hygiene test (卫生测试)", 7, "late"),
    ("corner", "gift", "Calendar (台历)", 30, "New year (新年)", 12, "refused"),
    ("lotus_home", "document", "", 0, "Tender (投标)", 0, "draft"),
)
REACHED = {
    "draft": 0,
    "requested": 1,
    "late": 1,
    "refused": 1,
    "approved": 2,
    "sent": 3,
    "got": 4,
}
# Name, who looks after, area, marks, until which step
DEALERS = (
    ("Jinlong Trading (金龙贸易)", "liu", "Zhejiang (浙江)", "54455", "active"),
    ("Ruifeng Industrial (瑞丰实业)", "chen", "Guangdong (广东)", "44344", "signed"),
    ("Ostsee Handel", "emma", "Baltic Coast", "43434", "evaluated"),
    ("Minghui Supply (明辉供应)", "liu", "Jiangsu (江苏)", "22322", "evaluated"),
    ("Delta Agents", "chen", "Hainan (海南)", "", "candidate"),
    ("Weiye Hardware (伟业五金)", "chen", "Fujian (福建)", "23212", "ended"),
)


class Gifts(Past):
    def send(self):
        self._add_documents()
        for line in SAMPLES:
            self._ask(*line)
        self._find_dealers()
        self._summarise()

    # -- samples -----------------------------------------------------------------------

    def _add_documents(self):
        documents = self.by(self.env["crm.allocation.document"], "officer")
        self.documents = {
            kind: documents.create(
                {
                    "name": name,
                    "company_id": self.company.id,
                    "kind_id": self._kind(kind).id,
                    "is_restricted": restricted,
                    "file": base64.b64encode(DOCUMENT),
                    "file_name": f"{kind}.pdf",
                }
            )
            for kind, name, restricted in (
                ("document", "Company brochure (公司简介)", False),
                ("certificate", "ISO 9001 certificate (质量认证)", True),
            )
        }

    def _kind(self, key):
        return self.env.ref(f"crm_allocation.crm_allocation_sample_kind_{key}")

    def _ask(self, key, kind, item, value, purpose, days, until):
        partner = self.customer(key)
        owner = partner.user_id
        sample = (
            self.env["crm.allocation.sample"]
            .with_user(owner)
            .with_context(allowed_company_ids=self.company.ids)
            .create(
                {
                    "partner_id": partner.id,
                    "user_id": owner.id,
                    "kind_id": self._kind(kind).id,
                    "document_id": self.documents.get(
                        kind, self.env["crm.allocation.document"]
                    ).id,
                    "item": item,
                    "value": value,
                    "purpose": purpose,
                    "needed_by": self.company._policy_today() + timedelta(days=5),
                }
            )
        )
        self._go_on(sample, until)
        self.move(sample, days=days)

    def _go_on(self, sample, until):
        office = self.by(sample, "officer")
        if REACHED[until] > 0:
            sample.action_request()
        if until == "refused":
            office._close(
                "refused", "Calendars are sent to all in December (十二月统一寄)"
            )
        if REACHED[until] > 1:
            office.action_approve()
        if REACHED[until] > 2:
            office.write(
                {"carrier": "SF Express (顺丰)", "tracking_number": "SF1029384"}
            )
            office.action_send()
        if REACHED[until] > 3:
            sample.write(
                {
                    "outcome": "interest",
                    "feedback": "Stable; wants a quotation (要报价)",
                }
            )
            sample.action_receive()

    # -- dealers -----------------------------------------------------------------------

    def _find_dealers(self):
        programs = self.by(self.env["crm.allocation.dealer.program"], "officer")
        program = programs.create(
            {
                "name": "Dealers on the coast (沿海经销商)",
                "kind": "both",
                "country_id": self.env.ref("base.cn").id,
                "state_ids": [(6, 0, self.provinces("ZJ JS GD FJ HI").ids)],
                "target_number": 4,
                "conditions": "Stock for six weeks, two technicians (备货六周)",
            }
        )
        self.by(program, "manager").action_approve()
        programs.create(
            {
                "name": "Agents in the south-west (西南代理)",
                "kind": "agent",
                "state_ids": [(6, 0, self.provinces("SC YN GZ").ids)],
                "target_number": 3,
            }
        ).action_ask()
        for line in DEALERS:
            self._develop(program, *line)

    def _develop(self, program, name, user, area, marks, until):
        dealers = self.by(self.env["crm.allocation.dealer"], user)
        dealer = dealers.create(
            {
                "program_id": program.id,
                "partner_id": self.env["res.partner"]
                .create({"name": name, "is_company": True})
                .id,
                "kind": "agent" if "Agents" in name else "dealer",
                "user_id": self.user(user).id,
                "area": area,
            }
        )
        if marks:
            self._evaluate(dealer, marks)
        if until in ("signed", "active"):
            dealer.contract_until = self.company._policy_today() + timedelta(days=365)
            self.by(dealer, "manager").action_sign()
            self._train(dealer)
        if until == "active":
            dealer.action_train()
            dealer.action_activate()
            self._reward(dealer)
            self.move(dealer.evaluation_ids, days=190)
            names = ("evaluated_on", "signed_on", "next_evaluation_on")
            self.move(dealer, days=190, only=names)
        if until == "ended":
            reason = "Sells a competing range (经营竞品)"
            self.answer(dealer.action_end(), user, reason)

    def _evaluate(self, dealer, marks):
        evaluation = dealer.env["crm.allocation.dealer.evaluation"].create(
            {"dealer_id": dealer.id}
        )
        for line, mark in zip(evaluation.mark_ids, marks, strict=False):
            line.mark = mark
        evaluation.conclusion = "Visited on site (已实地考察)"
        evaluation.action_close()

    def _train(self, dealer):
        dealer.env["crm.allocation.dealer.training"].create(
            {
                "dealer_id": dealer.id,
                "topic": "Range and prices (产品与价格)",
                "participants": "Sales team (销售团队)",
                "hours": 6,
                "is_passed": True,
            }
        )

    def _reward(self, dealer):
        incentive = dealer.env["crm.allocation.dealer.incentive"].create(
            {
                "dealer_id": dealer.id,
                "name": "Year-end bonus (年终奖励)",
                "date_to": self.company._policy_today() + timedelta(days=60),
                "target_amount": 500000,
                "reward": 20000,
            }
        )
        self.by(incentive, "manager").action_agree()
        incentive.reached_amount = 412000

    # -- the summary -------------------------------------------------------------------

    def _summarise(self):
        """Last week's, as the director sees it on Monday."""
        self.company.allocation_summary_user_ids = self.user("manager")
        summaries = self.by(self.env["crm.allocation.summary"], "manager")
        action = summaries.action_make_last()
        summaries.browse(action["res_id"]).action_send()
