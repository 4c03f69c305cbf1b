/* Copyright 2026 Customer Policy Suite contributors
 * License AGPL-3.0 or later (https://www.gnu.org/licenses/agpl). */

import {FloatField, floatField} from "@web/views/fields/float/float_field";
import {_t} from "@web/core/l10n/translation";
import {registry} from "@web/core/registry";

/** Points of what is answered or judged; nothing before that, which is not 0. */
export class JudgedScoreField extends FloatField {
  get formattedValue() {
    const {state} = this.props.record.data;
    return state === "answered" ? super.formattedValue : "";
  }
}

export const judgedScoreField = {
  ...floatField,
  component: JudgedScoreField,
  displayName: _t("Points"),
  supportedTypes: ["float"],
  fieldDependencies: [{name: "state", type: "selection"}],
};

registry.category("fields").add("satisfaction_points", judgedScoreField);
