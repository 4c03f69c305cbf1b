/* Copyright 2026 Customer Policy Suite contributors
 * License AGPL-3.0 or later (https://www.gnu.org/licenses/agpl). */

import {button, cell, row} from "@crm_grading/../tests/tours/grading_tour_utils";
import {registry} from "@web/core/registry";

registry.category("web_tour.tours").add("crm_grading_ways_up", {
  url: "/odoo/customers-by-grade",
  steps: () => [
    {
      content: "Open the menu of grading",
      trigger: ".o_menu_sections button:contains(Grading)",
      run: "click",
    },
    {
      content: "Look for the ways to the next grade",
      trigger: ".o-dropdown--menu a:contains(Ways to the Next Grade)",
      run: "click",
    },
    {
      content: "It begins with the own customers, the least lacking first",
      trigger: `.o_searchview_facet:contains(My Customers)`,
    },
    {
      content: "Near Nut lacks least",
      trigger: ".o_data_row:first:contains(Near Nut)",
    },
    {
      content: "The shortest way is said",
      trigger: `${cell("Near Nut", "shortest_way")}:contains(to)`,
    },
    {
      content: "Sort the other way round",
      trigger: "th[data-name=points_to_next]",
      run: "click",
    },
    {
      content: "The farthest comes first",
      trigger: ".o_data_row:first:contains(Far Fabrics)",
    },
    {
      content: "Choose the near one",
      trigger: `${row("Near Nut")} .o_list_record_selector input`,
      run: "click",
    },
    {
      content: "Set a target for it",
      trigger: ".o_control_panel button:contains(Set Upgrade Target)",
      run: "click",
    },
    {
      content: "Until the end of the year",
      trigger: ".modal .o_field_widget[name=date] input",
      run: "edit 12/31/2026 && press Tab",
    },
    {
      content: "Say what is done",
      trigger: ".modal .o_field_widget[name=plan] textarea",
      run: "edit Quarterly visit and a frame contract",
    },
    {
      content: "Nobody is left out",
      trigger: ".modal .alert:contains(1 targets will be set)",
    },
    {
      content: "Set the target",
      trigger: ".modal button[name=action_set]",
      run: "click",
    },
    {
      content: "It is open",
      trigger: `${cell("Near Nut", "state")}:contains(Open)`,
    },
  ],
});

registry.category("web_tour.tours").add("crm_grading_effect", {
  url: "/odoo/grading-rounds",
  steps: () => [
    {
      content: "Open the round in effect",
      trigger: `${row("In Effect")} td[name=date]`,
      run: "click",
    },
    {
      content: "Measure what it changed",
      trigger: button("action_measure_effect"),
      run: "click",
    },
    {
      content: "By grade, before and after",
      trigger: ".o_pivot th:contains(Purchases After)",
    },
    {
      content: "Look at the customers",
      trigger: ".o_switch_view.o_list",
      run: "click",
    },
    {
      content: "The near one bought more",
      trigger: `${cell("Near Nut", "amount_after")}:contains(20,000)`,
      run: "click",
    },
    {
      content: "The figures may still change",
      trigger: ".alert:contains(Still measured)",
    },
  ],
});
