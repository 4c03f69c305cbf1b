/* Copyright 2026 Customer Policy Suite contributors
 * License AGPL-3.0 or later (https://www.gnu.org/licenses/agpl). */

import {defineModels, fields, models, mountView} from "@web/../tests/web_test_helpers";
import {expect, test} from "@odoo/hoot";
import {defineMailModels} from "@mail/../tests/mail_test_helpers";
import {queryAllTexts} from "@odoo/hoot-dom";

class Round extends models.Model {
  _name = "crm.grading.round";

  distribution = fields.Json();

  _records = [
    {
      id: 1,
      distribution: [
        {id: 1, code: "A", name: "Strategic", color: 10, before: 20, after: 25},
        {id: 2, code: "B", name: "Important", color: 4, before: 40, after: 35},
        {id: 3, code: "C", name: "General", color: 3, before: 5, after: 5},
      ],
    },
    {id: 2, distribution: false},
  ];
}

defineMailModels();
defineModels([Round]);

const mountDistribution = (resId) =>
  mountView({
    type: "form",
    resModel: "crm.grading.round",
    resId,
    arch: `<form><field name="distribution" widget="grading_distribution"/></form>`,
  });

test("each grade shows its customers before and in the round", async () => {
  await mountDistribution(1);
  expect(".o_grading_distribution_grade").toHaveCount(3);
  expect(queryAllTexts("[data-side=before]")).toEqual(["20", "40", "5"]);
  expect(queryAllTexts("[data-side=after]")).toEqual(["25", "35", "5"]);
  expect(queryAllTexts(".o_grading_distribution_difference")).toEqual([
    "+5",
    "−5",
    "±0",
  ]);
});

test("the longest bar stands for the largest grade", async () => {
  await mountDistribution(1);
  expect("[data-grade=B] .o_grading_bar_before").toHaveStyle("width: 100%", {
    inline: true,
  });
  expect("[data-grade=A] .o_grading_bar_before").toHaveStyle("width: 50%", {
    inline: true,
  });
});

test("a round without results shows no bars", async () => {
  await mountDistribution(2);
  expect(".o_grading_distribution").toHaveCount(1);
  expect(".o_grading_distribution_grade").toHaveCount(0);
});
