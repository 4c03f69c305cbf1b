/* Copyright 2026 Customer Policy Suite contributors
 * License AGPL-3.0 or later (https://www.gnu.org/licenses/agpl). */

import {Component} from "@odoo/owl";
import {_t} from "@web/core/l10n/translation";
import {registry} from "@web/core/registry";
import {standardFieldProps} from "@web/views/fields/standard_field_props";

/** The levels of an answer as buttons, the best first, and "not applicable". */
export class LevelChoiceField extends Component {
  static template = "crm_satisfaction.LevelChoiceField";
  static props = {...standardFieldProps};

  get choices() {
    return this.props.record.data.level_choices || [];
  }

  get chosen() {
    const level = this.props.record.data[this.props.name];
    return level && level.id;
  }

  get isNotApplicable() {
    return this.props.record.data.state === "na";
  }

  /** A second click on the same takes the answer back. */
  choose(choice) {
    const isSame = this.chosen === choice.id;
    return this.props.record.update({
      [this.props.name]: isSame ? false : {id: choice.id, display_name: choice.name},
      state: isSame ? "empty" : "answered",
    });
  }

  chooseNotApplicable() {
    return this.props.record.update({
      [this.props.name]: false,
      state: this.isNotApplicable ? "empty" : "na",
    });
  }
}

export const levelChoiceField = {
  component: LevelChoiceField,
  displayName: _t("Levels"),
  supportedTypes: ["many2one"],
  fieldDependencies: [
    {name: "level_choices", type: "json"},
    {name: "state", type: "selection"},
  ],
  extractProps: (fieldInfo, dynamicInfo) => ({readonly: dynamicInfo.readonly}),
};

registry.category("fields").add("satisfaction_level", levelChoiceField);
