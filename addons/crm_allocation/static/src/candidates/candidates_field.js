/* Copyright 2026 Customer Policy Suite contributors
 * License AGPL-3.0 or later (https://www.gnu.org/licenses/agpl). */

import {Component, useState} from "@odoo/owl";
import {_t} from "@web/core/l10n/translation";
import {registry} from "@web/core/registry";
import {standardFieldProps} from "@web/views/fields/standard_field_props";

const SHOWN = 20;

/** Everybody who stood in the line of an allocation decision, with the verdict. */
export class AllocationCandidatesField extends Component {
  static template = "crm_allocation.CandidatesField";
  static props = {...standardFieldProps};

  setup() {
    this.state = useState({isOpen: false});
  }

  get all() {
    return this.props.record.data[this.props.name] || [];
  }

  get shown() {
    return this.state.isOpen ? this.all : this.all.slice(0, SHOWN);
  }

  get more() {
    const hidden = this.all.length - this.shown.length;
    return hidden ? _t("Show %s more people", hidden) : "";
  }

  getTone(row) {
    const tones = {chosen: "text-bg-success", waiting: "text-bg-light"};
    return tones[row.verdict] || "text-bg-warning";
  }

  getLoad(row) {
    return row.capacity ? `${row.owned} / ${row.capacity}` : `${row.owned}`;
  }
}

export const allocationCandidatesField = {
  component: AllocationCandidatesField,
  displayName: _t("People in the Line"),
  supportedTypes: ["json"],
};

registry.category("fields").add("allocation_candidates", allocationCandidatesField);
