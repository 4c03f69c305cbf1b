/* Copyright 2026 Customer Policy Suite contributors
 * License AGPL-3.0 or later (https://www.gnu.org/licenses/agpl). */

import {
  button,
  currentState,
  row,
} from "@crm_grading/../tests/tours/grading_tour_utils";
import {registry} from "@web/core/registry";

const view = (name, shown) => [
  {
    content: `Switch to the ${name}`,
    trigger: `.o_switch_view.o_${name}`,
    run: "click",
  },
  {content: `The ${name} shows`, trigger: shown},
];

registry.category("web_tour.tours").add("crm_grading_measure_done", {
  url: "/odoo/my-measures",
  steps: () => [
    ...view("kanban", ".o_kanban_record:contains(Loyal Steel)"),
    ...view("calendar", ".o_calendar_view"),
    ...view("activity", ".o_activity_view"),
    ...view("list", row("Loyal Steel")),
    {
      content: "Open the visit that is due",
      trigger: `${row("Loyal Steel")}:contains(Regular visit) td[name=measure_id]`,
      run: "click",
    },
    {content: "It is to do", trigger: currentState("planned")},
    {
      content: "The form says what happens next",
      trigger: ".alert:contains(counts as missed)",
    },
    {content: "It is done", trigger: button("action_done"), run: "click"},
    {
      content: "Say what was done",
      trigger: ".modal .o_field_widget[name=note] textarea",
      run: "edit Met the head of purchasing",
    },
    {
      content: "Record it",
      trigger: ".modal button[name=action_record]",
      run: "click",
    },
    {content: "It is recorded", trigger: currentState("done")},
    {
      content: "With what was done",
      trigger: ".o_field_widget[name=note]:contains(head of purchasing)",
    },
  ],
});

registry.category("web_tour.tours").add("crm_grading_measure_rate", {
  url: "/odoo/measure-execution",
  steps: () => [
    {
      content: "The rate of all: one done, one missed",
      trigger: ".o_pivot_cell_value:contains(50.00)",
    },
    ...view("graph", ".o_graph_view canvas"),
    {
      content: "Look at each case",
      trigger: ".o_switch_view.o_list",
      run: "click",
    },
    {
      content: "Open the one that was missed",
      trigger: ".o_data_row.text-danger td[name=measure_id]",
      run: "click",
    },
    {
      content: "It can still be done",
      trigger: ".alert:contains(counts as late)",
    },
    {
      content: "Open the customer",
      trigger: ".o_field_widget[name=partner_id] a",
      run: "click",
    },
    {
      content: "Go to its policy page",
      trigger: ".nav-link[name=customer_policy]",
      run: "click",
    },
    {
      content: "Its next measures stand there",
      trigger: ".o_field_widget[name=measure_next_ids] .o_data_row:contains(Missed)",
    },
    {
      content: "And its account team, to be named",
      trigger: ".o_field_widget[name=customer_key_account_id] input",
    },
  ],
});
