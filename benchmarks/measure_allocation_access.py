# Copyright 2026 Customer Policy Suite contributors
# License AGPL-3.0 or later (https://www.gnu.org/licenses/agpl).
"""The customer list of a salesperson who reads own customers only (ALC-15).

Every customer has an owner, one of two hundred, and a contact. The calls are those of
the web client; the reference is the same person with all customers open.
"""

from unittest.mock import patch

import database
from measuring import Line, interleaved, ratio_line, seconds, stopwatch

from odoo.fields import Command

GOAL = 1.3
SALESPEOPLE, MEMBERS = 200, 20
LOGIN = "bench_seller_"
TABLES = ("res_partner", "crm_ownership", "res_users")
# A list takes milliseconds: more turns, for a steady median.
TURNS = 6
LIMIT, COUNT_LIMIT = 80, 10_001
CUSTOMERS = [("parent_id", "=", False), ("partner_share", "=", True)]
COLUMNS = {
    "complete_name": {},
    "phone": {},
    "email": {},
    "user_id": {"fields": {"display_name": {}}},
    "city": {},
    "country_id": {"fields": {"display_name": {}}},
}


def measure(bench):
    with database.transaction(bench.registry, commit=True) as env:
        seller_id, leader_id = _prepare(env)
    try:
        database.vacuum(bench.registry, *TABLES)
        with database.transaction(bench.registry) as env:
            seller, leader = env(user=seller_id), env(user=leader_id)
            return [
                *_measure_lists(bench, "a salesperson", seller),
                *_measure_lists(bench, "a team's leader", leader),
                _measure_log(bench, seller),
            ]
    finally:
        with database.transaction(bench.registry, commit=True) as env:
            _clear(env)
        database.vacuum(bench.registry, *TABLES)


def _prepare(env):
    """Owners and contacts of all customers.

    :return: ids of a salesperson and of a team's leader
    """
    env.company.allocation_access = "own"
    people = _get_people(env)
    leader, sellers = people[0], people[1:]
    team = env["crm.team"].create({"name": "Bench Team", "user_id": leader.id})
    env.flush_all()
    parameters = {
        "sellers": sellers.ids,
        "team": team.id,
        "members": sellers[:MEMBERS].ids,
        "company": env.company.id,
        "uid": env.uid,
    }
    for statement in (_CONTACTS, _LEDGER):
        env.cr.execute(statement, parameters)
    return sellers[0].id, leader.id


def _get_people(env):
    """The salespeople, and the leader first; those of an earlier run come back."""
    users = env["res.users"].with_context(no_reset_password=True, active_test=False)
    people = users.search([("login", "=like", f"{LOGIN}%")], order="id")
    people.active = True
    return people or users.create(
        [
            {
                "name": f"Bench Seller {number}",
                "login": f"{LOGIN}{number}",
                "group_ids": [Command.set(env.ref("crm_policy.group_user").ids)],
            }
            for number in range(SALESPEOPLE + 1)
        ]
    )


def _clear(env):
    """Nobody owns the customers; people and contacts wait for the next run.

    To delete those would take longer than all measures: many tables refer to them.
    """
    people = env["res.users"].search([("login", "=like", f"{LOGIN}%")])
    env.cr.execute("DELETE FROM crm_ownership WHERE user_id = ANY(%s)", [people.ids])
    env.cr.execute("DELETE FROM crm_allocation_access_log")
    env["crm.team"].search([("user_id", "in", people.ids)]).unlink()
    people.active = False


_CONTACTS = """
    INSERT INTO res_partner (
        ref, name, complete_name, parent_id, commercial_partner_id, active, type, phone,
        autopost_bills, partner_share, create_uid, write_uid, create_date, write_date)
    SELECT 'bench_seller_', 'Contact', customer.complete_name || ', Contact',
           customer.id, customer.id, true, 'contact', '+86 138 0013 8000', 'ask', true,
           %(uid)s, %(uid)s, now(), now()
      FROM res_partner customer
     WHERE customer.customer_rank > 0 AND customer.parent_id IS NULL
       AND NOT EXISTS (SELECT FROM res_partner known WHERE known.ref = 'bench_seller_')
"""
_LEDGER = """
    INSERT INTO crm_ownership (
        partner_id, company_id, holder, user_id, team_id, date_from, source,
        attribution, create_uid, write_uid, create_date, write_date)
    SELECT customer.id, %(company)s, 'person', owner.id,
           CASE WHEN owner.id = ANY(%(members)s) THEN %(team)s END, now(), 'opening',
           'person', %(uid)s, %(uid)s, now(), now()
      FROM (SELECT id, ROW_NUMBER() OVER (ORDER BY id) AS position
              FROM res_partner
             WHERE customer_rank > 0 AND parent_id IS NULL) customer
      JOIN LATERAL (
           SELECT (%(sellers)s::int[])[
               1 + customer.position %% array_length(%(sellers)s::int[], 1)] AS id
           ) owner ON true
        ON CONFLICT DO NOTHING
"""


def _measure_lists(bench, who, env):
    found = env["res.partner"].search_count(CUSTOMERS)
    return [
        _line(bench, env, f"Customer list of {who} ({found} found), counted", _open),
        _line(bench, env, f"Customers of {who} grouped by country", _open_grouped),
    ]


def _line(bench, env, what, action):
    ours, reference = interleaved(
        TURNS * bench.repeat,
        lambda: _time(env, action),
        lambda: _time_open(env, action),
    )
    return ratio_line(f"{what} / all customers open", ours, reference, GOAL)


def _time(env, action):
    env.invalidate_all()
    with stopwatch() as elapsed:
        action(env["res.partner"])
    return elapsed[0]


def _time_open(env, action):
    users = type(env["res.users"])
    with patch.object(users, "_is_bound_to_own_customers", lambda self: False):
        return _time(env, action)


def _open(customers):
    """The first page of the list, and how many there are."""
    page = customers.web_search_read(
        CUSTOMERS, COLUMNS, limit=LIMIT, count_limit=COUNT_LIMIT
    )
    if len(page["records"]) != LIMIT:
        raise AssertionError("the first page is not full")


def _open_grouped(customers):
    customers.web_read_group(
        CUSTOMERS,
        ["country_id"],
        [],
        limit=LIMIT,
        unfold_read_specification=COLUMNS,
        unfold_read_default_limit=LIMIT,
    )


def _measure_log(bench, env):
    """What noting the opening of a customer adds."""
    customer = env["res.partner"].search(CUSTOMERS, limit=1)
    log = type(env["crm.allocation.access.log"])

    def noted():
        return _time(env, lambda partners: _read(partners.browse(customer.id)))

    def quiet():
        with patch.object(log, "_log_reading", lambda *args: None):
            return noted()

    ours, reference = interleaved(TURNS * bench.repeat, noted, quiet)
    return Line(
        "A customer opened and noted in the access log / not noted",
        seconds(ours),
        seconds(reference),
        f"{(ours - reference) * 1000:.2f} ms more",
    )


def _read(customer):
    customer.web_read({**COLUMNS, "street": {}, "vat": {}, "child_ids": {}})
