/* Copyright 2026 Customer Policy Suite contributors
 * License AGPL-3.0 or later (https://www.gnu.org/licenses/agpl). */

import {Component} from "@odoo/owl";
import {_t} from "@web/core/l10n/translation";
import {formatInteger} from "@web/views/fields/formatters";
import {registry} from "@web/core/registry";
import {standardFieldProps} from "@web/views/fields/standard_field_props";

/** Customers by grade before and in a round, one pair of bars a grade. */
export class GradingDistributionField extends Component {
  static template = "crm_grading.DistributionField";
  static props = {...standardFieldProps};

  get grades() {
    const grades = this.props.record.data[this.props.name] || [];
    const most = Math.max(1, ...grades.flatMap((grade) => [grade.before, grade.after]));
    return grades.map((grade) => ({
      ...grade,
      beforeText: formatInteger(grade.before),
      afterText: formatInteger(grade.after),
      beforeWidth: (grade.before * 100) / most,
      afterWidth: (grade.after * 100) / most,
      difference: this.formatDifference(grade.after - grade.before),
    }));
  }

  get total() {
    const grades = this.props.record.data[this.props.name] || [];
    const sum = (side) => grades.reduce((count, grade) => count + grade[side], 0);
    return _t(
      "%(after)s customers graded in this round, %(before)s of them had a grade before.",
      {after: formatInteger(sum("after")), before: formatInteger(sum("before"))}
    );
  }

  /** Grades given before are not necessarily all graded again, and the reverse. */
  formatDifference(difference) {
    if (!difference) {
      return "±0";
    }
    return (difference > 0 ? "+" : "−") + formatInteger(Math.abs(difference));
  }
}

export const gradingDistributionField = {
  component: GradingDistributionField,
  displayName: _t("Customers by Grade"),
  supportedTypes: ["json"],
};

registry.category("fields").add("grading_distribution", gradingDistributionField);
