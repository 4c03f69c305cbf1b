/* Copyright 2026 Customer Policy Suite contributors
 * License AGPL-3.0 or later (https://www.gnu.org/licenses/agpl). */

import {CountdownField} from "@crm_policy/countdown/countdown_field";
import {_t} from "@web/core/l10n/translation";
import {deserializeDateTime} from "@web/core/l10n/dates";
import {registry} from "@web/core/registry";

const HOUR = 3600;

/**
 * Time left at a moment, of what was left before.
 *
 * @param {Object} clock as the server gives it: seconds left at a moment, and the
 *   stretches of work after it; without stretches all time counts
 * @param {DateTime} now
 * @returns {Number} seconds, negative when the time is over
 */
export function getLeft(clock, now) {
  const at = deserializeDateTime(clock.at);
  if (clock.paused || now <= at) {
    return clock.left;
  }
  const stretches = clock.stretches || [[clock.at, null]];
  const passed = stretches.map(([start, end]) => {
    const from = deserializeDateTime(start);
    const to = end ? deserializeDateTime(end) : now;
    return Math.max((to < now ? to : now).diff(from, "seconds").seconds, 0);
  });
  return clock.left - passed.reduce((sum, seconds) => sum + seconds, 0);
}

/** Seconds in words: hours and minutes, or days of as many hours as are worked. */
export function formatAmount(seconds, clock) {
  if (seconds >= clock.day) {
    const days = (seconds / clock.day).toFixed(1);
    return clock.stretches ? _t("%s working days", days) : _t("%s days", days);
  }
  const minutes = Math.floor(seconds / 60);
  const parts = {hours: Math.floor(minutes / 60), minutes: minutes % 60};
  return seconds >= HOUR
    ? _t("%(hours)s h %(minutes)s min", parts)
    : _t("%(minutes)s min", parts);
}

/** The time until the next deadline of a complaint, as it passes for its office. */
export class ComplaintCountdown extends CountdownField {
  static tick = 15000;

  get clock() {
    return this.props.record.data.next_countdown;
  }

  get due() {
    return this.clock && super.due;
  }

  get seconds() {
    return getLeft(this.clock, this.state.now);
  }

  get text() {
    const amount = formatAmount(Math.abs(this.seconds), this.clock);
    if (this.seconds < 0) {
      return _t("over by %s", amount);
    }
    return this.clock.paused ? _t("paused, %s left", amount) : _t("%s left", amount);
  }

  get color() {
    if (this.clock.paused) {
      return "text-muted";
    }
    if (this.seconds < 0) {
      return "text-danger";
    }
    return this.seconds <= this.clock.warn ? "text-warning" : "text-success";
  }
}

export const complaintCountdown = {
  component: ComplaintCountdown,
  displayName: _t("Time Left"),
  supportedTypes: ["datetime"],
  fieldDependencies: [{name: "next_countdown", type: "json", readonly: true}],
};

registry.category("fields").add("complaint_countdown", complaintCountdown);
