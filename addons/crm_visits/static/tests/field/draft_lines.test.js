/* Copyright 2026 Customer Policy Suite contributors
 * License AGPL-3.0 or later (https://www.gnu.org/licenses/agpl). */

import {beforeEach, describe, destroy, expect, mockDate, test} from "@odoo/hoot";
import {
  clickSave,
  contains,
  defineModels,
  editSelectMenu,
  fields,
  models,
  mountView,
  onRpc,
  serverState,
} from "@web/../tests/web_test_helpers";
import {animationFrame} from "@odoo/hoot-mock";
import {browser} from "@web/core/browser/browser";
import {defineMailModels} from "@mail/../tests/mail_test_helpers";

class Competitor extends models.Model {
  _name = "crm.visit.competitor";

  name = fields.Char();

  _records = [
    {id: 1, name: "Rival Ltd"},
    {id: 2, name: "Other Ltd"},
  ];
}

class Competition extends models.Model {
  _name = "crm.visit.competition";

  visit_id = fields.Many2one({relation: "crm.visit"});
  competitor_id = fields.Many2one({relation: "crm.visit.competitor"});
  note = fields.Char();
  is_new = fields.Boolean();
  date = fields.Date();
  origin = fields.Char({default: "visit"});

  _records = [{id: 7, visit_id: 1, competitor_id: 1, note: "Cheaper"}];
}

class Visit extends models.Model {
  _name = "crm.visit";

  outcome = fields.Selection({
    selection: [
      ["forward", "Step Forward"],
      ["none", "No Change"],
    ],
  });
  next_date = fields.Date();
  no_competitor = fields.Boolean();
  guests = fields.Integer();
  is_closed = fields.Boolean();
  competition_ids = fields.One2many({
    relation: "crm.visit.competition",
    relation_field: "visit_id",
  });

  _records = [{id: 1, outcome: "none", competition_ids: [7]}];
}

describe.current.tags("desktop");
defineMailModels();
defineModels([Competitor, Competition, Visit]);
beforeEach(() => mockDate("2026-06-15 14:03:00"));

const SAVE = "/web/dataset/call_kw/crm.visit/web_save";
const KEY = () =>
  `crm_visits.draft:${serverState.db}:${serverState.userId}:crm.visit:1`;
const getDraft = () => JSON.parse(browser.localStorage.getItem(KEY()))?.values;
const keepDraft = (values) =>
  browser.localStorage.setItem(KEY(), JSON.stringify({at: Date.now(), values}));

const mountForm = async () => {
  const form = await mountView({
    type: "form",
    resModel: "crm.visit",
    resId: 1,
    arch: `
            <form js_class="crm_visit_form">
                <field name="is_closed" invisible="1" />
                <field name="outcome" readonly="is_closed" />
                <field name="next_date" />
                <field name="no_competitor" />
                <field name="guests" />
                <field name="competition_ids" readonly="is_closed">
                    <list editable="bottom">
                        <field name="competitor_id" />
                        <field name="note" />
                        <field name="is_new" />
                        <field name="date" />
                        <field name="origin" />
                    </list>
                </field>
            </form>`,
  });
  // What is kept shows with the rendering after.
  await animationFrame();
  return form;
};

const field = (name) => `.o_field_widget[name=${name}] input`;
const cell = (row, name) => `.o_data_row:eq(${row}) .o_data_cell[name=${name}]`;
const dropNetwork = () =>
  onRpc(
    SAVE,
    () => {
      throw new Error("no network");
    },
    {pure: true}
  );

