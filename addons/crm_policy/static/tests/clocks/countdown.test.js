/* Copyright 2026 Customer Policy Suite contributors
 * License AGPL-3.0 or later (https://www.gnu.org/licenses/agpl). */

import {advanceTime, animationFrame, mockDate} from "@odoo/hoot-mock";
import {defineModels, fields, models, mountView} from "@web/../tests/web_test_helpers";
import {describe, expect, test} from "@odoo/hoot";
import {defineMailModels} from "@mail/../tests/mail_test_helpers";
import {formatSeconds} from "@crm_policy/countdown/countdown_field";
import {queryOne} from "@odoo/hoot-dom";

class Clock extends models.Model {
  _name = "crm.policy.clock";

  due_at = fields.Datetime();
  starts_at = fields.Datetime();

  _records = [
    {id: 1, due_at: "2026-07-01 01:10:00", starts_at: "2026-07-01 01:00:00"},
    {id: 2, due_at: false, starts_at: "2026-07-01 01:00:00"},
    {id: 3, due_at: "2026-07-01 23:10:00", starts_at: "2026-07-01 23:00:00"},
    {id: 4, due_at: "2026-07-03 01:00:00", starts_at: "2026-07-01 01:00:00"},
  ];
}

describe.current.tags("desktop");
defineMailModels();
defineModels([Clock]);

const CLOCK = ".o_policy_countdown";

async function mountForm(resId, now) {
  mockDate(now, 0);
  await mountView({
    type: "form",
    resModel: "crm.policy.clock",
    resId,
    arch: `<form><field name="due_at" widget="policy_countdown" options="{'start_field': 'starts_at'}" readonly="1"/></form>`,
  });
}

test("seconds are shown as on the face of a clock", () => {
  expect(formatSeconds(0)).toBe("00:00");
  expect(formatSeconds(599)).toBe("09:59");
  expect(formatSeconds(3600)).toBe("1:00:00");
});

test("it ticks, warns, and turns red when the time is over", async () => {
  await mountForm(1, "2026-07-01 01:06:00");
  // time goes on while the form is mounted
  expect(CLOCK).toHaveText(/^(04:00|03:[345]\d)$/);
  expect(queryOne(CLOCK)).toHaveClass("text-success");
  await advanceTime(90000);
  await animationFrame();
  expect(CLOCK).toHaveText(/^02:\d\d$/);
  expect(queryOne(CLOCK)).toHaveClass("text-warning");
  await advanceTime(180000);
  await animationFrame();
  expect(CLOCK).toHaveText(/^over by (00:[345]\d|01:\d\d)$/);
  expect(queryOne(CLOCK)).toHaveClass("text-danger");
});

test("nothing is due", async () => {
  await mountForm(2, "2026-07-01 01:06:00");
  expect(CLOCK).toHaveCount(0);
});

test("out of hours it says when the clock starts", async () => {
  await mountForm(3, "2026-07-01 10:00:00");
  expect(CLOCK).toHaveText(/^starts 11:00/);
  expect(queryOne(CLOCK)).toHaveClass("text-muted");
});

test("far away it is a date", async () => {
  await mountForm(4, "2026-07-01 00:59:00");
  await advanceTime(1000);
  await animationFrame();
  expect(CLOCK).toHaveText(/^(starts|7\/3\/2026)/);
});
