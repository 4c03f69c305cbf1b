/* Copyright 2026 Customer Policy Suite contributors
 * License AGPL-3.0 or later (https://www.gnu.org/licenses/agpl). */

import {RelationalModel} from "@web/model/relational_model/relational_model";

/** Tells of each change before the server is asked: without network it is undone. */
class DraftRecord extends RelationalModel.Record {
  async _update(changes, options) {
    this.model.hooks.onWillUpdateRecord(this, changes);
    return super._update(changes, options);
  }
}

export class DraftModel extends RelationalModel {
  static Record = DraftRecord;
}
