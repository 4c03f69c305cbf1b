# Copyright 2026 Customer Policy Suite contributors
# License AGPL-3.0 or later (https://www.gnu.org/licenses/agpl).

"""What follows from the visits: promises, events, plans, intentions."""

from datetime import timedelta

# Customer, day of the visit in the story, promise, due in so many days, state
PROMISES = (
    ("huayuan", "-27", "Send the draft of the agreement (发送协议草案)", -20, "kept"),
    ("huayuan", "-6", "Price ladder with three steps (三档阶梯价)", 2, "open"),
    ("donghai", "-24", "Certificates by e-mail (证书邮件)", -5, "open"),
    ("vega", "-5", "Drawing of the bench (平台图纸)", 1, "open"),
    ("jinghua", "-20", "Sealed version of the sensor (密封型传感器)", 4, "open"),
    ("taishan", "-14", "Ask finance for 60 days (申请60天账期)", -3, "withdrawn"),
)
# Customer, kind, what happened, state
EVENTS = (
    (
        "titan",
        "management",
        "New plant manager in January (新厂长)",
        "reported",
    ),
    (
        "taishan",
        "finance",
        "Kiln 4 stands still until spring (4号窑停到春季)",
        "acknowledged",
    ),
    ("qilin", "expansion", "Second plant is approved (第二工厂获批)", "confidential"),
    ("nordwind", "project", "Wind park of 80 turbines (80台风机项目)", "closed"),
)
# Customer, step, kind, next action or reason
DEVELOPMENT = (
    ("vega", "contact", "potential", "Drawing and price (图纸与报价)"),
    ("pioneer", "screening", "potential", "Call the founder (致电创始人)"),
    ("gaoyuan", "research", "potential", "Mines in the region (区域矿山)"),
    ("rosewood", "follow_up", "potential", "Sample for the laundry (洗衣房样品)"),
    ("qilin", "conversion", "new", "Contract signed (已签约)"),
    ("clearwater", "dropped", "potential", "Public tender only (仅公开招标)"),
)
# Level, name, phone, need, amount; or a customer's key
INTENTIONS = (
    ("h", "jinma", "", "Mixed boxes for spring (春季混箱)", 36000),
    ("a", "chengdu_auto", "", "Three exclusive articles (三个独家品)", 58000),
    (
        "a",
        "",
        "Ouyang Tao (欧阳涛) 138 0000 2211",
        "Compressor, used (二手压缩机)",
        21000,
    ),
    ("b", "wuyi", "", "Cutting discs (切割片)", 6400),
    ("c", "old_mill", "", "Gloves and tools (手套与工具)", 1800),
)
COLD = (
    (
        "greenfield",
        "supplier",
        "Two-year contract with Nordlager (签约两年)",
    ),
    ("bayside", "service", "Spare part came four weeks late in spring (备件晚到四周)"),
)


class FollowUp:
    """Leaves behind what representatives promise, hear and plan."""

    def __init__(self, env, company, visits):
        """
        :param dict visits: visits of the story by customer key and day
        """
        self.env = env
        self.company = company
        self.visits = visits
        self.today = company._policy_today()
        self.manager = env.ref("crm_policy.demo_user_manager")

    def record(self):
        for line in PROMISES:
            self._promise(*line)
        for line in EVENTS:
            self._report(*line)
        self._develop()
        for line in INTENTIONS:
            self._intend(*line)
        for key, reason, note in COLD:
            self._get_partner(key).write(
                {
                    "cold_reason_id": self.env.ref(
                        f"crm_visits.crm_visit_cold_reason_{reason}"
                    ).id,
                    "cold_note": note,
                }
            )

    def _promise(self, key, day, name, days, state):
        visit = self.visits[key, day]
        promise = self.env["crm.visit.promise"].create(
            {
                "name": name,
                "partner_id": visit.partner_id.id,
                "visit_id": visit.id,
                "user_id": visit.user_id.id,
                "company_id": self.company.id,
                "date_deadline": self.today + timedelta(days=days),
            }
        )
        if state == "kept":
            promise.action_keep()
            promise.write({"kept_on": promise.date_deadline, "is_kept_late": False})
        elif state == "withdrawn":
            reason = "Finance refused; told the customer (财务未批，已告知客户)"
            promise._close_for_reason("withdrawn", reason)

    def _report(self, key, kind, name, state):
        partner = self._get_partner(key)
        event = self.env["crm.visit.event"].create(
            {
                "name": name,
                "kind_id": self.env.ref(f"crm_visits.crm_visit_event_kind_{kind}").id,
                "partner_id": partner.id,
                "user_id": partner.user_id.id,
                "company_id": self.company.id,
                "date": self.today - timedelta(days=6),
                "is_confidential": state == "confidential",
            }
        )
        if state in ("acknowledged", "closed"):
            event = event.with_user(self.manager)
            event.measure = "Visit with the technical manager (与技术经理同访)"
            event.action_acknowledge()
        if state == "closed":
            event._close_for_reason("closed", "Offer for bearings sent (已报价轴承)")

    def _develop(self):
        plan = self.env["crm.visit.development"].create(
            {
                "name": "Automation and optics (自动化与光学客户开发)",
                "company_id": self.company.id,
                "user_id": self.env.ref("crm_policy.demo_user_sales").id,
                "date_from": self.today.replace(month=1, day=1),
                "date_to": self.today.replace(month=12, day=31),
                "target_customers": 10,
                "target_amount": 900000,
                "target_rate": 0.3,
                "strategy": "Precision parts for machine makers (精密件切入设备商)",
                "methods": "Shows, trials, referrals (展会、试用、引荐)",
            }
        )
        plan.with_user(self.manager).action_approve()
        plan.action_start()
        for key, step, kind, text in DEVELOPMENT:
            self._take_up(plan, key, step, kind, text)
        self.env["crm.visit.development"].create(
            {
                "name": "Hotels and laundries (酒店与洗衣房)",
                "company_id": self.company.id,
                "user_id": self.env.ref("crm_policy.demo_user_emma").id,
                "target_customers": 6,
                "target_amount": 120000,
            }
        ).action_ask()

    def _take_up(self, plan, key, step, kind, text):
        partner = self._get_partner(key)
        line = self.env["crm.visit.development.customer"].create(
            {
                "plan_id": plan.id,
                "partner_id": partner.id,
                "user_id": partner.user_id.id,
                "kind": kind,
            }
        )
        vals = {"step": step, "next_action": text}
        if step == "dropped":
            vals = {"step": step, "drop_reason": text}
        elif step == "conversion":
            vals.update(amount=240000, contract_date=self.today - timedelta(days=12))
        else:
            vals["next_date"] = self.today + timedelta(days=7)
        line.write(vals)

    def _intend(self, level, key, contact, need, amount):
        partner = self._get_partner(key) if key else self.env["res.partner"]
        name, _space, phone = contact.partition(") ")
        self.env["crm.visit.intention"].create(
            {
                "partner_id": partner.id,
                "contact_name": contact and f"{name})",
                "phone": phone,
                "user_id": (
                    partner.user_id or self.env.ref("crm_policy.demo_user_chen")
                ).id,
                "company_id": self.company.id,
                "level_id": self.env.ref(
                    f"crm_visits.crm_visit_intention_level_{level}"
                ).id,
                "need": need,
                "expected_amount": amount,
                "customer_source_id": self.env.ref(
                    "crm_policy.crm_customer_source_walk_in"
                ).id,
            }
        )

    def _get_partner(self, key):
        return self.env.ref(f"crm_policy.demo_customer_{key}")
