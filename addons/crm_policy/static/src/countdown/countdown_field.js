/* Copyright 2026 Customer Policy Suite contributors
 * License AGPL-3.0 or later (https://www.gnu.org/licenses/agpl). */

import {Component, onMounted, onWillUnmount, useState} from "@odoo/owl";
import {_t} from "@web/core/l10n/translation";
import {browser} from "@web/core/browser/browser";
import {registry} from "@web/core/registry";
import {standardFieldProps} from "@web/views/fields/standard_field_props";

const {DateTime} = luxon;
const DAY = 24 * 60 * 60;
// Less than this is shown as a warning
const SOON = 3 * 60;

/** Seconds as the face of a clock: 09:59, 1:00:00. */
export function formatSeconds(seconds) {
  const parts = [Math.floor(seconds / 60) % 60, seconds % 60].map((part) =>
    String(part).padStart(2, "0")
  );
  const hours = Math.floor(seconds / 3600);
  return (hours ? [hours, ...parts] : parts).join(":");
}

/**
 * The time until a moment, ticking; red when it is over.
 *
 * Where working time counts, a widget of its own says how many seconds are left.
 */
export class CountdownField extends Component {
  static template = "crm_policy.CountdownField";
  static props = {...standardFieldProps, startField: {type: String, optional: true}};
  // Milliseconds between two ticks
  static tick = 1000;

  setup() {
    this.state = useState({now: DateTime.now()});
    onMounted(() => {
      this.timer = browser.setInterval(() => {
        this.state.now = DateTime.now();
      }, this.constructor.tick);
    });
    onWillUnmount(() => browser.clearInterval(this.timer));
  }

  get due() {
    return this.props.record.data[this.props.name];
  }

  /** The clock starts later: out of working hours. */
  get start() {
    const start = this.props.record.data[this.props.startField];
    return start && start > this.state.now ? start : null;
  }

  /** Short: the hour alone for today. */
  format(moment) {
    const isToday = moment.hasSame(this.state.now, "day");
    return moment.toLocaleString(
      isToday ? DateTime.TIME_SIMPLE : DateTime.DATETIME_SHORT
    );
  }

  /** What is shown when the mouse rests on it. */
  get title() {
    return this.due.toLocaleString(DateTime.DATETIME_MED);
  }

  get seconds() {
    return Math.ceil(this.due.diff(this.state.now, "seconds").seconds);
  }

  get text() {
    if (this.start) {
      return _t("starts %s", this.format(this.start));
    }
    if (Math.abs(this.seconds) >= DAY) {
      return this.format(this.due);
    }
    return this.seconds < 0
      ? _t("over by %s", formatSeconds(-this.seconds))
      : formatSeconds(this.seconds);
  }

  get color() {
    if (this.start) {
      return "text-muted";
    }
    if (this.seconds < 0) {
      return "text-danger";
    }
    return this.seconds < SOON ? "text-warning" : "text-success";
  }
}

export const countdownField = {
  component: CountdownField,
  displayName: _t("Countdown"),
  supportedTypes: ["datetime"],
  extractProps: ({options}) => ({startField: options.start_field}),
  fieldDependencies: ({options}) =>
    options.start_field
      ? [{name: options.start_field, type: "datetime", readonly: true}]
      : [],
};

registry.category("fields").add("policy_countdown", countdownField);
