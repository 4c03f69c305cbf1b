/* Copyright 2026 Customer Policy Suite contributors
 * License AGPL-3.0 or later (https://www.gnu.org/licenses/agpl). */

import {
  button,
  confirmStep,
  currentState,
  row,
  weightSteps,
} from "@crm_grading/../tests/tours/grading_tour_utils";
import {registry} from "@web/core/registry";

registry.category("web_tour.tours").add("crm_grading_scheme", {
  url: "/odoo/grading-schemes",
  steps: () => [
    {
      content: "Open the active scheme",
      trigger: `${row("Active")} td[name=name]`,
      run: "click",
    },
    {
      content: "It is in use and says so",
      trigger: ".alert:contains(In use)",
    },
    {
      content: "Make a new version",
      trigger: button("action_new_version"),
      run: "click",
    },
    {content: "It is a draft", trigger: currentState("draft")},
    ...weightSteps("Annual Purchase Amount", "20"),
    {
      content: "The missing weight shows at once",
      trigger: ".o_grading_weights .text-danger:contains(10)",
    },
    {
      content: "Try it all the same",
      trigger: button("action_what_if"),
      run: "click",
    },
    {
      content: "The message says what is wrong",
      trigger: ".modal .modal-body:contains(90.00 %)",
    },
    {
      content: "Close the message",
      trigger: ".modal .modal-footer button",
      run: "click",
    },
    ...weightSteps("Purchase Frequency", "20"),
    {
      content: "The weights are complete",
      trigger: ".o_grading_weights_total.text-success:contains(100)",
    },
    {
      content: "See the effect",
      trigger: button("action_what_if"),
      run: "click",
    },
    {
      content: "It is marked as a what-if",
      trigger: ".ribbon:contains(What-If)",
    },
    {
      content: "It shows the grades beside those in effect",
      trigger:
        ".o_grading_distribution_grade[data-grade=A] [data-side=before]:contains(1)",
    },
    {
      content: "Back to the scheme",
      trigger: ".o_breadcrumb .o_back_button a, .o_breadcrumb .o_back_button",
      run: "click",
    },
    {
      content: "Use it from now on",
      trigger: button("action_activate"),
      run: "click",
    },
    confirmStep("Confirm"),
    {content: "It is active", trigger: currentState("active")},
  ],
});
