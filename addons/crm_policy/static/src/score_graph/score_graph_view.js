/* Copyright 2026 Customer Policy Suite contributors
 * License AGPL-3.0 or later (https://www.gnu.org/licenses/agpl). */

import {GraphModel} from "@web/views/graph/graph_model";
import {GraphRenderer} from "@web/views/graph/graph_renderer";
import {graphView} from "@web/views/graph/graph_view";
import {registry} from "@web/core/registry";

/** Between two measurements there is no score, and not a score of zero. */
export class ScoreGraphModel extends GraphModel {
  load(searchParams) {
    const context = {fill_temporal: false, ...searchParams.context};
    return super.load({...searchParams, context});
  }

  /** Leave a gap on each line where nothing was measured. */
  _getData() {
    const data = super._getData(...arguments);
    if (this.metaData.mode === "line" && this.metaData.groupBy.length) {
      for (const dataset of data.datasets) {
        dataset.data = dataset.data.map((value, index) =>
          dataset.domains[index].length ? value : null
        );
      }
    }
    return data;
  }
}

/** A line goes on to the next measurement. */
export class ScoreGraphRenderer extends GraphRenderer {
  getLineChartData() {
    const data = super.getLineChartData();
    for (const dataset of data.datasets) {
      dataset.spanGaps = true;
    }
    return data;
  }
}

export const scoreGraphView = {
  ...graphView,
  Model: ScoreGraphModel,
  Renderer: ScoreGraphRenderer,
};

registry.category("views").add("policy_score_graph", scoreGraphView);
