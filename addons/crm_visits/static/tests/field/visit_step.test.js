/* Copyright 2026 Customer Policy Suite contributors
 * License AGPL-3.0 or later (https://www.gnu.org/licenses/agpl). */

import {
  contains,
  defineModels,
  fields,
  models,
  mountView,
  onRpc,
  patchWithCleanup,
} from "@web/../tests/web_test_helpers";
import {describe, expect, test} from "@odoo/hoot";
import {ANSWER_TIME} from "@crm_visits/position/position";
import {advanceTime} from "@odoo/hoot-mock";
import {browser} from "@web/core/browser/browser";
import {defineMailModels} from "@mail/../tests/mail_test_helpers";

class Visit extends models.Model {
  _name = "crm.visit";

  place = fields.Char();
  state = fields.Selection({
    selection: [
      ["planned", "Planned"],
      ["in_progress", "In Progress"],
      ["done", "Done"],
    ],
  });
  date_end = fields.Datetime();
  is_position_asked = fields.Boolean();
  start_distance = fields.Char();
  end_distance = fields.Char();

  _records = [
    {id: 1, state: "planned", is_position_asked: true},
    {id: 2, state: "planned", is_position_asked: false},
    {id: 3, state: "in_progress", is_position_asked: true},
    {id: 4, state: "done", is_position_asked: true},
  ];

  action_start(ids) {
    const start_distance = "120 m from the customer's address";
    this.write(ids, {state: "in_progress", start_distance});
    return true;
  }

  action_end(ids) {
    this.write(ids, {date_end: "2026-06-15 06:30:00"});
    return true;
  }
}

describe.current.tags("desktop");
defineMailModels();
defineModels([Visit]);

const HERE = {latitude: 31.2304, longitude: 121.4737, accuracy: 18};
const BUTTON = ".o_visit_step";

/** A browser that answers, refuses (with a code), or never says anything. */
function mockPosition(answer) {
  const geolocation = {
    getCurrentPosition(onSuccess, onError) {
      expect.step("asked");
      if (answer?.code) {
        onError(answer);
      } else if (answer) {
        onSuccess({coords: answer});
      }
    },
  };
  patchWithCleanup(browser, {navigator: {...browser.navigator, geolocation}});
}

function stepPositions() {
  onRpc("crm.visit", "action_start", ({kwargs}) => {
    expect.step(kwargs.position);
  });
  onRpc("crm.visit", "action_end", ({kwargs}) => {
    expect.step(kwargs.position);
  });
}

async function mountForm(resId) {
  stepPositions();
  await mountView({
    type: "form",
    resModel: "crm.visit",
    resId,
    arch: `
            <form>
                <widget name="crm_visit_step" />
                <field name="place" />
            </form>`,
  });
}

test("VIS-02 one tap starts the visit, with the position", async () => {
  mockPosition(HERE);
  await mountForm(1);
  expect(BUTTON).toHaveText("Start Visit");
  await contains(BUTTON).click();
  expect.verifySteps(["asked", HERE]);
  expect(".o_notification:last").toHaveText(/120 m from the customer's address/);
  expect(BUTTON).toHaveText("End Visit");
});

test("VIS-02 one tap ends it, and no further one is offered", async () => {
  mockPosition(HERE);
  await mountForm(3);
  await contains(BUTTON).click();
  expect.verifySteps(["asked", HERE]);
  expect(BUTTON).toHaveCount(0);
});

test("a refused position does not stop the visit, and says so", async () => {
  mockPosition({code: 1});
  await mountForm(1);
  await contains(BUTTON).click();
  expect.verifySteps(["asked", null]);
  expect(".o_notification:first").toHaveText(/refused; the visit goes on without it/);
  expect(BUTTON).toHaveText("End Visit");
});

test("a device that does not know where it is does not stop the visit", async () => {
  mockPosition({code: 2});
  await mountForm(1);
  await contains(BUTTON).click();
  expect.verifySteps(["asked", null]);
  expect(".o_notification:first").toHaveText(/does not know its position/);
});

test("a question that nobody answers does not stop the visit", async () => {
  mockPosition(null);
  await mountForm(1);
  await contains(BUTTON).click();
  expect(BUTTON).not.toBeEnabled();
  await advanceTime(ANSWER_TIME);
  expect.verifySteps(["asked", null]);
  expect(".o_notification:first").toHaveText(/not find its position in time/);
  expect(BUTTON).toBeEnabled();
});

test("a browser without positions does not stop the visit", async () => {
  patchWithCleanup(browser, {
    navigator: {...browser.navigator, geolocation: undefined},
  });
  await mountForm(1);
  await contains(BUTTON).click();
  expect.verifySteps([null]);
});

test("the position is not asked where the company does not want it", async () => {
  mockPosition(HERE);
  await mountForm(2);
  await contains(BUTTON).click();
  expect.verifySteps([null]);
});

test("what was typed is saved before the visit starts", async () => {
  mockPosition(HERE);
  onRpc("crm.visit", "web_save", ({args}) => {
    expect.step(args[1]);
  });
  await mountForm(1);
  await contains(".o_field_widget[name=place] input").edit("Gate 3", {confirm: false});
  await contains(BUTTON).click();
  expect.verifySteps([{place: "Gate 3"}, "asked", HERE]);
});

test("a visit that is over offers no step", async () => {
  await mountForm(4);
  expect(BUTTON).toHaveCount(0);
});

test("VIS-02 the card of the day starts the visit as well", async () => {
  mockPosition(HERE);
  stepPositions();
  await mountView({
    type: "kanban",
    resModel: "crm.visit",
    domain: [["id", "=", 1]],
    arch: `
            <kanban>
                <templates>
                    <t t-name="card">
                        <field name="place" />
                        <widget name="crm_visit_step" />
                    </t>
                </templates>
            </kanban>`,
  });
  await contains(BUTTON).click();
  expect.verifySteps(["asked", HERE]);
  expect(BUTTON).toHaveText("End Visit");
});
