# Copyright 2026 Customer Policy Suite contributors
# License AGPL-3.0 or later (https://www.gnu.org/licenses/agpl).
"""A program: gives the scheduled actions of all areas something to do.

    action_cases.py CONF DATABASE MOMENT

What it makes is of that moment (UTC), for the clock of Python and of the database.
"""

import sys
from datetime import timedelta

from frozen_clock import DATABASE_CLOCK, FrozenClock

import odoo
from odoo import SUPERUSER_ID, Command, api, sql_db
from odoo.fields import Datetime
from odoo.modules.registry import Registry

OWNED, WAITING, POOLED, COMPLAINTS = 40, 15, 10, 30


class Cases:
    """The cases of each area; every method is one of them."""

    def __init__(self, env):
        self.env = env
        self.company = env.company
        self.today = env.company._policy_today()
        self.admin = env.ref("base.user_admin")

    def make(self):
        self.company.policy_tz = "Asia/Shanghai"
        # somebody is at work at any hour
        self.company.resource_calendar_id = False
        self._employ()
        self._find_customers()
        self._grade()
        self._plan_visits()
        self._complain()
        self._wait_for_owners()
        self._fill_pool()
        self._measure_satisfaction()
        self._change_behind_the_ledger()

    def _employ(self):
        self.sellers = self.env["res.users"].create(
            [
                {
                    "name": f"Seller {number}",
                    "login": f"seller_{number}",
                    "email": f"seller_{number}@example.com",
                    "group_ids": [
                        Command.set(self.env.ref("crm_policy.group_user").ids)
                    ],
                }
                for number in range(4)
            ]
        )
        self.head = self.env["res.users"].create(
            {
                "name": "Head",
                "login": "head",
                "email": "head@example.com",
                "group_ids": [
                    Command.set(self.env.ref("crm_policy.group_manager").ids)
                ],
            }
        )
        self.unit = self.env["crm.policy.unit"].create(
            {
                "name": "Department",
                "company_id": self.company.id,
                "head_id": self.head.id,
                "user_ids": [Command.set(self.sellers.ids)],
            }
        )

    def _find_customers(self):
        """Half a year ago; each fifth is known twice."""
        self.customers = self._new_customers(
            "Customer",
            OWNED,
            lambda number: {
                "user_id": self.sellers[number % len(self.sellers)].id,
                "phone": f"+49 30 1234{number - number % 5:04}",
            },
        )

    def _new_customers(self, name, count, get_values=lambda number: {}):
        return self.env["res.partner"].create(
            [
                {
                    "name": f"{name} {number:02}",
                    "is_company": True,
                    "customer_rank": 1,
                    "email": f"{name.lower()}{number}@example.com",
                    **get_values(number),
                }
                for number in range(count)
            ]
        )

    def _grade(self):
        """Assessed long ago; each has grade B."""
        self.env["crm.grading.assessment"].action_prepare()
        self.env.flush_all()
        self.env.cr.execute(
            "UPDATE crm_grading_assessment SET points = 60, date = %s",
            [self.today - timedelta(days=500)],
        )
        self.env.cr.execute(
            "INSERT INTO crm_grading_standing"
            " (partner_id, company_id, scheme_id, is_leading, grade_id)"
            " SELECT partner.id, scheme.company_id, scheme.root_id, TRUE, grade.id"
            " FROM res_partner partner, crm_grading_scheme scheme,"
            " crm_grading_grade grade WHERE partner.id IN %s"
            " AND scheme.state = 'active' AND scheme.is_leading AND grade.code = 'B'",
            [self.customers._ids],
        )
        self.env.invalidate_all()

    def _plan_visits(self):
        """All belong to one class."""
        self.env["crm.visit.cadence"].search([("role", "!=", "salesperson")]).unlink()
        [first] = self.env["crm.visit.class"].search([], order="id", limit=1)
        self.env.cr.execute("DELETE FROM crm_grading_grade_crm_visit_class_rel")
        self.env.invalidate_all()
        first.domain = "[('customer_rank', '>', 0)]"

    def _complain(self):
        """Each deadline is over; some complain of the same again and again."""
        category = self.env.ref("crm_complaints.crm_complaint_category_late")
        self.env["crm.complaint"].create(
            [
                {
                    "name": f"Complaint {number}",
                    "partner_id": self.customers[number % 5].id,
                    "category_id": category.id,
                    "unit_id": self.unit.id,
                    "user_id": self.admin.id,
                    "received_on": Datetime.now() - timedelta(days=20, hours=number),
                }
                for number in range(COMPLAINTS)
            ]
        )

    def _wait_for_owners(self):
        """Nobody's customers, and four who receive."""
        self.company.allocation_is_automatic = True
        self.env["crm.allocation.member"].create(
            [
                {
                    "user_id": seller.id,
                    "company_id": self.company.id,
                    "is_receiving": True,
                }
                for seller in self.sellers
            ]
        )
        waiting = self._new_customers("Waiting", WAITING)
        self._transfer(waiting, {"source": "intake"})

    def _fill_pool(self):
        pool = self.env["crm.allocation.pool"].create(
            {"name": "Pool", "company_id": self.company.id}
        )
        pooled = self._new_customers("Pooled", POOLED)
        self._transfer(pooled, {"source": "release", "pool_id": pool.id})

    def _transfer(self, customers, values):
        self.env["crm.ownership"]._transfer(
            [
                {"partner_id": one.id, "company_id": self.company.id, **values}
                for one in customers
            ]
        )

    def _measure_satisfaction(self):
        """Objects of which each is due."""
        [factors] = self.env["crm.satisfaction.set"].search(
            [("state", "=", "approved"), ("is_anonymous", "=", False)], limit=1
        )
        self.company.satisfaction_unit_id = self.unit
        self.env["crm.satisfaction.subject"].create(
            [
                {
                    "name": f"Project {number}",
                    "kind_id": factors.kind_id.id,
                    "set_id": factors.id,
                    "company_id": self.company.id,
                    "unit_id": self.unit.id,
                    "user_id": self.sellers[0].id,
                    "partner_id": self.customers[number].id,
                }
                for number in range(5)
            ]
        )

    def _change_behind_the_ledger(self):
        """By a program that knows nothing of owners."""
        self.env.flush_all()
        self.env.cr.execute(
            "UPDATE res_partner SET user_id = %s WHERE id IN %s",
            [self.sellers[0].id, self.customers[-4:]._ids],
        )
        self.env.invalidate_all()


def main(conf, database, moment):
    options = ["-c", conf, "-d", database, "--log-level=warn"]
    odoo.tools.config.parse_config(options)
    with sql_db.db_connect(database).cursor() as cr:
        cr.execute(DATABASE_CLOCK)
    Registry(database)
    sql_db.close_all()
    FrozenClock(moment)
    with Registry(database).cursor() as cr:
        context = {"no_reset_password": True, "tracking_disable": True}
        Cases(api.Environment(cr, SUPERUSER_ID, context)).make()


if __name__ == "__main__":
    main(*sys.argv[1:])
