/* Copyright 2026 Customer Policy Suite contributors
 * License AGPL-3.0 or later (https://www.gnu.org/licenses/agpl). */

import {beforeEach, describe, expect, mockDate, test} from "@odoo/hoot";
import {
  clickSave,
  contains,
  defineModels,
  fields,
  models,
  mountView,
  onRpc,
  serverState,
} from "@web/../tests/web_test_helpers";
import {animationFrame} from "@odoo/hoot-mock";
import {browser} from "@web/core/browser/browser";
import {defineMailModels} from "@mail/../tests/mail_test_helpers";

class Visit extends models.Model {
  _name = "crm.visit";

  customer_needs = fields.Text();
  summary = fields.Text();
  place = fields.Char();
  is_closed = fields.Boolean();

  _records = [
    {id: 1, customer_needs: "A second supplier", summary: "", place: ""},
    {id: 2, customer_needs: "", summary: "", place: "", is_closed: true},
  ];
}

describe.current.tags("desktop");
defineMailModels();
defineModels([Visit]);
beforeEach(() => mockDate("2026-06-15 14:03:00"));

const SAVE = "/web/dataset/call_kw/crm.visit/web_save";

const mountForm = async (resId) => {
  await mountView({
    type: "form",
    resModel: "crm.visit",
    resId,
    arch: `
            <form js_class="crm_visit_form">
                <field name="is_closed" invisible="1" />
                <field name="customer_needs" readonly="is_closed" />
                <field name="summary" readonly="is_closed" />
                <field name="place" />
            </form>`,
  });
  // What is kept shows with the rendering after.
  await animationFrame();
};

const field = (name) => `.o_field_widget[name=${name}] :is(input, textarea)`;
const draftKeys = () =>
  Object.keys(browser.localStorage).filter((key) => key.startsWith("crm_visits.draft"));
const keepDraft = (userId, resId, values, at = Date.now()) =>
  browser.localStorage.setItem(
    ["crm_visits.draft", serverState.db, userId, "crm.visit", resId].join(":"),
    JSON.stringify({at, values})
  );

test("VIS-01 what was typed survives a network that drops", async () => {
  expect.errors(1);
  onRpc(
    SAVE,
    () => {
      throw new Error("no network");
    },
    {pure: true}
  );
  await mountForm(1);
  await contains(field("summary")).edit("Ordered 20 t", {confirm: "blur"});
  await clickSave();
  await animationFrame();
  expect.verifyErrors([/couldn't be established/]);
  expect(".o_notification:contains(kept on this device)").toHaveCount(1);
  expect(field("summary")).toHaveValue("Ordered 20 t");
  expect(draftKeys()).toHaveLength(1);
});

test("VIS-01 it is offered back when the form opens again", async () => {
  keepDraft(serverState.userId, 1, {summary: "Ordered 20 t", place: "Gate 3"});
  await mountForm(1);
  expect(".o_visit_draft strong").toHaveText(
    /You typed this at \d+:03\sPM and it was not saved/
  );
  expect(".o_visit_draft dt").toHaveCount(2);
  await contains(".o_visit_draft_restore").click();
  expect(".o_visit_draft").toHaveCount(0);
  expect(field("summary")).toHaveValue("Ordered 20 t");
  expect(field("place")).toHaveValue("Gate 3");
  expect(draftKeys()).toHaveLength(1);
  await clickSave();
  expect(draftKeys()).toHaveLength(0);
});

test("VIS-01 it says when restoring replaces something", async () => {
  keepDraft(serverState.userId, 1, {customer_needs: "A third supplier"});
  await mountForm(1);
  expect(".o_visit_draft p").toHaveText(/replaces what these fields say now/);
  expect(field("customer_needs")).toHaveValue("A second supplier");
});

test("a draft is discarded for good", async () => {
  keepDraft(serverState.userId, 1, {summary: "Wrong customer"});
  await mountForm(1);
  await contains(".o_visit_draft_discard").click();
  expect(".o_visit_draft").toHaveCount(0);
  expect(field("summary")).toHaveValue("");
  expect(draftKeys()).toHaveLength(0);
});

test("nothing of another user shows", async () => {
  keepDraft(serverState.userId + 1, 1, {summary: "A colleague's words"});
  await mountForm(1);
  expect(".o_visit_draft").toHaveCount(0);
  await contains(field("summary")).edit("Mine");
  expect(draftKeys()).toHaveLength(2);
  await clickSave();
  expect(draftKeys()).toHaveLength(1);
});

test("a draft that the server has by now goes silently", async () => {
  keepDraft(serverState.userId, 1, {customer_needs: "A second supplier"});
  await mountForm(1);
  expect(".o_visit_draft").toHaveCount(0);
  expect(draftKeys()).toHaveLength(0);
});

test("a closed form shows what was typed, without restoring it", async () => {
  keepDraft(serverState.userId, 2, {summary: "Typed on the other phone"});
  await mountForm(2);
  expect(".o_visit_draft dd").toHaveText(
    "Typed on the other phone (can no longer be restored)"
  );
  expect(".o_visit_draft_restore").toHaveCount(0);
  expect(".o_visit_draft_discard").toHaveCount(1);
});

test("a draft is too old after a week", async () => {
  const old = Date.now() - 8 * 24 * 60 * 60 * 1000;
  keepDraft(serverState.userId + 1, 7, {summary: "Long ago"}, old);
  await mountForm(1);
  expect(draftKeys()).toHaveLength(0);
});

test("a new visit keeps its draft until it is created", async () => {
  await mountForm(false);
  await contains(field("summary")).edit("First contact");
  expect(draftKeys()).toHaveLength(1);
  expect(draftKeys()[0]).toMatch(/:new$/);
  await clickSave();
  expect(draftKeys()).toHaveLength(0);
});

test("text that is typed back to what it was is no draft", async () => {
  await mountForm(1);
  await contains(field("customer_needs")).edit("Other");
  expect(draftKeys()).toHaveLength(1);
  await contains(field("customer_needs")).edit("A second supplier");
  expect(draftKeys()).toHaveLength(0);
});
