# Copyright 2026 Customer Policy Suite contributors
# License AGPL-3.0 or later (https://www.gnu.org/licenses/agpl).

"""Swaps, changes without approval, conflicts, hand-overs, access to data."""

from odoo.fields import Command

from .past import Past

# Of who left: customers
LEFT = ("Taihu Dyes (太湖染料)", "Northgate Foundry", "Minjiang Cables (闽江电缆)")


class Requests(Past):
    def ask(self):
        self._swap()
        self._change_silently()
        self._report_conflict()
        self._hand_over()
        self._prepare_move()
        # from now on salespeople read their own customers only
        self.company.allocation_access = "own"
        self._ask_access()
        self._read_customers()

    # -- owners ------------------------------------------------------------------------

    def _swap(self):
        """Both have signed; the director is asked."""
        swap = self.by(self.env["crm.allocation.swap"], "liu").create(
            {
                "reason": "Each lives nearer to the plant (各自更近)",
                "line_ids": [
                    Command.create(
                        {
                            "partner_id": self.customer(key).id,
                            "to_user_id": self.user(user).id,
                        }
                    )
                    for key, user in (("wanda_steel", "chen"), ("xinghe", "liu"))
                ],
            }
        )
        swap.action_sign()
        self.by(swap, "chen").action_sign()

    def _change_silently(self):
        """A salesperson writes himself into a colleague's customer."""
        self.by(self.customer("old_mill"), "sales").user_id = self.user("sales")

    def _report_conflict(self):
        self.by(self.env["crm.allocation.conflict"], "chen").create(
            {
                "partner_id": self.customer("metro_works").id,
                "party_ids": [Command.set(self.user("sales").ids)],
                "description": "Both quoted the same tender (同一招标两人报价)",
                "is_urgent": True,
            }
        )

    def _hand_over(self):
        """Somebody left last month; all customers went to two colleagues."""
        leaver = (
            self.env["res.users"]
            .with_context(no_reset_password=True)
            .create(
                {
                    "name": "Wang Jun (王军)",
                    "login": "wangjun",
                    "email": "wangjun@harbour.example.com",
                    "company_id": self.company.id,
                    "company_ids": [Command.set(self.company.ids)],
                    "group_ids": [
                        Command.set(self.env.ref("crm_policy.group_user").ids)
                    ],
                }
            )
        )
        partners = self.env["res.partner"].create(
            [{"name": name, "is_company": True, "user_id": leaver.id} for name in LEFT]
        )
        self.move_ownership(partners, days=90)
        handover = self._new_handover(leaver, ("liu", "emma"), "leaving")
        handover.reason = "Leaves on own request (个人原因离职)"
        handover.action_prepare()
        handover.action_hand_over()
        self.move_ownership(partners, days=20)

    def _prepare_move(self):
        """Somebody moves to another department; the preview is ready."""
        handover = self._new_handover(self.user("chen"), ("liu",), "moving")
        handover.action_prepare()

    def _new_handover(self, leaver, successors, kind):
        return self.by(self.env["crm.allocation.handover"], "manager").create(
            {
                "from_user_id": leaver.id,
                "kind": kind,
                "reason": "Moves to key accounts (调往大客户部)",
                "successor_ids": [
                    Command.create({"user_id": self.user(key).id}) for key in successors
                ],
            }
        )

    # -- access ------------------------------------------------------------------------

    def _ask_access(self):
        """One waits for the leader, one is open now, one was refused."""
        self._new_access("chen", "titan", "The buyer called me (采购致电)")
        granted = self._new_access("emma", "donghai", "Joint visit (联合拜访)")
        for key in ("sales", "manager"):
            self.by(granted, key).action_approve()
        refused = self._new_access("liu", "kestrel", "For my own list (个人名单)")
        action = self.by(refused, "manager").action_refuse()
        self.by(self.env[action["res_model"]], "manager").with_context(
            **action["context"]
        ).create({"reason": "No business reason (无业务理由)"}).action_confirm()

    def _new_access(self, user, key, reason):
        access = self.by(self.env["crm.allocation.access"], user).create(
            {"reason": reason, "wanted": self.customer(key).name}
        )
        access.action_find()
        access.action_ask()
        return access

    def _read_customers(self):
        """What the log of reading tells."""
        for key in ("huayuan", "qilin", "blueharbor"):
            self.by(self.customer(key), "sales").read(["name", "phone", "email"])
        self.by(self.customers(("jinghua", "xinghe")), "chen").read(["phone"])
