# Copyright 2026 Customer Policy Suite contributors
# License AGPL-3.0 or later (https://www.gnu.org/licenses/agpl).
"""The customer list by grade against the same list by a stored column.

The stored column is the customer's industry, which is given the very distribution of
the grades: both lists show the same customers in the same groups. The calls are those
of the web client.
"""

import database
from measuring import interleaved, ratio_line, stopwatch

GOAL = 1.2
# A list takes milliseconds: more turns, for a steady median.
TURNS = 6
GRADE, INDUSTRY = "customer_grade_id", "industry_id"
CUSTOMERS = ("customer_rank", ">", 0)
COLUMNS = {
    "complete_name": {},
    "phone": {},
    "email": {},
    "user_id": {"fields": {"display_name": {}}},
    "city": {},
    "country_id": {"fields": {"display_name": {}}},
}
LIMIT = 80
COUNT_LIMIT = 10_001


def measure(bench):
    groups = _mirror_grades(bench)
    biggest = max(groups, key=lambda group: group[-1])
    smallest = min(groups, key=lambda group: group[-1])
    return [
        _line(
            bench,
            f"Customers of the grade with {smallest[-1]} / of the same industry",
            _open_filtered,
            *smallest[:2],
        ),
        _line(
            bench,
            f"Customers of the grade with {biggest[-1]} / of the same industry",
            _open_filtered,
            *biggest[:2],
        ),
        _line(bench, "All customers grouped by grade / by industry", _open_grouped),
        _line(
            bench,
            "The biggest grade opened in its group / the biggest industry",
            _open_group,
            *biggest[:2],
        ),
    ]


def _mirror_grades(bench):
    """Give each customer the industry that stands for its grade.

    :return: list of (grade id, industry id, number of customers)
    """
    with database.transaction(bench.registry, commit=True) as env:
        # the grades' ids, each beside an industry
        env.cr.execute(
            """CREATE TEMP TABLE bench_mirror AS
               SELECT grade.id AS grade_id, industry.id AS industry_id
                 FROM (SELECT id, ROW_NUMBER() OVER (ORDER BY id) AS position
                         FROM crm_grading_grade) grade
                 JOIN (SELECT id, ROW_NUMBER() OVER (ORDER BY id) AS position
                         FROM res_partner_industry) industry USING (position)"""
        )
        env.cr.execute(
            """UPDATE res_partner partner SET industry_id = wanted.industry_id
                 FROM (SELECT customer.id, mirror.industry_id
                         FROM res_partner customer
                         LEFT JOIN crm_grading_standing standing
                                ON standing.partner_id = customer.id
                         LEFT JOIN bench_mirror mirror USING (grade_id)
                        WHERE customer.customer_rank > 0) wanted
                WHERE partner.id = wanted.id
                  AND partner.industry_id IS DISTINCT FROM wanted.industry_id"""
        )
        changed = env.cr.rowcount
        env.cr.execute(
            """SELECT mirror.grade_id, mirror.industry_id, COUNT(*)
                 FROM res_partner customer
                 JOIN bench_mirror mirror USING (industry_id)
                WHERE customer.customer_rank > 0 GROUP BY 1, 2"""
        )
        groups = env.cr.fetchall()
        env.cr.execute("DROP TABLE bench_mirror")
    if changed:
        database.vacuum(bench.registry, "res_partner", full=True)
    return groups


def _line(bench, what, action, grade_id=None, industry_id=None):
    ours, reference = interleaved(
        TURNS * bench.repeat,
        lambda: _time(bench, action, GRADE, grade_id),
        lambda: _time(bench, action, INDUSTRY, industry_id),
    )
    return ratio_line(what, ours, reference, GOAL)


def _time(bench, action, column, value):
    with database.transaction(bench.registry) as env:
        customers = env["res.partner"]
        with stopwatch() as elapsed:
            action(customers, column, value)
    return elapsed[0]


def _specification(column):
    """What the list shows, with the grade and score, or the industry."""
    shown = {column: {"fields": {"display_name": {}}}}
    if column == GRADE:
        shown["customer_score"] = {}
    return COLUMNS | shown


def _open_filtered(customers, column, value):
    """The first page of the list filtered by one value of the column."""
    page = customers.web_search_read(
        [CUSTOMERS, (column, "=", value)],
        _specification(column),
        limit=LIMIT,
        count_limit=COUNT_LIMIT,
    )
    if not page["records"]:
        raise AssertionError("the list is empty")


def _open_grouped(customers, column, _value):
    """The list grouped by the column, all groups closed."""
    aggregates = ["customer_score:avg"] if column == GRADE else []
    customers.web_read_group(
        [CUSTOMERS],
        [column],
        aggregates,
        limit=LIMIT,
        unfold_read_specification=_specification(column),
        unfold_read_default_limit=LIMIT,
    )


def _open_group(customers, column, value):
    """The list grouped, with one group open."""
    aggregates = ["customer_score:avg"] if column == GRADE else []
    customers.web_read_group(
        [CUSTOMERS],
        [column],
        aggregates,
        limit=LIMIT,
        opening_info=[{"value": value, "folded": False, "offset": 0, "limit": LIMIT}],
        unfold_read_specification=_specification(column),
        unfold_read_default_limit=LIMIT,
    )
