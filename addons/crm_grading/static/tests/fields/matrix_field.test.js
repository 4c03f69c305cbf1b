/* Copyright 2026 Customer Policy Suite contributors
 * License AGPL-3.0 or later (https://www.gnu.org/licenses/agpl). */

import {
  contains,
  defineModels,
  fields,
  mockService,
  models,
  mountView,
  onRpc,
} from "@web/../tests/web_test_helpers";
import {expect, test} from "@odoo/hoot";
import {defineMailModels} from "@mail/../tests/mail_test_helpers";
import {queryAllTexts} from "@odoo/hoot-dom";

const matrix = {
  values: [
    {id: 1, name: "A"},
    {id: 2, name: "B"},
  ],
  potentials: [
    {id: 3, name: "High"},
    {id: 4, name: "Low"},
  ],
  counted: true,
  cells: {
    "1,3": {grade: "A", color: 10, strategy: "Grow", count: 12},
    "1,4": {grade: "B", color: 4, strategy: "", count: 0},
    "2,3": {grade: "B", color: 4, strategy: "Invest", count: 3},
  },
};

class Round extends models.Model {
  _name = "crm.grading.round";

  matrix = fields.Json();

  _records = [
    {id: 1, matrix},
    {id: 2, matrix: {...matrix, counted: false}},
    {id: 3, matrix: false},
  ];
}

defineMailModels();
defineModels([Round]);

const mountMatrix = (resId) =>
  mountView({
    type: "form",
    resModel: "crm.grading.round",
    resId,
    arch: `<form><field name="matrix" widget="grading_matrix"/></form>`,
  });

test("each cell shows its grade, its customers and its strategy", async () => {
  await mountMatrix(1);
  expect(".o_grading_matrix_cell").toHaveCount(4);
  expect(queryAllTexts(".o_grading_matrix_cell button")).toEqual(["12", "0", "3", "0"]);
  expect("[data-cell='A/High'] .badge").toHaveText("A");
  expect("[data-cell='A/High']").toHaveText(/Grow/);
});

test("a click opens the customers of the cell", async () => {
  mockService("action", {
    doAction: (action) => expect.step(action.name),
  });
  onRpc("action_open_cell", ({args}) => {
    expect(args).toEqual([[1], 2, 3]);
    return {name: "customers of B/High"};
  });
  await mountMatrix(1);
  await contains("[data-cell='B/High'] button").click();
  expect.verifySteps(["customers of B/High"]);
  expect("[data-cell='A/Low'] button").not.toBeEnabled();
});

test("a scheme shows the matrix without customers", async () => {
  await mountMatrix(2);
  expect(".o_grading_matrix_cell button").toHaveCount(0);
  expect(".o_grading_matrix_cell .badge").toHaveCount(3);
});

test("without a matrix there is nothing to see", async () => {
  await mountMatrix(3);
  expect(".o_grading_matrix").toHaveCount(0);
});
