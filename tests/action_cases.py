# Copyright 2026 Customer Policy Suite contributors
# License AGPL-3.0 or later (https://www.gnu.org/licenses/agpl).
"""A program: gives the scheduled actions of all areas something to do.

    action_cases.py CONF DATABASE MOMENT

What it makes is of that moment (UTC), for the clock of Python and of the database.
"""

import sys

from action_cases_allocation import AllocationCases
from action_cases_complaints import ComplaintCases
from action_cases_discipline import DisciplineCases
from action_cases_grading import GradingCases
from action_cases_satisfaction import SatisfactionCases
from action_cases_visits import VisitCases
from action_firm import Firm
from frozen_clock import DATABASE_CLOCK, FrozenClock

import odoo
from odoo import SUPERUSER_ID, api, sql_db
from odoo.modules.registry import Registry

# Who makes the cases waits for no mail server: what is to be sent stays in the queue.
CONTEXT = {
    "no_reset_password": True,
    "tracking_disable": True,
    "mail_notify_force_send": False,
}


def make_cases(env):
    """Whatever the actions of the areas are there for, a handful of each."""
    firm = Firm(env)
    for cases in (
        GradingCases,
        VisitCases,
        ComplaintCases,
        AllocationCases,
        DisciplineCases,
        SatisfactionCases,
    ):
        cases(firm).make()
    _change_behind_the_ledger(firm)


def _change_behind_the_ledger(firm):
    """By a program that knows nothing of owners."""
    firm.env.flush_all()
    firm.env.cr.execute(
        "UPDATE res_partner SET user_id = %s WHERE id IN %s",
        [firm.sellers[0].id, firm.customers[-4:]._ids],
    )
    firm.env.invalidate_all()


def main(conf, database, moment):
    options = ["-c", conf, "-d", database, "--log-level=warn"]
    odoo.tools.config.parse_config(options)
    with sql_db.db_connect(database).cursor() as cr:
        cr.execute(DATABASE_CLOCK)
    Registry(database)
    sql_db.close_all()
    FrozenClock(moment)
    with Registry(database).cursor() as cr:
        make_cases(api.Environment(cr, SUPERUSER_ID, CONTEXT))


if __name__ == "__main__":
    main(*sys.argv[1:])
