/* Copyright 2026 Customer Policy Suite contributors
 * License AGPL-3.0 or later (https://www.gnu.org/licenses/agpl). */

import {ListRenderer} from "@web/views/list/list_renderer";
import {computeAggregatedValue} from "@web/views/utils";
import {listView} from "@web/views/list/list_view";
import {registry} from "@web/core/registry";

/** A figure that a row does not show is not known: it is no zero in the mean. */
export class KnownListRenderer extends ListRenderer {
  computeAggregates() {
    const aggregates = super.computeAggregates();
    const {isGrouped, records, selection} = this.props.list;
    if (isGrouped && !selection.length) {
      // The server leaves them out
      return aggregates;
    }
    const rows = selection.length ? selection : records;
    for (const column of this.columns) {
      if (column.name in aggregates && column.attrs.avg && column.invisible) {
        const known = rows.filter((row) => !this.evalInvisible(column.invisible, row));
        aggregates[column.name] = this.getMean(column, known);
      }
    }
    return aggregates;
  }

  getMean({attrs, name, widget}, rows) {
    const mean = computeAggregatedValue(
      rows.map((row) => row.data[name]),
      "avg"
    );
    const formatters = registry.category("formatters");
    const format = formatters.get(widget, formatters.get(this.fields[name].type));
    return {
      help: attrs.avg,
      value: rows.length ? format(mean) : "",
      rawValue: rows.length ? mean : 0,
    };
  }
}

export const knownListView = {...listView, Renderer: KnownListRenderer};

registry.category("views").add("policy_known_list", knownListView);
