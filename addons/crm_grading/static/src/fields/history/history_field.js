/* Copyright 2026 Customer Policy Suite contributors
 * License AGPL-3.0 or later (https://www.gnu.org/licenses/agpl). */

/* global Chart */

import {Component, onWillStart, useEffect, useRef} from "@odoo/owl";
import {_t} from "@web/core/l10n/translation";
import {cookie} from "@web/core/browser/cookie";
import {deserializeDate, formatDate} from "@web/core/l10n/dates";
import {getColor} from "@web/core/colors/colors";
import {loadBundle} from "@web/core/assets";
import {registry} from "@web/core/registry";
import {standardFieldProps} from "@web/views/fields/standard_field_props";

/** The scores of a customer in the rounds that took effect, as a line. */
export class GradingHistoryField extends Component {
  static template = "crm_grading.HistoryField";
  static props = {...standardFieldProps};

  setup() {
    this.canvasRef = useRef("canvas");
    onWillStart(() => loadBundle("web.chartjs_lib"));
    useEffect(
      (canvas) => {
        if (!canvas) {
          return undefined;
        }
        const chart = new Chart(canvas, this.getChartConfig());
        return () => chart.destroy();
      },
      () => [this.canvasRef.el, JSON.stringify(this.entries)]
    );
  }

  get entries() {
    return this.props.record.data[this.props.name] || [];
  }

  /** The line in words, for people who do not see it. */
  get description() {
    return this.entries
      .map((entry) => `${this.formatDate(entry)}: ${entry.score} (${entry.grade})`)
      .join(", ");
  }

  get firstGrade() {
    return _t("First grade in effect: %(grade)s", {grade: this.description});
  }

  formatDate(entry) {
    return formatDate(deserializeDate(entry.date));
  }

  getChartConfig() {
    const entries = this.entries;
    const color = getColor(0, cookie.get("color_scheme"), "odoo");
    return {
      type: "line",
      data: {
        labels: entries.map((entry) => this.formatDate(entry)),
        datasets: [
          {
            label: _t("Score"),
            data: entries.map((entry) => entry.score),
            borderColor: color,
            backgroundColor: color,
            pointRadius: 4,
          },
        ],
      },
      options: {
        maintainAspectRatio: false,
        animation: false,
        plugins: {
          legend: {display: false},
          tooltip: {
            callbacks: {
              label: (item) =>
                `${item.formattedValue} · ${entries[item.dataIndex].grade}`,
            },
          },
        },
        scales: {y: {min: 0, max: 100}},
      },
    };
  }
}

export const gradingHistoryField = {
  component: GradingHistoryField,
  displayName: _t("Score History"),
  supportedTypes: ["json"],
};

registry.category("fields").add("grading_history", gradingHistoryField);
