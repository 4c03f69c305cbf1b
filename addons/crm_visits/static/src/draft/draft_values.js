/* Copyright 2026 Customer Policy Suite contributors
 * License AGPL-3.0 or later (https://www.gnu.org/licenses/agpl). */

import {serializeDate, serializeDateTime} from "@web/core/l10n/dates";
import {Operation} from "@web/model/relational_model/operation";
import {_t} from "@web/core/l10n/translation";
import {parseServerValue} from "@web/model/relational_model/utils";
import {registry} from "@web/core/registry";
import {x2ManyCommands} from "@web/core/orm_service";

const KEPT_TYPES = [
  "boolean",
  "char",
  "date",
  "datetime",
  "float",
  "integer",
  "many2one",
  "selection",
  "text",
];

/** Whether a value of the field can be kept. */
export function isKept(record, fieldName) {
  return (
    fieldName in record.activeFields &&
    KEPT_TYPES.includes(record.fields[fieldName].type)
  );
}

/** A value of a record, as it can be stored: like the server writes it. */
export function pack(record, fieldName, value) {
  const {type} = record.fields[fieldName];
  if (value instanceof Operation) {
    return value.compute(record.data[fieldName]);
  }
  if (type === "date") {
    return value && serializeDate(value);
  }
  if (type === "datetime") {
    return value && serializeDateTime(value);
  }
  if (type === "many2one") {
    return value && {id: value.id, display_name: value.display_name};
  }
  return value || (type === "char" || type === "text" ? "" : value);
}

/** The stored values, as a record takes them. */
export function unpack(record, values) {
  return Object.fromEntries(
    Object.entries(values).map(([name, value]) => [
      name,
      parseServerValue(record.fields[name], value),
    ])
  );
}

/** Whether two stored values are the same; a name alone may differ. */
export function isSame(one, other) {
  return (one?.id || one) === (other?.id || other);
}

/** Whether a record says all of the stored values already. */
export function says(record, values) {
  return Object.entries(values).every(
    ([name, value]) =>
      isKept(record, name) && isSame(value, pack(record, name, record.data[name]))
  );
}

/** A stored value in words. */
export function describe(field, value) {
  if (field?.type === "boolean") {
    return value ? _t("Yes") : _t("No");
  }
  const format = field && registry.category("formatters").get(field.type);
  return format
    ? format(parseServerValue(field, value), {field})
    : value?.display_name || String(value);
}

/**
 * The lines of a list that were added or changed and are not saved.
 *
 * @param {StaticList} list
 * @param {Record} [edited] the line that takes `changes` at this moment
 * @param {Object} [changes]
 * @returns {{id: Number|false, values: Object}[]} the changed values of each line
 */
export function getChangedLines(list, edited, changes) {
  const {CREATE, UPDATE} = x2ManyCommands;
  const ids = new Set(
    list._commands.filter(([code]) => [CREATE, UPDATE].includes(code)).map((c) => c[1])
  );
  if (edited) {
    ids.add(edited.resId || edited._virtualId);
  }
  return [...ids]
    .map((id) => list._cache[id])
    .filter(Boolean)
    .map((line) => {
      const values = {};
      const current = {...line._changes, ...(line.id === edited?.id && changes)};
      for (const [name, value] of Object.entries(current)) {
        if (!isKept(line, name) || name === list.handleField) {
          continue;
        }
        const packed = pack(line, name, value);
        if (!isSame(packed, pack(line, name, line._values[name]))) {
          values[name] = packed;
        }
      }
      return {id: line.resId, values};
    })
    .filter(({values}) => Object.keys(values).length);
}

/** Puts a stored line back: a new one is added, a known one is changed. */
export async function restoreLine(list, {id, values}) {
  if (id) {
    await list.applyCommands([x2ManyCommands.update(id, values)]);
    return;
  }
  // The server gives what was not typed, as in any new line.
  const line = await list.addNewRecord({mode: "readonly", position: "bottom"});
  await line.update(unpack(line, values));
}
