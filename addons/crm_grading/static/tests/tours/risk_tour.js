/* Copyright 2026 Customer Policy Suite contributors
 * License AGPL-3.0 or later (https://www.gnu.org/licenses/agpl). */

import {
  button,
  currentState,
  row,
} from "@crm_grading/../tests/tours/grading_tour_utils";
import {registry} from "@web/core/registry";

const reasonSteps = (reason) => [
  {
    content: "Say why",
    trigger: ".modal .o_field_widget[name=reason] textarea",
    run: `edit ${reason}`,
  },
];

registry.category("web_tour.tours").add("crm_grading_risk_officer", {
  url: "/odoo/customers-at-risk",
  steps: () => [
    {
      content: "Open the customer that came by itself",
      trigger: ".o_kanban_record:contains(Small Shop)",
      run: "click",
    },
    {content: "Its review is due", trigger: ".alert:contains(review this customer by)"},
    {content: "Propose a step", trigger: button("action_next_step"), run: "click"},
    ...reasonSteps("No order since November"),
    {
      content: "An officer does not decide",
      trigger: ".modal footer:not(:has(button[name=action_decide]))",
    },
    {
      content: "Propose it",
      trigger: ".modal button[name=action_propose]:contains(Propose)",
      run: "click",
    },
    {content: "It waits for a manager", trigger: ".alert:contains(Proposed)"},
    {content: "No step was taken", trigger: currentState("none")},
  ],
});

registry.category("web_tour.tours").add("crm_grading_risk_manager", {
  url: "/odoo/risk-decisions",
  steps: () => [
    {
      content: "Open the proposal",
      trigger: `${row("Small Shop")} td[name=reason]`,
      run: "click",
    },
    {content: "Approve it", trigger: button("action_approve"), run: "click"},
    {content: "It is decided", trigger: currentState("approved")},
    {
      content: "Open the risk record",
      trigger: ".o_field_widget[name=risk_id] a",
      run: "click",
    },
    {content: "The customer is watched", trigger: currentState("watch")},
    {
      content: "Sales are told what that means",
      trigger: ".alert:contains(watched)",
    },
    {content: "Take the next step", trigger: button("action_next_step"), run: "click"},
    {
      content: "Limit what is open",
      trigger: ".modal .o_field_widget[name=limit_amount] input",
      run: "edit 5000",
    },
    ...reasonSteps("The invoice of November is still open"),
    {
      content: "Decide",
      trigger: ".modal button[name=action_decide]:contains(Decide)",
      run: "click",
    },
    {content: "The customer is limited", trigger: currentState("limit")},
    {
      content: "The limit stands on the record",
      trigger: ".o_field_widget[name=limit_amount]:contains(5,000)",
    },
    {
      content: "Open the customer",
      trigger: "button[name=action_open_partner]",
      run: "click",
    },
    {
      content: "Its step shows in the head of the form",
      trigger: "div[name=customer_risk] .badge:contains(Limit)",
    },
  ],
});