test("VIS-01 a competitor, an outcome and a date survive a lost network", async () => {
  expect.errors(1);
  dropNetwork();
  const form = await mountForm();
  await editSelectMenu(field("outcome"), {value: "Step Forward"});
  await contains(field("next_date")).edit("07/01/2026", {confirm: "enter"});
  await contains(field("guests")).edit("3", {confirm: "blur"});
  await contains(`${field("no_competitor")}:not(:checked)`).click();
  await contains(cell(0, "note")).click();
  await contains(`${cell(0, "note")} input`).edit("Cheaper by 5 %", {confirm: "blur"});
  await contains(".o_field_x2many_list_row_add a").click();
  await contains(".o_data_row:eq(1).o_selected_row").click();
  await contains(`${cell(1, "competitor_id")} input`).click();
  await contains(".o-autocomplete--dropdown-item:contains(Other Ltd)").click();
  await contains(`${cell(1, "note")} input`).edit("Delivers faster", {confirm: "blur"});
  await clickSave();
  await animationFrame();
  expect.verifyErrors([/couldn't be established/]);
  expect(".o_notification:contains(kept on this device)").toHaveCount(1);
  expect(".o_visit_draft").toHaveCount(0, {message: "the form still has it"});

  destroy(form);
  await mountForm();
  expect(cell(1, "note")).toHaveCount(0);
  expect(".o_visit_draft dd").toHaveCount(6);
  expect(".o_visit_draft dd:contains(Step Forward)").toHaveCount(1);
  expect(".o_visit_draft dd:contains(Other Ltd · Delivers faster)").toHaveCount(1);
  await contains(".o_visit_draft_restore").click();
  await animationFrame();
  expect(".o_visit_draft").toHaveCount(0);
  expect(field("outcome")).toHaveValue("Step Forward");
  expect(".o_field_widget[name=next_date]").toHaveText(/Jul 1/);
  expect(field("guests")).toHaveValue("3");
  expect(field("no_competitor")).toBeChecked();
  expect(".o_data_row").toHaveCount(2);
  expect(cell(0, "note")).toHaveText("Cheaper by 5 %");
  expect(cell(1, "competitor_id")).toHaveText("Other Ltd");
  expect(cell(1, "note")).toHaveText("Delivers faster");
  expect(cell(1, "origin")).toHaveText("visit", {message: "defaults are given"});
});

test("VIS-01 lines that are put back are saved, then forgotten", async () => {
  onRpc("crm.visit", "web_save", ({args}) => {
    expect.step(args[1].competition_ids.map(([code, , values]) => [code, values]));
  });
  keepDraft({
    competition_ids: [
      {id: 7, values: {is_new: true, date: "2026-07-01"}},
      {id: false, values: {competitor_id: {id: 2, display_name: "Other Ltd"}}},
    ],
  });
  await mountForm();
  await contains(".o_visit_draft_restore").click();
  expect(getDraft().competition_ids).toHaveLength(2);
  await clickSave();
  expect.verifySteps([
    [
      [1, {is_new: true, date: "2026-07-01"}],
      [0, {competitor_id: 2, note: false, is_new: false, date: false, origin: "visit"}],
    ],
  ]);
  expect(getDraft()).toBe(undefined);
  expect(".o_data_row").toHaveCount(2);
});

test("VIS-01 the notice names a line that was deleted meanwhile", async () => {
  keepDraft({
    outcome: "forward",
    competition_ids: [{id: 99, values: {note: "Of a line that is gone"}}],
  });
  await mountForm();
  expect(".o_visit_draft dd:contains(gone) em").toHaveText(/can no longer be restored/);
  await contains(".o_visit_draft_restore").click();
  expect(field("outcome")).toHaveValue("Step Forward");
  expect(".o_data_row").toHaveCount(1);
});

test("lines that the server has by now are not offered", async () => {
  keepDraft({
    competition_ids: [
      {id: 7, values: {note: "Cheaper"}},
      {id: false, values: {competitor_id: {id: 1}, note: "Cheaper"}},
    ],
  });
  await mountForm();
  expect(".o_visit_draft").toHaveCount(0);
  expect(getDraft()).toBe(undefined);
});

test("a line on offer stays kept while another is written", async () => {
  keepDraft({competition_ids: [{id: false, values: {note: "First"}}]});
  await mountForm();
  await contains(".o_field_x2many_list_row_add a").click();
  await contains(`${cell(1, "note")} input`).edit("Second", {confirm: "blur"});
  expect(getDraft().competition_ids.map(({values}) => values.note)).toEqual([
    "First",
    "Second",
  ]);
});

test("a discarded draft of lines does not come back", async () => {
  keepDraft({outcome: "forward", competition_ids: [{id: 7, values: {note: "No"}}]});
  const form = await mountForm();
  await contains(".o_visit_draft_discard").click();
  destroy(form);
  await mountForm();
  expect(".o_visit_draft").toHaveCount(0);
  expect(cell(0, "note")).toHaveText("Cheaper");
});

test("changes that are discarded in the form are no draft", async () => {
  await mountForm();
  await contains(cell(0, "note")).click();
  await contains(`${cell(0, "note")} input`).edit("Other", {confirm: "blur"});
  expect(getDraft().competition_ids).toHaveLength(1);
  await contains(".o_form_button_cancel").click();
  expect(getDraft()).toBe(undefined);
});
