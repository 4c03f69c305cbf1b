/* Copyright 2026 Customer Policy Suite contributors
 * License AGPL-3.0 or later (https://www.gnu.org/licenses/agpl). */

import {DraftModel} from "@crm_visits/draft/draft_model";
import {DraftStore, purgeDrafts} from "@crm_visits/draft/draft_store";
import {useBus, useService} from "@web/core/utils/hooks";
import {useEffect, useState} from "@odoo/owl";
import {ConnectionLostError, rpcBus} from "@web/core/network/rpc";
import {
  describe,
  getChangedLines,
  isKept,
  isSame,
  pack,
  restoreLine,
  says,
  unpack,
} from "@crm_visits/draft/draft_values";
import {FormController} from "@web/views/form/form_controller";
import {_t} from "@web/core/l10n/translation";
import {formView} from "@web/views/form/form_view";
import {registry} from "@web/core/registry";

const {DateTime} = luxon;

/**
 * A form that keeps what was entered when the network drops.
 *
 * Each keystroke in a text field and each other change goes into the browser's storage;
 * it leaves it when the server has it. What is left there when the form opens again is
 * offered back.
 */
export class DraftFormController extends FormController {
  static template = "crm_visits.DraftFormView";

  setup() {
    super.setup();
    purgeDrafts();
    this.notification = useService("notification");
    this.isLossTold = false;
    this.isRestoring = false;
    this.draft = useState({at: null, items: []});
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

  get modelParams() {
    const params = super.modelParams;
    params.hooks.onWillUpdateRecord = this.onWillUpdateRecord.bind(this);
    return params;
  }

  get store() {
    const {resModel, resId} = this.model.root;
    return new DraftStore(resModel, resId);
  }

  isList(fieldName) {
    const {fields, activeFields} = this.model.root;
    return fieldName in activeFields && fields[fieldName].type === "one2many";
  }

  /** What the server had when the record was read. */
  getSavedValue(fieldName) {
    const {root} = this.model;
    return pack(root, fieldName, root._values[fieldName]);
  }

  keepValue(fieldName, value) {
    if (isSame(value, this.getSavedValue(fieldName))) {
      this.store.drop(fieldName);
    } else {
      this.store.keep(fieldName, value);
    }
  }

  /** Keeps the unsaved lines of a list, and those that are still on offer. */
  keepLines(fieldName, edited, changes) {
    const offered = this.draft.items
      .filter((item) => item.name === fieldName)
      .map(({line}) => line);
    const list = this.model.root.data[fieldName];
    const lines = [...offered, ...getChangedLines(list, edited, changes)];
    if (lines.length) {
      this.store.keep(fieldName, lines);
    } else {
      this.store.drop(fieldName);
    }
  }

  onInput({target}) {
    const widget = target.closest(".o_field_widget[name]");
    const fieldName = widget?.getAttribute("name");
    // Lines of a list have texts of their own, which are kept when they are left.
    if (!widget || widget.parentElement.closest(".o_field_x2many")) {
      return;
    }
    const {root} = this.model;
    const isText = ["char", "text"].includes(root.fields[fieldName]?.type);
    if (isText && isKept(root, fieldName)) {
      this.keepValue(fieldName, target.value);
    }
  }

  /** Keeps what is entered, before the server is asked what follows from it. */
  onWillUpdateRecord(record, changes) {
    const {root} = this.model;
    if (this.isRestoring) {
      return;
    }
    if (record._parentRecord?.id === root.id) {
      this.onWillUpdateLine(record, changes);
    } else if (record.id === root.id) {
      for (const [name, value] of Object.entries(changes)) {
        if (this.isList(name)) {
          this.keepLines(name);
        } else if (isKept(root, name)) {
          this.keepValue(name, pack(root, name, value));
        }
      }
    }
  }

  onWillUpdateLine(line, changes) {
    // A line in a dialog belongs to the visit when the dialog is confirmed.
    if (line._noUpdateParent) {
      return;
    }
    const {root} = this.model;
    const fieldName = Object.keys(root.activeFields).find(
      (name) =>
        this.isList(name) && root.data[name].records.some(({id}) => id === line.id)
    );
    if (fieldName) {
      this.keepLines(fieldName, line, changes);
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
    const items = Object.entries(kept?.values || {}).flatMap(([name, value]) => {
      if (this.isList(name)) {
        return this.getLineItems(name, value);
      }
      return isKept(root, name) ? this.getValueItems(name, value) : [];
    });
    if (kept && !items.length && !root.dirty) {
      this.store.clear();
    }
    this.draft.at = kept?.at;
    this.draft.items = items.map((item, key) => ({
      ...item,
      key,
      label: root.activeFields[item.name].string || root.fields[item.name].string,
    }));
  }

  getValueItems(name, value) {
    const {root} = this.model;
    if (says(root, {[name]: value})) {
      return [];
    }
    return [
      {
        name,
        value,
        text: describe(root.fields[name], value),
        // A closed form takes nothing any more; it still shows what was typed.
        canRestore: !root._isReadonly(name),
        overwrites: Boolean(this.getSavedValue(name)),
      },
    ];
  }

  getLineItems(name, lines) {
    const {root} = this.model;
    const list = root.data[name];
    return lines
      .filter(
        ({id, values}) =>
          !list.records.some((line) => (!id || line.resId === id) && says(line, values))
      )
      .map((line) => ({
        name,
        line,
        text: Object.entries(line.values)
          .map(([key, value]) => describe(list.fields[key], value))
          .join(" · "),
        // The line may be gone, or have been written in a dialog that knows more.
        canRestore:
          !root._isReadonly(name) &&
          (!line.id || list.currentIds.includes(line.id)) &&
          Object.keys(line.values).every((key) => key in list.activeFields),
        overwrites: Boolean(line.id),
      }));
  }

  get draftTitle() {
    const at = DateTime.fromMillis(this.draft.at);
    const today = at.hasSame(DateTime.now(), "day");
    const format = today ? DateTime.TIME_SIMPLE : DateTime.DATETIME_SHORT;
    return _t("You typed this at %(time)s and it was not saved:", {
      time: at.toLocaleString(format),
    });
  }

  get canRestore() {
    return this.draft.items.some((item) => item.canRestore);
  }

  get overwrites() {
    return this.draft.items.some((item) => item.canRestore && item.overwrites);
  }

  async restoreDraft() {
    const {root} = this.model;
    const items = this.draft.items.filter((item) => item.canRestore);
    const values = items
      .filter(({line}) => !line)
      .map(({name, value}) => [name, value]);
    this.draft.items = [];
    // What is put back stays kept, as it is, until the server has it.
    this.isRestoring = true;
    try {
      await root.update(unpack(root, Object.fromEntries(values)));
      for (const {name, line} of items.filter((item) => item.line)) {
        await restoreLine(root.data[name], line);
      }
    } finally {
      this.isRestoring = false;
    }
  }

  forgetDraft() {
    this.store.clear();
    this.draft.items = [];
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
    await super.discard();
    this.forgetDraft();
  }
}

registry.category("views").add("crm_visit_form", {
  ...formView,
  Controller: DraftFormController,
  Model: DraftModel,
});
