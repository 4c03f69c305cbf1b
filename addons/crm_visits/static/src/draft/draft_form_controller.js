/* Copyright 2026 Customer Policy Suite contributors
 * License AGPL-3.0 or later (https://www.gnu.org/licenses/agpl). */

import {DraftStore, purgeDrafts} from "@crm_visits/draft/draft_store";
import {useBus, useService} from "@web/core/utils/hooks";
import {useEffect, useState} from "@odoo/owl";
import {ConnectionLostError, rpcBus} from "@web/core/network/rpc";
import {FormController} from "@web/views/form/form_controller";
import {_t} from "@web/core/l10n/translation";
import {formView} from "@web/views/form/form_view";
import {registry} from "@web/core/registry";

const {DateTime} = luxon;

const TEXT_TYPES = ["char", "text"];

/**
 * A form that keeps what was typed when the network drops.
 *
 * Each keystroke in a text field goes into the browser's storage; it leaves it when the
 * server has the text. What is left there when the form opens again is offered back.
 */
export class DraftFormController extends FormController {
  static template = "crm_visits.DraftFormView";

  setup() {
    super.setup();
    purgeDrafts();
    this.notification = useService("notification");
    this.isLossTold = false;
    this.draft = useState({at: null, texts: [], overwrites: false});
    useEffect(
      () => this.showDraft(),
      // A record that was created or turned to has another draft.
      () => [this.model.root.id, this.model.root.resId]
    );
    useEffect(
      (root) => {
        const onInput = (event) => this.onInput(event);
        root?.addEventListener("input", onInput);
        return () => root?.removeEventListener("input", onInput);
      },
      () => [this.rootRef.el]
    );
    useBus(rpcBus, "RPC:RESPONSE", ({detail}) => this.onResponse(detail));
  }

  get store() {
    const {resModel, resId} = this.model.root;
    return new DraftStore(resModel, resId);
  }

  isKept(fieldName) {
    const {fields, activeFields} = this.model.root;
    return fieldName in activeFields && TEXT_TYPES.includes(fields[fieldName].type);
  }

  /** What the server had when the record was read. */
  getSavedText(fieldName) {
    return this.model.root._values[fieldName] || "";
  }

  onInput({target}) {
    const widget = target.closest(".o_field_widget[name]");
    const fieldName = widget?.getAttribute("name");
    // Lines of a list have texts of their own; theirs are saved with the record.
    if (!widget || widget.parentElement.closest(".o_field_x2many")) {
      return;
    }
    if (!this.isKept(fieldName)) {
      return;
    }
    if (target.value === this.getSavedText(fieldName)) {
      this.store.drop(fieldName);
    } else {
      this.store.keep(fieldName, target.value);
    }
  }

  /** Without connection, says that nothing is lost, and shows what the form dropped. */
  onResponse({error, settings}) {
    const isLost = error instanceof ConnectionLostError && !settings.silent;
    if (!isLost || !this.store.read()) {
      return;
    }
    if (!this.isLossTold) {
      this.isLossTold = true;
      this.notification.add(
        _t("No connection. What you typed is kept on this device until it is saved."),
        {type: "warning"}
      );
    }
    this.showDraft();
  }

  /** Offers what is kept and differs from what the record says. */
  showDraft() {
    const {root} = this.model;
    const kept = this.store.read();
    const texts = Object.entries(kept?.texts || {})
      .filter(([name, text]) => this.isKept(name) && text !== (root.data[name] || ""))
      .map(([name, text]) => ({
        name,
        text,
        label: root.activeFields[name].string || root.fields[name].string,
      }));
    if (kept && !texts.length && !root.dirty) {
      this.store.clear();
    }
    this.draft.at = kept?.at;
    this.draft.texts = texts;
    this.draft.overwrites = texts.some(({name}) => this.getSavedText(name));
  }

  get draftTitle() {
    const at = DateTime.fromMillis(this.draft.at);
    const today = at.hasSame(DateTime.now(), "day");
    const format = today ? DateTime.TIME_SIMPLE : DateTime.DATETIME_SHORT;
    return _t("You typed this at %(time)s and it was not saved:", {
      time: at.toLocaleString(format),
    });
  }

  /** A closed form takes no text any more; it still shows what was typed. */
  get canRestore() {
    const {root} = this.model;
    return this.draft.texts.every(({name}) => !root._isReadonly(name));
  }

  async restoreDraft() {
    const changes = this.draft.texts.map(({name, text}) => [name, text]);
    this.draft.texts = [];
    await this.model.root.update(Object.fromEntries(changes));
  }

  forgetDraft() {
    this.store.clear();
    this.draft.texts = [];
  }

  async onRecordSaved(record, changes) {
    await super.onRecordSaved(record, changes);
    if (record === this.model.root) {
      this.isLossTold = false;
      new DraftStore(record.resModel, false).clear();
      this.forgetDraft();
    }
  }

  async discard() {
    this.forgetDraft();
    return super.discard();
  }
}

registry.category("views").add("crm_visit_form", {
  ...formView,
  Controller: DraftFormController,
});
