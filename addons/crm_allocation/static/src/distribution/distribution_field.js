/* Copyright 2026 Customer Policy Suite contributors
 * License AGPL-3.0 or later (https://www.gnu.org/licenses/agpl). */

import {Component} from "@odoo/owl";
import {_t} from "@web/core/l10n/translation";
import {formatInteger} from "@web/views/fields/formatters";
import {registry} from "@web/core/registry";
import {standardFieldProps} from "@web/views/fields/standard_field_props";

/** Customers of each person then and by the rules, a pair of bars a person. */
export class AllocationDistributionField extends Component {
  static template = "crm_allocation.DistributionField";
  static props = {...standardFieldProps};

  get people() {
    const people = this.props.record.data[this.props.name] || [];
    const most = Math.max(1, ...people.flatMap((row) => [row.before, row.after]));
    return people.map((row) => ({
      ...row,
      sides: [
        {key: "before", label: _t("then"), tone: "bg-dark opacity-50"},
        {key: "after", label: _t("by the rules"), tone: "bg-primary"},
      ].map((side) => ({
        ...side,
        text: formatInteger(row[side.key]),
        width: (row[side.key] * 100) / most,
      })),
    }));
  }
}

export const allocationDistributionField = {
  component: AllocationDistributionField,
  displayName: _t("Customers by Person"),
  supportedTypes: ["json"],
};

registry.category("fields").add("allocation_distribution", allocationDistributionField);
