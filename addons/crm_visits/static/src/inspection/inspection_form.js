/* Copyright 2026 Customer Policy Suite contributors
 * License AGPL-3.0 or later (https://www.gnu.org/licenses/agpl). */

import {FormController} from "@web/views/form/form_controller";
import {_t} from "@web/core/l10n/translation";
import {formView} from "@web/views/form/form_view";
import {registry} from "@web/core/registry";
import {useService} from "@web/core/utils/hooks";

const DECISIONS = ["action_pass", "action_send_back"];

/**
 * The reading screen of visit forms: after each decision the next form of the list
 * opens in place, so that the pager goes on where the reader is (VIS-03).
 */
export class InspectionFormController extends FormController {
  setup() {
    super.setup();
    this.orm = useService("orm");
    this.notification = useService("notification");
  }

  async afterExecuteActionButton(clickParams) {
    await super.afterExecuteActionButton(clickParams);
    // also called when the step was refused: then the form still waits
    const isDecided =
      DECISIONS.includes(clickParams.name) && this.model.root.data.state !== "waiting";
    if (isDecided || clickParams.name === "action_skip") {
      await this.openNext();
    }
  }

  async openNext() {
    const {resId, resIds} = this.model.root;
    const next = await this.orm.call("crm.visit.inspection", "find_next", [
      resIds,
      resId,
    ]);
    if (next) {
      await this.model.load({
        resId: next,
        resIds: resIds.includes(next) ? resIds : [...resIds, next],
      });
    } else {
      this.notification.add(_t("That was the last form to read here."), {
        type: "success",
      });
      this.env.config.historyBack();
    }
  }
}

registry.category("views").add("crm_visit_inspection_form", {
  ...formView,
  Controller: InspectionFormController,
});
