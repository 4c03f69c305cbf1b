/* Copyright 2026 Customer Policy Suite contributors
 * License AGPL-3.0 or later (https://www.gnu.org/licenses/agpl). */

import {Component, useState} from "@odoo/owl";
import {_t} from "@web/core/l10n/translation";
import {askPosition} from "@crm_visits/position/position";
import {registry} from "@web/core/registry";
import {standardWidgetProps} from "@web/views/widgets/standard_widget_props";
import {useService} from "@web/core/utils/hooks";

/** One tap starts the visit, one tap ends it, with the position when it is asked for. */
export class VisitStep extends Component {
  static template = "crm_visits.VisitStep";
  static props = {...standardWidgetProps};

  setup() {
    this.orm = useService("orm");
    this.notification = useService("notification");
    this.state = useState({isBusy: false});
  }

  /** What the next tap does; nothing for a visit that is over. */
  get step() {
    const {state, date_end: end} = this.props.record.data;
    if (state === "planned") {
      return {
        method: "action_start",
        label: _t("Start Visit"),
        icon: "fa-play",
        distance: "start_distance",
      };
    }
    if (state === "in_progress" && !end) {
      return {
        method: "action_end",
        label: _t("End Visit"),
        icon: "fa-stop",
        distance: "end_distance",
      };
    }
    return null;
  }

  async onClick() {
    if (this.state.isBusy) {
      return;
    }
    this.state.isBusy = true;
    try {
      await this.take(this.step);
    } finally {
      this.state.isBusy = false;
    }
  }

  async take(step) {
    const {record} = this.props;
    const saved = await record.save();
    if (saved === false) {
      return;
    }
    const position = await this.getPosition();
    await this.orm.call(record.resModel, step.method, [[record.resId]], {position});
    await record.load();
    const distance = record.data[step.distance];
    if (distance) {
      this.notification.add(distance, {type: "info"});
    }
  }

  async getPosition() {
    if (!this.props.record.data.is_position_asked) {
      return null;
    }
    const {position, problem} = await askPosition();
    if (problem) {
      this.notification.add(problem, {type: "warning"});
    }
    return position;
  }
}

export const visitStep = {
  component: VisitStep,
  fieldDependencies: [
    {name: "state", type: "selection"},
    {name: "date_end", type: "datetime"},
    {name: "is_position_asked", type: "boolean", readonly: true},
    {name: "start_distance", type: "char", readonly: true},
    {name: "end_distance", type: "char", readonly: true},
  ],
};

registry.category("view_widgets").add("crm_visit_step", visitStep);
