/* Copyright 2026 Customer Policy Suite contributors
 * License AGPL-3.0 or later (https://www.gnu.org/licenses/agpl). */

import {
  contains,
  defineModels,
  fields,
  models,
  mountView,
} from "@web/../tests/web_test_helpers";
import {expect, test} from "@odoo/hoot";
import {defineMailModels} from "@mail/../tests/mail_test_helpers";
import {queryAllTexts} from "@odoo/hoot-dom";

class Dimension extends models.Model {
  _name = "crm.grading.dimension";

  name = fields.Char();

  _records = [
    {id: 1, name: "Value"},
    {id: 2, name: "Credit"},
  ];
}

class Line extends models.Model {
  _name = "crm.grading.scheme.line";

  dimension_id = fields.Many2one({relation: "crm.grading.dimension"});
  weight = fields.Float();

  _records = [
    {id: 1, dimension_id: 1, weight: 50},
    {id: 2, dimension_id: 1, weight: 20.5},
    {id: 3, dimension_id: 2, weight: 29.5},
  ];
}

class Scheme extends models.Model {
  _name = "crm.grading.scheme";

  weight_total = fields.Float();
  line_ids = fields.One2many({relation: "crm.grading.scheme.line"});

  _records = [
    {id: 1, weight_total: 100, line_ids: [1, 2, 3]},
    {id: 2, weight_total: 70.5, line_ids: [1, 2]},
  ];
}

defineMailModels();
defineModels([Dimension, Line, Scheme]);

const mountWeights = (resId) =>
  mountView({
    type: "form",
    resModel: "crm.grading.scheme",
    resId,
    arch: `
            <form>
                <field name="weight_total" widget="grading_weights"/>
                <field name="line_ids">
                    <list editable="bottom">
                        <field name="dimension_id"/>
                        <field name="weight"/>
                    </list>
                </field>
            </form>`,
  });

test("complete weights are green, by dimension", async () => {
  await mountWeights(1);
  expect(".o_grading_weights_total").toHaveClass("text-success");
  expect(".o_grading_weights_total").toHaveText(/100\s*%/);
  expect(queryAllTexts(".o_grading_weights_dimension strong")).toEqual([
    "70.5 %",
    "29.5 %",
  ]);
});

test("missing weight is red, with the difference", async () => {
  await mountWeights(2);
  expect(".o_grading_weights_total").toHaveClass("text-danger");
  expect(".o_grading_weights [role=status]").toHaveText(/−29.5\s*%/);
});

test("the shares follow a change before it is saved", async () => {
  await mountWeights(1);
  await contains(".o_data_row:eq(2) td[name=weight]").click();
  await contains(".o_selected_row td[name=weight] input").edit("10");
  expect(queryAllTexts(".o_grading_weights_dimension strong")).toEqual([
    "70.5 %",
    "10 %",
  ]);
});
