/* Copyright 2026 Customer Policy Suite contributors
 * License AGPL-3.0 or later (https://www.gnu.org/licenses/agpl). */

import {Component} from "@odoo/owl";
import {_t} from "@web/core/l10n/translation";
import {formatInteger} from "@web/views/fields/formatters";
import {registry} from "@web/core/registry";
import {standardFieldProps} from "@web/views/fields/standard_field_props";
import {useService} from "@web/core/utils/hooks";

/** Value by potential: each cell with its grade and, in a round, its customers. */
export class GradingMatrixField extends Component {
  static template = "crm_grading.MatrixField";
  static props = {...standardFieldProps};

  setup() {
    this.orm = useService("orm");
    this.action = useService("action");
  }

  get matrix() {
    return this.props.record.data[this.props.name];
  }

  cell(value, potential) {
    return this.matrix.cells[`${value.id},${potential.id}`] || {};
  }

  count(cell) {
    return formatInteger(cell.count || 0);
  }

  label(value, potential) {
    const cell = this.cell(value, potential);
    return _t("Value %(value)s, potential %(potential)s: %(count)s customers", {
      value: value.name,
      potential: potential.name,
      count: this.count(cell),
    });
  }

  /** Opens the customers of a cell; a cell without customers opens nothing. */
  async open(value, potential) {
    if (!this.cell(value, potential).count) {
      return;
    }
    const {resModel, resId} = this.props.record;
    const action = await this.orm.call(resModel, "action_open_cell", [
      [resId],
      value.id,
      potential.id,
    ]);
    await this.action.doAction(action);
  }
}

export const gradingMatrixField = {
  component: GradingMatrixField,
  displayName: _t("Value × Potential"),
  supportedTypes: ["json"],
};

registry.category("fields").add("grading_matrix", gradingMatrixField);
