/* Copyright 2026 Customer Policy Suite contributors
 * License AGPL-3.0 or later (https://www.gnu.org/licenses/agpl). */

import {
  contains,
  defineModels,
  fields,
  models,
  mountView,
} from "@web/../tests/web_test_helpers";
import {describe, expect, test} from "@odoo/hoot";
import {defineMailModels} from "@mail/../tests/mail_test_helpers";

class Result extends models.Model {
  _name = "crm.policy.result";

  status = fields.Char();
  score = fields.Float();

  _records = [
    {id: 1, status: "graded", score: 80},
    {id: 2, status: "graded", score: 60},
    {id: 3, status: "excluded", score: 0},
  ];
}

describe.current.tags("desktop");
defineMailModels();
defineModels([Result]);

const mountList = () =>
  mountView({
    type: "list",
    resModel: "crm.policy.result",
    arch: `<list js_class="policy_known_list"><field name="status"/>
      <field name="score" avg="Average" invisible="status == 'excluded'"/></list>`,
  });

test("the mean leaves out rows without the figure", async () => {
  await mountList();
  expect("tfoot td.o_list_number").toHaveText("70.00");
});

test("so does the mean of chosen rows", async () => {
  await mountList();
  await contains(".o_data_row:nth-child(2) .o_list_record_selector input").click();
  await contains(".o_data_row:nth-child(3) .o_list_record_selector input").click();
  expect("tfoot td.o_list_number").toHaveText("60.00");
});

test("where no row knows it there is no mean", async () => {
  await mountList();
  await contains(".o_data_row:nth-child(3) .o_list_record_selector input").click();
  expect("tfoot td.o_list_number").toHaveText("");
});
