/* Copyright 2026 Customer Policy Suite contributors
 * License AGPL-3.0 or later (https://www.gnu.org/licenses/agpl). */

import {browser} from "@web/core/browser/browser";
import {session} from "@web/session";
import {user} from "@web/core/user";

const PREFIX = "crm_visits.draft";
/** What nobody came back for leaves the device after these days. */
const DAYS_KEPT = 7;
const DAY = 24 * 60 * 60 * 1000;

/**
 * What a person entered into a record and that is not saved yet.
 *
 * It stays in this browser, under the person's name: another user of the same device
 * does not see it.
 */
export class DraftStore {
  constructor(resModel, resId) {
    this.key = [PREFIX, session.db, user.userId, resModel, resId || "new"].join(":");
  }

  /** @returns {{at: Number, values: Object}|null} when (ms), and value by field: as the
   * server writes it; of a list its new and changed lines */
  read() {
    try {
      const draft = JSON.parse(browser.localStorage.getItem(this.key));
      return draft?.values ? draft : null;
    } catch {
      return null;
    }
  }

  /** Keeps a value, together with the others of the record. */
  keep(fieldName, value) {
    this.write({...this.read()?.values, [fieldName]: value});
  }

  /** Forgets the value of a field: it is what the server has. */
  drop(fieldName) {
    const values = {...this.read()?.values};
    if (fieldName in values) {
      delete values[fieldName];
      this.write(values);
    }
  }

  clear() {
    browser.localStorage.removeItem(this.key);
  }

  write(values) {
    if (Object.keys(values).length === 0) {
      this.clear();
      return;
    }
    const draft = JSON.stringify({at: Date.now(), values});
    try {
      browser.localStorage.setItem(this.key, draft);
    } catch {
      // A full storage must not stop the typing.
    }
  }
}

/** Forgets drafts of whomever that are too old to be of use. */
export function purgeDrafts() {
  const keys = Object.keys(browser.localStorage).filter((key) =>
    key.startsWith(`${PREFIX}:`)
  );
  for (const key of keys) {
    let at = 0;
    try {
      at = JSON.parse(browser.localStorage.getItem(key)).at;
    } catch {
      at = 0;
    }
    if (!(Date.now() - at < DAYS_KEPT * DAY)) {
      browser.localStorage.removeItem(key);
    }
  }
}
