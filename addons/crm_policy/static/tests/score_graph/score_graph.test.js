/* Copyright 2026 Customer Policy Suite contributors
 * License AGPL-3.0 or later (https://www.gnu.org/licenses/agpl). */

import {defineModels, fields, models, mountView} from "@web/../tests/web_test_helpers";
import {describe, expect, test} from "@odoo/hoot";
import {defineMailModels} from "@mail/../tests/mail_test_helpers";
import {getChart} from "@web/../tests/views/graph/graph_test_helpers";

class Score extends models.Model {
  _name = "crm.policy.score";

  date = fields.Date();
  unit = fields.Char();
  score = fields.Float();

  _records = [
    {id: 1, date: "2026-01-15", unit: "East", score: 80},
    {id: 2, date: "2026-01-20", unit: "West", score: 70},
    {id: 3, date: "2026-04-15", unit: "East", score: 90},
    {id: 4, date: "2026-07-15", unit: "East", score: 85},
    {id: 5, date: "2026-07-20", unit: "West", score: 0},
  ];
}

describe.current.tags("desktop");
defineMailModels();
defineModels([Score]);

async function mountGraph(fieldsOfRow) {
  const view = await mountView({
    type: "graph",
    resModel: "crm.policy.score",
    arch: `<graph type="line" stacked="0" js_class="policy_score_graph">${fieldsOfRow}<field name="score" type="measure"/></graph>`,
  });
  return getChart(view).data;
}

test("months without a measurement are no zero", async () => {
  const data = await mountGraph(`<field name="date" interval="month"/>`);
  expect(data.labels).toEqual(["January 2026", "April 2026", "July 2026"]);
  expect(data.datasets[0].data).toEqual([150, 90, 85]);
});

test("a line goes on where the other one alone was measured", async () => {
  const data = await mountGraph(
    `<field name="date" interval="month"/><field name="unit"/>`
  );
  const [east, west] = data.datasets;
  expect(east.data).toEqual([80, 90, 85]);
  expect(west.data).toEqual([70, null, 0]);
  expect(west.spanGaps).toBe(true);
});
