# Copyright 2026 Customer Policy Suite contributors
# License AGPL-3.0 or later (https://www.gnu.org/licenses/agpl).

"""Walk-ins, phone orders and a show of the demo company."""

from datetime import timedelta

from odoo import fields
from odoo.fields import Command
from odoo.tools.misc import file_open

SAVED = 3


class Intake:
    """One of each situation at the counter, on the phone and after a show."""

    def __init__(self, env, company):
        self.env = env
        self.company = company
        self.today = company._policy_today()
        self.now = fields.Datetime.now()
        self.officer = env.ref("crm_policy.demo_user_officer")
        self.store = env.ref("crm_policy.demo_team_regional")

    def record(self):
        self.store.visit_accountant_ids = [
            Command.link(self.env.ref("crm_policy.demo_user_chen").id)
        ]
        self._name_areas()
        self._register()
        self._answer_the_phone()
        self._visit_shows()

    def _name_areas(self):
        areas = self.env["crm.visit.area"]
        for name, cities, user in (
            ("Yangtze Delta (长三角)", "Shanghai, Suzhou, Hangzhou, Ningbo", "liu"),
            ("Pearl River Delta (珠三角)", "Guangzhou, Shenzhen, Dongguan", "chen"),
        ):
            areas.create(
                {
                    "name": name,
                    "cities": cities,
                    "user_id": self._get_user(user).id,
                    "team_id": self.store.id,
                    "company_id": self.company.id,
                }
            )

    # -- counter -----------------------------------------------------------------------

    def _register(self):
        """Recorded in time, waiting since today, waiting too long, cancelled."""
        in_time = self._new_registration(
            "Haiyan Fasteners (海盐紧固件)", "Shen Bo (沈波)", "0573 8612 3300", days=2
        )
        in_time.with_user(self._get_user("chen")).action_create_customer()
        in_time.write(
            {
                "recorded_at": in_time.received_at + timedelta(hours=2),
                "is_late": False,
            }
        )
        self._new_registration(
            "Minjiang Boats (闽江船舶)", "Lin Hai (林海)", "0591 8765 4400", days=4
        )
        self._new_registration(
            "Jiading Bakery (嘉定食品)", "Xu Fang (徐芳)", "021 5953 1200", days=0
        )
        wrong = self._new_registration("Passer-by (过路人)", "", "", days=3)
        wrong._cancel("Only asked for the way (仅问路)")

    def _new_registration(self, name, contact, phone, days):
        received = self.now - timedelta(days=days, minutes=40)
        return self.env["crm.visit.registration"].create(
            {
                "customer_name": name,
                "contact_name": contact,
                "phone": phone,
                "city": "Shanghai",
                "country_id": self.env.ref("base.cn").id,
                "needs": "Prices of standard parts (标准件价格)",
                "team_id": self.store.id,
                "user_id": self._get_user("liu").id,
                "company_id": self.company.id,
                "sales_channel_id": self.env.ref(
                    "crm_policy.crm_sales_channel_branch"
                ).id,
                "received_at": received,
            }
        )

    # -- phone -------------------------------------------------------------------------

    def _answer_the_phone(self):
        """A settled call, and one in which "none" would be the easy answer."""
        hose, wide, fitting = self.env["product.template"].create(
            [
                {"name": "Hydraulic Hose DN12 (液压软管)", "list_price": 42},
                {"name": "Hydraulic Hose DN13 (液压软管)", "list_price": 45},
                {"name": "Hose Fitting, pair (软管接头)", "list_price": 12},
            ]
        )
        hose.visit_substitute_ids = wide
        hose.visit_related_ids = fitting
        settled = self._new_call("huanghe_pump", hose)
        settled.line_ids.write(
            {
                "availability": "out_of_stock",
                "substitute_id": wide.product_variant_id.id,
                "substitute_reaction": "accepted",
            }
        )
        settled.related_ids.write(
            {"reaction": "later", "note": "Next month (下个月再看)"}
        )
        settled.action_close()
        waiting = self._new_call("jinma", hose)
        waiting.line_ids.availability = "out_of_stock"

    def _new_call(self, key, product):
        customer = self._get_partner(key)
        return (
            self.env["crm.visit.phone.order"]
            .with_user(self.officer)
            .with_context(allowed_company_ids=self.company.ids)
            .create(
                {
                    "partner_id": customer.id,
                    "contact_name": customer.child_ids[:1].name,
                    "line_ids": [
                        Command.create(
                            {
                                "product_id": product.product_variant_id.id,
                                "quantity": 20,
                            }
                        )
                    ],
                }
            )
        )

    # -- shows -------------------------------------------------------------------------

    def _visit_shows(self):
        """Cards of last week's show, one half decided; the next one is prepared."""
        show = self._new_show("Shanghai Industry Fair (上海工博会)", -9, 3)
        show.action_open()
        show.action_enter()
        with file_open("crm_visits/demo/cards.tsv", "r") as stream:
            text = stream.read()
        wizard = (
            self.env["crm.visit.card.import"]
            .with_user(self.officer)
            .with_context(allowed_company_ids=self.company.ids)
            .create(
                {
                    "exhibition_id": show.id,
                    "country_id": self.env.ref("base.cn").id,
                    "text": text,
                }
            )
        )
        wizard.action_read()
        cards = show.card_ids.sorted("line")[:SAVED]
        cards.with_user(self.officer).action_save()
        self._new_show("Canton Fair, spring (广交会春季)", 60, 4)

    def _new_show(self, name, starts, days):
        return self.env["crm.visit.exhibition"].create(
            {
                "name": name,
                "place": "Hall 4, stand B12 (4号馆B12)",
                "date_start": self.today + timedelta(days=starts),
                "date_end": self.today + timedelta(days=starts + days),
                "user_id": self.officer.id,
                "team_id": self.store.id,
                "company_id": self.company.id,
                "department_ids": [
                    Command.set(self.env.ref("crm_policy.demo_team_key_accounts").ids)
                ],
                "budget": 60000,
                "question_ids": [
                    Command.create({"name": question})
                    for question in (
                        "How many machines do you run?",
                        "Who supplies you today? (目前供应商)",
                    )
                ],
            }
        )

    def _get_user(self, key):
        return self.env.ref(f"crm_policy.demo_user_{key}")

    def _get_partner(self, key):
        return self.env.ref(f"crm_policy.demo_customer_{key}")
