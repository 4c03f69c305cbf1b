/* Copyright 2026 Customer Policy Suite contributors
 * License AGPL-3.0 or later (https://www.gnu.org/licenses/agpl). */

import {defineModels, fields, models, mountView} from "@web/../tests/web_test_helpers";
import {expect, test} from "@odoo/hoot";
import {defineMailModels} from "@mail/../tests/mail_test_helpers";
import {queryAllTexts} from "@odoo/hoot-dom";

const LINE = {
  weight: 30,
  raw: 0,
  raw_text: "no data",
  points: null,
  contribution: false,
  source: "",
  is_fallback: false,
  parts: "",
  missing: "skip",
  rule: "",
  next_band: null,
  next_grade: false,
  lost_grade: false,
};

const SHEET = {
  scored: true,
  score: 74.29,
  coverage: 70,
  grade: "B",
  next_grade: {code: "A", lower: 85, lacking: 10.71},
  own_grade: {code: "B", lower: 70, above: 4.29, losable: true},
  lines: [
    {
      ...LINE,
      code: "purchase_amount",
      name: "Annual Purchase Amount",
      dimension: "Value",
      weight: 60,
      raw: 240000,
      raw_text: "240,000 ¥",
      points: 70,
      contribution: 42,
      next_band: {raw_text: "400,000 ¥", points: 80},
      next_grade: "800,000 ¥",
      lost_grade: "199,999.99 ¥",
    },
    {
      ...LINE,
      code: "customer_growth",
      name: "Business Growth",
      dimension: "Value",
      weight: 10,
      raw: 30,
      raw_text: "30 %",
      points: 100,
      contribution: 10,
      is_fallback: true,
      source: "Growth of its purchases",
      parts: "this period 130 · period before 100",
    },
    {...LINE, code: "credit_rating", name: "Credit Rating", dimension: "Credit"},
  ],
};

class Result extends models.Model {
  _name = "crm.grading.result";

  score_sheet = fields.Json();

  _records = [
    {id: 1, score_sheet: SHEET},
    {
      id: 2,
      score_sheet: {
        ...SHEET,
        scored: false,
        score: 0,
        grade: "",
        next_grade: null,
        lines: [
          {...SHEET.lines[0], next_grade: false},
          {...SHEET.lines[2], missing: "block"},
        ],
      },
    },
    {id: 3, score_sheet: {...SHEET, lines: []}},
    {id: 4, score_sheet: false},
  ];
}

defineMailModels();
defineModels([Result]);

const mountSheet = (resId) =>
  mountView({
    type: "form",
    resModel: "crm.grading.result",
    resId,
    arch: `<form><field name="score_sheet" widget="grading_score_sheet"/></form>`,
  });
const line = (code) => `.o_grading_score_sheet_line[data-code=${code}]`;

test("the summary says score, grade and what is lacking to the next", async () => {
  await mountSheet(1);
  expect(".o_grading_score_sheet_summary").toHaveText(
    /Score 74.29 of 100: grade B.\s*10.71 more to grade A, which begins at 85.\s*4.29 above the bound of grade B./
  );
});

test("indicators stand by dimension with its part of the score", async () => {
  await mountSheet(1);
  expect(queryAllTexts(".o_grading_score_sheet_dimension > strong")).toEqual([
    "Value",
    "52",
    "Credit",
    "0",
  ]);
  expect(".o_grading_score_sheet_line").toHaveCount(3);
});

test("a line shows figure, points, weight and the ways up and down", async () => {
  await mountSheet(1);
  expect(line("purchase_amount")).toHaveText(/240,000 ¥/);
  expect(`${line("purchase_amount")} .progress-bar`).toHaveStyle("width: 70%", {
    inline: true,
  });
  expect(line("purchase_amount")).toHaveText(/from 400,000 ¥:\s*80 points/);
  expect(line("purchase_amount")).toHaveText(/grade A by this alone:\s*800,000 ¥/);
  expect(line("purchase_amount")).toHaveText(/lost by this alone at:\s*199,999.99 ¥/);
  expect(`${line("purchase_amount")} .o_grading_score_sheet_contribution`).toHaveText(
    /42/
  );
});

test("a figure used instead is named, with what is behind it", async () => {
  await mountSheet(1);
  expect(line("customer_growth")).toHaveText(/instead: Growth of its purchases/);
  expect(line("customer_growth")).toHaveText(/this period 130 · period before 100/);
});

test("missing data is said plainly, and how the score comes about", async () => {
  await mountSheet(1);
  expect(line("credit_rating")).toHaveText(/no data/);
  expect(line("credit_rating")).toHaveText(/not counted; the others weigh more/);
  expect(`${line("credit_rating")} .progress`).toHaveCount(0);
  expect(".o_grading_score_sheet").toHaveText(/52\s*÷\s*70 % =\s*74.29/);
});

test("without a score there is no summary, but the reason", async () => {
  await mountSheet(2);
  expect(".o_grading_score_sheet_summary").toHaveCount(0);
  expect(line("credit_rating")).toHaveText(/without it there is no grade/);
});

test("no figures at all", async () => {
  await mountSheet(3);
  expect(".o_field_grading_score_sheet").toHaveText("No figures.");
});

test("no score sheet", async () => {
  await mountSheet(4);
  expect(".o_field_grading_score_sheet").toHaveText("No figures.");
});
