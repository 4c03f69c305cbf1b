/* Copyright 2026 Customer Policy Suite contributors
 * License AGPL-3.0 or later (https://www.gnu.org/licenses/agpl). */

import {Component} from "@odoo/owl";
import {_t} from "@web/core/l10n/translation";
import {formatFloat} from "@web/views/fields/formatters";
import {registry} from "@web/core/registry";
import {standardFieldProps} from "@web/views/fields/standard_field_props";

/**
 * The total of a scheme's weights, green at 100 %, and the share of each dimension.
 *
 * Reads the indicators of the form, so that it follows each change before it is saved.
 */
export class GradingWeightsField extends Component {
  static template = "crm_grading.WeightsField";
  static props = {...standardFieldProps};

  get total() {
    return Math.round(this.props.record.data[this.props.name] * 100) / 100;
  }

  get difference() {
    return Math.round((this.total - 100) * 100) / 100;
  }

  get warning() {
    const sign = this.difference > 0 ? "+" : "−";
    return _t(
      "%(difference)s: this scheme grades once its weights total 100 percent.",
      {
        difference: `${sign}${this.number(Math.abs(this.difference))} %`,
      }
    );
  }

  get dimensions() {
    const dimensions = new Map();
    for (const {data} of this.props.record.data.line_ids.records) {
      const name = data.dimension_id ? data.dimension_id.display_name : "";
      dimensions.set(name, (dimensions.get(name) || 0) + data.weight);
    }
    return [...dimensions]
      .map(([name, weight], index) => ({name, weight, index}))
      .filter((dimension) => dimension.weight);
  }

  number(value) {
    return formatFloat(value, {digits: [16, 2], trailingZeros: false});
  }
}

export const gradingWeightsField = {
  component: GradingWeightsField,
  displayName: _t("Weights by Dimension"),
  supportedTypes: ["float"],
  fieldDependencies: [{name: "line_ids", type: "one2many"}],
};

registry.category("fields").add("grading_weights", gradingWeightsField);
