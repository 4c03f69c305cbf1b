/* Copyright 2026 Customer Policy Suite contributors
 * License AGPL-3.0 or later (https://www.gnu.org/licenses/agpl). */

import {Component} from "@odoo/owl";
import {_t} from "@web/core/l10n/translation";
import {formatFloat} from "@web/views/fields/formatters";
import {registry} from "@web/core/registry";
import {standardFieldProps} from "@web/views/fields/standard_field_props";
import {useService} from "@web/core/utils/hooks";

/** A score with all that it was made of; each line opens where it comes from. */
export class SatisfactionScoreSheetField extends Component {
  static template = "crm_satisfaction.ScoreSheetField";
  static props = {...standardFieldProps};

  setup() {
    this.action = useService("action");
  }

  get sheet() {
    return this.props.record.data[this.props.name];
  }

  /** Sections of the factor set are named once. */
  showsSection(factor, index) {
    const before = index && this.sheet.factors[index - 1];
    return factor.section && (!before || before.section !== factor.section);
  }

  number(value) {
    return value === null || value === undefined
      ? "—"
      : formatFloat(value, {digits: [16, 2], trailingZeros: false});
  }

  percent(value) {
    return value === null || value === undefined
      ? "—"
      : `${this.number(100 * value)} %`;
  }

  open(line) {
    return this.action.doAction({
      type: "ir.actions.act_window",
      name: line.name,
      res_model: line.open.model,
      domain: line.open.domain,
      views: [
        [false, "list"],
        [false, "form"],
      ],
    });
  }
}

export const satisfactionScoreSheetField = {
  component: SatisfactionScoreSheetField,
  displayName: _t("Score Sheet"),
  supportedTypes: ["json"],
};

registry
  .category("fields")
  .add("satisfaction_score_sheet", satisfactionScoreSheetField);
