# Copyright 2026 Customer Policy Suite contributors
# License AGPL-3.0 or later (https://www.gnu.org/licenses/agpl).

import json

from odoo.tests import HttpCase, tagged
from odoo.tools import SQL

from odoo.addons.crm_grading.tests.common import GradingCommon

# Finds the spreadsheet on the page, sets the period to a year, and compares the sheet
# behind the figures, by the labels of its first column. English labels only: in other
# languages it waits until nothing loads and no cell is an error.
READ = """
const expected = %(expected)s;
function read(model) {
    const figures = {};
    const wrong = [];
    for (const sheetId of model.getters.getSheetIds()) {
        const isData = sheetId !== model.getters.getActiveSheetId();
        for (let row = 0; row < model.getters.getNumberRows(sheetId); row++) {
            const cell = (col) => model.getters.getEvaluatedCell({sheetId, col, row});
            for (let col = 0; col < model.getters.getNumberCols(sheetId); col++) {
                if (cell(col).type === "error") {
                    wrong.push([sheetId, col, row, cell(col).value]);
                }
            }
            if (isData && cell(0).value) {
                figures[cell(0).value] = [cell(1).value ?? "", cell(2).value ?? ""];
            }
        }
        for (const id of model.getters.getChartIds(sheetId)) {
            const runtime = model.getters.getChartRuntime(id);
            const sets = runtime.chartJsConfig?.data.datasets;
            if (sets && !sets.some((set) => set.data.length)) {
                wrong.push(["empty", model.getters.getChart(id).title?.text]);
            }
        }
    }
    return [figures, wrong];
}
async function check() {
    let figures, wrong, differs;
    for (let turn = 0; turn < 300; turn++) {
        await new Promise((done) => setTimeout(done, 200));
        const loader =
            odoo.__WOWL_DEBUG__?.root.env.services.spreadsheet_dashboard_loader;
        const model = loader?.getActiveDashboard()?.model;
        if (!model) {
            differs = ["not loaded"];
            continue;
        }
        const [period] = model.getters.getGlobalFilters();
        if (model.getters.getGlobalFilterValue(period.id)?.year !== 2025) {
            model.dispatch("SET_GLOBAL_FILTER_VALUE", {
                id: period.id,
                value: {type: "year", year: 2025},
            });
            continue;
        }
        [figures, wrong] = read(model);
        differs = Object.keys(expected).filter(
            (name) => JSON.stringify(figures[name]) !== JSON.stringify(expected[name])
        );
        if (Object.keys(figures).length && !wrong.length && !differs.length) {
            console.log("test successful");
            return;
        }
    }
    console.error(JSON.stringify({wrong, differs: differs?.map(
        (name) => [name, figures?.[name], expected[name]])}));
}
check();
"""


