/* Copyright 2026 Customer Policy Suite contributors
 * License AGPL-3.0 or later (https://www.gnu.org/licenses/agpl). */

import {defineModels, fields, models, mountView} from "@web/../tests/web_test_helpers";
import {expect, test} from "@odoo/hoot";
import {defineMailModels} from "@mail/../tests/mail_test_helpers";

class Result extends models.Model {
  _name = "crm.grading.result";

  history = fields.Json();

  _records = [
    {
      id: 1,
      history: [
        {date: "2026-03-31", score: 68.5, grade: "C"},
        {date: "2026-06-30", score: 74.29, grade: "B"},
      ],
    },
    {id: 2, history: [{date: "2026-06-30", score: 74.29, grade: "B"}]},
    {id: 3, history: []},
  ];
}

defineMailModels();
defineModels([Result]);

const mountHistory = (resId) =>
  mountView({
    type: "form",
    resModel: "crm.grading.result",
    resId,
    arch: `<form><field name="history" widget="grading_history"/></form>`,
  });

test("the scores are a line, told in words as well", async () => {
  await mountHistory(1);
  expect(".o_grading_history canvas").toHaveAttribute(
    "aria-label",
    "03/31/2026: 68.5 (C), 06/30/2026: 74.29 (B)"
  );
});

test("one score is no line yet", async () => {
  await mountHistory(2);
  expect(".o_grading_history").toHaveCount(0);
  expect(".o_field_grading_history").toHaveText(
    /First grade in effect:\s*06\/30\/2026: 74.29 \(B\)/
  );
});

test("no grade has taken effect", async () => {
  await mountHistory(3);
  expect(".o_field_grading_history").toHaveText("No grade has taken effect yet.");
});
