/* Copyright 2026 Customer Policy Suite contributors
 * License AGPL-3.0 or later (https://www.gnu.org/licenses/agpl). */

import {Component} from "@odoo/owl";
import {_t} from "@web/core/l10n/translation";
import {formatInteger} from "@web/views/fields/formatters";
import {registry} from "@web/core/registry";
import {standardFieldProps} from "@web/views/fields/standard_field_props";
import {useService} from "@web/core/utils/hooks";

const LINE_MODEL = "crm.allocation.summary.line";

/** A figure that opens exactly the records it was counted from. */
export class AllocationFigureField extends Component {
  static template = "crm_allocation.FigureField";
  static props = {...standardFieldProps};

  setup() {
    this.orm = useService("orm");
    this.action = useService("action");
  }

  get value() {
    return this.props.record.data[this.props.name];
  }

  get text() {
    return formatInteger(this.value);
  }

  async open() {
    const {resModel, resId} = this.props.record;
    const action = await this.orm.call(resModel, "action_open_figure", [
      [resId],
      this.props.name,
    ]);
    await this.action.doAction(action);
  }
}

registry.category("fields").add("allocation_figure", {
  component: AllocationFigureField,
  displayName: _t("Figure with its Records"),
  supportedTypes: ["integer"],
});

/** The same from a link in a mail, which names the line and the figure. */
registry
  .category("actions")
  .add("allocation_summary_figure", (env, action) =>
    env.services.orm.call(LINE_MODEL, "action_open_figure", [
      [Number(action.params.line)],
      action.params.figure,
    ])
  );