@tagged("post_install", "-at_install")
class TestDashboardFigures(GradingCommon, HttpCase):
    """Each figure that the browser shows, in a company of its own.

    Facts are of 2025, which the filter is set to; one of each kind is of another year.
    """

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        # a spreadsheet opens in the language of its reader only where that is active
        cls.env["res.lang"]._activate_lang("en_US")
        cls.company.policy_tz = "UTC"
        cls.team = cls.env["crm.team"].create(
            {"name": "Team North", "company_id": cls.company.id}
        )
        cls.customers = [cls._new_customer(name) for name in ("A", "B", "C", "D")]
        cls._make_grades()
        cls._make_visits()
        cls._make_ownership()
        cls._make_complaints()
        cls._make_satisfaction()
        cls.env.invalidate_all()

    @classmethod
    def _set(cls, record, **values):
        """What the record's own steps would have left there in the past"""
        cls.env.flush_all()
        columns = [SQL("%s = %s", SQL.identifier(k), v) for k, v in values.items()]
        # raw SQL: states and days of the past that no step writes any more
        cls.env.cr.execute(
            SQL(
                "UPDATE %s SET %s WHERE id = %s",
                SQL.identifier(record._table),
                SQL(", ").join(columns),
                record.id,
            )
        )
        cls.env.invalidate_all()

    @classmethod
    def _make_grades(cls):
        a, b, c, d = cls.customers
        cls._new_standing(a, "A")
        cls._new_standing(b, "B")
        cls._new_standing(c, "C")
        gone = cls._new_customer("Gone")
        cls._new_standing(gone, "D")
        gone.active = False
        for on, moves in (
            ("2025-06-30", {a: "up", b: "down", c: "new", d: "same"}),
            ("2024-06-30", {a: "new", b: "new"}),
        ):
            record = cls._new_round(date=on)
            for customer, movement in moves.items():
                cls.env["crm.grading.result"].create(
                    {
                        "round_id": record.id,
                        "company_id": cls.company.id,
                        "date": on,
                        "partner_id": customer.id,
                        "status": "graded",
                        "grade_id": cls.grades["A"].id,
                        "movement": movement,
                    }
                )
            cls._set(record, state="effective")

    @classmethod
    def _make_visits(cls):
        a, b, _c, d = cls.customers
        class_ = cls.env["crm.visit.class"].search(
            [("company_id", "=", cls.company.id)], limit=1
        )
        cadence = class_.cadence_ids[:1]
        for customer in (a, b, d):
            cls.env["crm.visit.standing"].create(
                {
                    "partner_id": customer.id,
                    "company_id": cls.company.id,
                    "class_id": class_.id,
                    "since": "2025-01-01",
                }
            )
        for customer, day, state, deadline in (
            (a, "2025-03-03", "done", "2025-03-31"),
            (a, "2025-05-05", "done", "2025-04-30"),
            (b, "2025-06-06", "planned", "2025-06-30"),
            (b, "2024-03-03", "done", "2024-03-31"),
        ):
            moment = f"{day} 09:00:00"
            visit = cls.env["crm.visit"].create(
                {
                    "partner_id": customer.id,
                    "user_id": cls.user.id,
                    "type_id": cls.env.ref("crm_visits.crm_visit_type_regular").id,
                    "channel_id": cls.env.ref("crm_visits.crm_visit_channel_face").id,
                }
            )
            made = dict.fromkeys(("date_start", "date_end", "done_on"), moment)
            cls._set(
                visit,
                state=state,
                planned_start=moment,
                planned_end=f"{day} 10:00:00",
                team_id=cls.team.id,
                cadence_id=cadence.id,
                period_start=day,
                date_deadline=deadline,
                **(made if state == "done" else {}),
            )

    @classmethod
    def _make_ownership(cls):
        a, b, c, d = cls.customers
        pool = cls.env["crm.allocation.pool"].create({"name": "Pool North"})
        holders = (
            (a, {"user_id": cls.user.id, "source": "registration"}),
            (b, {"user_id": cls.user.id, "source": "allocation"}),
            (c, {"pool_id": pool.id, "source": "release"}),
            (d, {"source": "intake"}),
        )
        contacts = cls.env["crm.allocation.contact"]
        for customer, values in holders:
            [line] = cls.env["crm.ownership"]._transfer(
                [{"partner_id": customer.id, "company_id": cls.company.id, **values}]
            )
            if not line.user_id:
                continue
            cls._set(line, date_from="2025-02-02 09:00:00", team_id=cls.team.id)
            clock = contacts.search([("ownership_id", "=", line.id)])
            clock = clock or contacts.create(
                {
                    "ownership_id": line.id,
                    "partner_id": customer.id,
                    "company_id": cls.company.id,
                    "user_id": cls.user.id,
                    "assigned_at": "2025-02-02 09:00:00",
                    "starts_at": "2025-02-02 09:00:00",
                    "contact_due": "2025-02-02 09:30:00",
                    "report_due": "2025-02-03 09:00:00",
                }
            )
            cls._set(
                clock,
                state="done" if customer == a else "missed",
                contact_due="2025-02-02 09:30:00",
                contacted_at="2025-02-02 09:20:00" if customer == a else None,
            )
            if customer == a:
                cls._set(line, protected_until="2999-12-31")

    @classmethod
    def _make_complaints(cls):
        categories = cls.env["crm.complaint.category"].create(
            [{"name": "Leaking Windows"}, {"name": "Late Delivery"}]
        )
        for received, category, values in (
            ("2025-04-01", 0, {"next_due_on": "2025-04-02 09:00:00"}),
            ("2025-04-11", 0, {"next_due_on": None, "is_repeat": True}),
            ("2025-05-01", 0, {"state": "closed", "closed_on": "2025-05-05 09:00:00"}),
            ("2025-05-21", 1, {"state": "closed", "closed_on": "2025-05-23 09:00:00"}),
            ("2025-06-01", 1, {"state": "cancelled", "next_due_on": None}),
            ("2024-05-01", 1, {"state": "closed", "closed_on": "2024-06-30 09:00:00"}),
        ):
            complaint = cls.env["crm.complaint"].create(
                {
                    "name": "Water comes in",
                    "partner_id": cls.customers[0].id,
                    "category_id": categories[category].id,
                    "company_id": cls.company.id,
                }
            )
            stated = {"received_on": f"{received} 09:00:00", "is_repeat": False}
            if values.get("state"):
                stated["next_due_on"] = None
            cls._set(complaint, **{**stated, **values})

    @classmethod
    def _make_satisfaction(cls):
        for first, last, score, nps in (
            ("2025-07-01", "2025-09-30", 81.5, 40),
            ("2025-10-01", "2025-12-31", 84.25, 52.5),
        ):
            period = cls.env["crm.satisfaction.period"].create(
                {
                    "name": first,
                    "company_id": cls.company.id,
                    "kind": "quarter",
                    "date_start": first,
                    "date_end": last,
                }
            )
            cls.env["crm.satisfaction.rollup"].create(
                {
                    "period_id": period.id,
                    "company_id": cls.company.id,
                    "period_kind": "quarter",
                    "date_start": first,
                    "date_end": last,
                    "scope": "company",
                    "has_score": True,
                    "score": score,
                    "has_nps": True,
                    "nps": nps,
                    "target_score": 85,
                }
            )
        unit = cls.env["crm.policy.unit"].create({"name": "Service"})
        subject = cls.env["crm.satisfaction.subject"].create(
            {
                "name": "North Bridge",
                "unit_id": unit.id,
                "kind_id": cls.env["crm.satisfaction.kind"].search([], limit=1).id,
                "user_id": cls.user.id,
                "partner_id": cls.customers[0].id,
            }
        )
        for last, passed in (
            ("2025-03-31", False),
            ("2025-06-30", True),
            ("2024-06-30", False),
        ):
            measurement = cls.env["crm.satisfaction.measurement"].create(
                {
                    "subject_id": subject.id,
                    "date_from": f"{last[:4]}-01-01",
                    "date_to": last,
                }
            )
            cls._set(measurement, state="done", has_score=True, is_passed=passed)

    def _read(self, user, expected):
        dashboard = self.env.ref("crm_policy_spreadsheet.spreadsheet_dashboard_policy")
        self.browser_js(
            f"/odoo/dashboards?dashboard_id={dashboard.id}",
            READ % {"expected": json.dumps(expected)},
            ready="odoo.isReady === true",
            login=user.login,
            timeout=120,
        )

    def test_figures(self):
        """GRD-09 VIS-05 ALC-19 CMP-07 SAT-14 the page shows what the records say"""
        expected = {
            "Customers with a grade": [3, ""],
            "Customers moved up": [1, ""],
            "Customers moved down": [1, ""],
            "Customers graded for the first time": [1, ""],
            "Visits made": [2, 3],
            "Made of the planned visits that are due (%)": [66.7, 3],
            "Contacts made in time, of what the cadence asked (%)": [33.3, 3],
            "Customers contacted this quarter (%)": [0, 3],
            "Customers never contacted": [1, 3],
            "Customers with a salesperson": [2, ""],
            "Customers in pools": [1, ""],
            "Customers waiting for allocation": [1, ""],
            "First contacts in time (%)": [50, 2],
            "Registered customers under protection": [1, ""],
            "Open complaints": [2, ""],
            "Overdue complaints": [1, ""],
            "Complaints received": [4, ""],
            "Days from receipt to closing, on average": [3, 2],
            "Complaints of the same issue as one before": [1, 4],
            "Leaking Windows": [3, 75],
            "Late Delivery": [1, 100],
            "Score of the latest quarter, out of 100": [84.25, 85],
            "Net promoter score of the latest quarter, −100 to 100": [52.5, 40],
            "Measurements below the pass mark": [1, 2],
        }
        self._read(self.manager, expected)
        self._read(self.auditor, expected)

    def test_chinese(self):
        """The page opens in Chinese, and no cell is an error"""
        self.env["res.lang"]._activate_lang("zh_CN")
        self.officer.lang = "zh_CN"
        self._read(self.officer, {})
