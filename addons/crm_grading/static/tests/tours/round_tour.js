/* Copyright 2026 Customer Policy Suite contributors
 * License AGPL-3.0 or later (https://www.gnu.org/licenses/agpl). */

import {
  button,
  cell,
  confirmStep,
  currentState,
  row,
} from "@crm_grading/../tests/tours/grading_tour_utils";
import {registry} from "@web/core/registry";

registry.category("web_tour.tours").add("crm_grading_round_officer", {
  url: "/odoo/grading-rounds",
  steps: () => [
    {content: "Open a round", trigger: ".o_list_button_add", run: "click"},
    {
      content: "It grades by the active scheme",
      trigger: ".o_field_widget[name=scheme_id] input:value(Customer Scorecard)",
    },
    {content: "Compute", trigger: button("action_compute"), run: "click"},
    {content: "It is computed", trigger: currentState("computed")},
    {
      content: "Grades before and in this round stand side by side",
      trigger:
        ".o_grading_distribution_grade[data-grade=A] [data-side=after]:contains(1)",
    },
    {content: "Submit", trigger: button("action_submit"), run: "click"},
    {content: "It is in review", trigger: currentState("review")},
    {
      content: "An officer cannot approve",
      trigger: ".o_form_statusbar:not(:has(button[name=action_approve]))",
    },
  ],
});

registry.category("web_tour.tours").add("crm_grading_round_manager", {
  url: "/odoo/grading-rounds",
  steps: () => [
    {
      content: "Open the round in review",
      trigger: `${row("In Review")} td[name=date]`,
      run: "click",
    },
    {
      content: "Look at the customers that move up",
      trigger: "button[name=action_open_results]:contains(Moved Up)",
      run: "click",
    },
    {
      content: "The riser is there, with both grades",
      trigger: `${cell("Riser Robotics", "movement")}:contains(Moved up)`,
      run: "click",
    },
    {
      content: "Its score sheet says why",
      trigger:
        ".o_grading_score_sheet_line[data-code=purchase_amount]:contains(900,000)",
    },
    {
      content: "Back to the list",
      trigger: ".o_breadcrumb .o_back_button a, .o_breadcrumb .o_back_button",
      run: "click",
    },
    {
      content: "Back to the round",
      trigger: ".breadcrumb-item a:contains(Customer Scorecard)",
      run: "click",
    },
    {content: "Approve", trigger: button("action_approve"), run: "click"},
    confirmStep("Confirm the publication"),
    {content: "It is published", trigger: currentState("published")},
    {
      content: "It waits for the appeal period",
      trigger: ".alert:contains(Appeals are possible until)",
    },
  ],
});
