/* Copyright 2026 Customer Policy Suite contributors
 * License AGPL-3.0 or later (https://www.gnu.org/licenses/agpl). */

import {Component} from "@odoo/owl";
import {_t} from "@web/core/l10n/translation";
import {registry} from "@web/core/registry";
import {standardFieldProps} from "@web/views/fields/standard_field_props";
import {useService} from "@web/core/utils/hooks";

/** Headline figures beside those of the period before, and tables with bars. */
export class AllocationDashboardField extends Component {
  static template = "crm_allocation.DashboardField";
  static props = {...standardFieldProps};

  setup() {
    this.action = useService("action");
  }

  get figures() {
    return this.props.record.data[this.props.name] || {cards: [], groups: []};
  }

  /** Whatever is shown opens the records that it was counted from. */
  open(action) {
    this.action.doAction(action);
  }
}

registry.category("fields").add("allocation_dashboard", {
  component: AllocationDashboardField,
  displayName: _t("Effect of Allocation"),
  supportedTypes: ["json"],
});
