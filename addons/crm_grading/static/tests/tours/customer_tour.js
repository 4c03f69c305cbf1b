/* Copyright 2026 Customer Policy Suite contributors
 * License AGPL-3.0 or later (https://www.gnu.org/licenses/agpl). */

import {
  button,
  cell,
  currentState,
  row,
} from "@crm_grading/../tests/tours/grading_tour_utils";
import {registry} from "@web/core/registry";

registry.category("web_tour.tours").add("crm_grading_assess", {
  url: "/odoo/customer-assessments",
  steps: () => [
    {
      content: "List what is to be assessed",
      trigger: "button[name=action_prepare_list]",
      run: "click",
    },
    {
      content: "New rows were added",
      trigger: ".o_notification:contains(rows added)",
    },
    {
      content: "Choose a level for the customer",
      trigger: cell("Room for New Business", "level_id"),
      run: "click",
    },
    {
      content: "Look at the levels",
      trigger: ".o_selected_row td[name=level_id] input",
      run: "click",
    },
    {
      content: "The guide helps to choose",
      trigger: ".o-autocomplete--dropdown-item:contains(Concrete needs beyond)",
      run: "click",
    },
    {
      content: "Its points follow",
      trigger: ".o_selected_row td[name=points]:contains(80)",
    },
    {
      content: "Save",
      trigger: ".o_list_button_save",
      run: "click",
    },
    {
      content: "It is assessed",
      trigger: `${row("Room for New Business")}:contains(Current)`,
    },
  ],
});

registry.category("web_tour.tours").add("crm_grading_override_ask", {
  url: "/odoo/customers-by-grade",
  steps: () => [
    {
      content: "Open the grade",
      trigger: ".o_group_header:contains(A)",
      run: "click",
    },
    {
      content: "Open the customer",
      trigger: `${row("Loyal Steel")} td[name=complete_name]`,
      run: "click",
    },
    {
      content: "Its grade shows in the band of the form",
      trigger: ".o_crm_policy_band [name=customer_grade_id] .badge:contains(A)",
    },
    {
      content: "Open the policy page",
      trigger: ".nav-link[name=customer_policy]",
      run: "click",
    },
    {
      content: "The score sheet explains the grade",
      trigger: ".o_grading_score_sheet_summary:contains(A)",
    },
    {
      content: "Ask for another grade",
      trigger: "button[name=action_override_grade]",
      run: "click",
    },
    {
      content: "Look at the grades",
      trigger: ".modal .o_field_widget[name=grade_id] input",
      run: "click",
    },
    {
      content: "Choose B",
      trigger: ".o-autocomplete--dropdown-item:contains(Important)",
      run: "click",
    },
    {
      content: "Say why",
      trigger: ".modal .o_field_widget[name=reason] textarea",
      run: "edit The contract ends this year",
    },
    {
      content: "Ask",
      trigger: ".modal button[name=action_request]",
      run: "click",
    },
    {content: "It waits for approval", trigger: currentState("requested")},
    {
      content: "Who asks does not approve",
      trigger: ".o_form_statusbar:not(:has(button[name=action_approve]))",
    },
  ],
});

registry.category("web_tour.tours").add("crm_grading_override_approve", {
  url: "/odoo/grade-overrides",
  steps: () => [
    {
      content: "Open the request",
      trigger: `${row("Loyal Steel")} td[name=reason]`,
      run: "click",
    },
    {content: "Approve it", trigger: button("action_approve"), run: "click"},
    {content: "It is active", trigger: currentState("active")},
    {
      content: "It says until when",
      trigger: ".alert:contains(In effect)",
    },
  ],
});
