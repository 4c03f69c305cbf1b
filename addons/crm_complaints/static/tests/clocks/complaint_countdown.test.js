/* Copyright 2026 Customer Policy Suite contributors
 * License AGPL-3.0 or later (https://www.gnu.org/licenses/agpl). */

import {advanceTime, animationFrame, mockDate} from "@odoo/hoot-mock";
import {defineModels, fields, models, mountView} from "@web/../tests/web_test_helpers";
import {describe, expect, test} from "@odoo/hoot";
import {getLeft} from "@crm_complaints/countdown/complaint_countdown";
import {defineMailModels} from "@mail/../tests/mail_test_helpers";
import {deserializeDateTime} from "@web/core/l10n/dates";
import {queryOne} from "@odoo/hoot-dom";

// 9 to 12 and 13 to 18 in Shanghai
const CLOCK = {
  at: "2026-07-01 01:00:00",
  left: 5 * 3600,
  warn: 2 * 3600,
  day: 8 * 3600,
  paused: false,
  stretches: [
    ["2026-07-01 01:00:00", "2026-07-01 04:00:00"],
    ["2026-07-01 05:00:00", "2026-07-01 10:00:00"],
  ],
};
const DUE = "2026-07-01 07:00:00";

class Complaint extends models.Model {
  _name = "crm.complaint";

  next_due_on = fields.Datetime();
  next_countdown = fields.Json();

  _records = [
    {id: 1, next_due_on: DUE, next_countdown: CLOCK},
    {id: 2, next_due_on: DUE, next_countdown: {...CLOCK, paused: true}},
    {id: 3, next_due_on: false, next_countdown: false},
    {id: 4, next_due_on: DUE, next_countdown: {...CLOCK, left: 12 * 3600}},
    {
      id: 5,
      next_due_on: DUE,
      next_countdown: {
        ...CLOCK,
        left: -36 * 3600,
        day: 24 * 3600,
        stretches: null,
      },
    },
  ];
}

describe.current.tags("desktop");
defineMailModels();
defineModels([Complaint]);

const FACE = ".o_policy_countdown";

async function mountForm(resId, now) {
  mockDate(now, 0);
  await mountView({
    type: "form",
    resModel: "crm.complaint",
    resId,
    arch: `<form><field name="next_due_on" widget="complaint_countdown" readonly="1"/></form>`,
  });
}

test("only working time passes", () => {
  const left = (now, clock = CLOCK) => getLeft(clock, deserializeDateTime(now));
  expect(left("2026-07-01 00:00:00")).toBe(5 * 3600);
  expect(left("2026-07-01 02:30:00")).toBe(3.5 * 3600);
  // The lunch break
  expect(left("2026-07-01 04:30:00")).toBe(2 * 3600);
  expect(left("2026-07-01 08:00:00")).toBe(-3600);
  expect(left("2026-07-01 04:30:00", {...CLOCK, stretches: null})).toBe(1.5 * 3600);
});

test("amounts have units", async () => {
  await mountForm(4, "2026-07-01 01:00:00");
  expect(FACE).toHaveText("1.5 working days left");
});

test("round the clock days are days", async () => {
  await mountForm(5, "2026-07-01 01:00:00");
  expect(FACE).toHaveText("over by 1.5 days");
});

test("it ticks, warns, and turns red when the time is over", async () => {
  await mountForm(1, "2026-07-01 03:00:00");
  expect(FACE).toHaveText(/^(3 h 0|2 h 59) min left$/);
  expect(queryOne(FACE)).toHaveClass("text-success");
  await advanceTime(2.5 * 3600 * 1000);
  await animationFrame();
  expect(FACE).toHaveText(/^1 h (30|29) min left$/);
  expect(queryOne(FACE)).toHaveClass("text-warning");
  await advanceTime(2 * 3600 * 1000);
  await animationFrame();
  expect(FACE).toHaveText(/^over by (30|29|31) min$/);
  expect(queryOne(FACE)).toHaveClass("text-danger");
});

test("while the customer is waited for it stands still", async () => {
  await mountForm(2, "2026-07-01 09:00:00");
  expect(FACE).toHaveText("paused, 5 h 0 min left");
  expect(queryOne(FACE)).toHaveClass("text-muted");
});

test("nothing is due", async () => {
  await mountForm(3, "2026-07-01 09:00:00");
  expect(FACE).toHaveCount(0);
});
