/* Copyright 2026 Customer Policy Suite contributors
 * License AGPL-3.0 or later (https://www.gnu.org/licenses/agpl). */

import {registry} from "@web/core/registry";

const button = (name) => `.o_statusbar_buttons button[name="${name}"]`;
const currentState = (state) =>
  `.o_statusbar_status button.o_arrow_button_current[data-value="${state}"]`;

registry.category("web_tour.tours").add("crm_policy_improvement", {
  url: "/odoo/improvement-actions",
  steps: () => [
    {
      content: "Record an improvement action",
      trigger: ".o_list_button_add",
      run: "click",
    },
    {
      content: "Give it a subject",
      trigger: ".o_field_widget[name=name] textarea, .o_field_widget[name=name] input",
      run: "edit Deliveries arrive late",
    },
    {
      content: "Try to plan it: person, time and measure are missing",
      trigger: button("action_plan"),
      run: "click",
    },
    {
      content: "The message names all that is missing",
      trigger: ".modal .modal-body:contains(responsible person, due date, measure)",
    },
    {
      content: "Close the message",
      trigger: ".modal .modal-footer button",
      run: "click",
    },
    {
      content: "Name the cause",
      trigger: "body:not(.modal-open) .o_field_widget[name=root_cause] textarea",
      run: "edit Trucks are loaded in the morning",
    },
    {
      content: "Name the measure",
      trigger: ".o_field_widget[name=measure] textarea",
      run: "edit Load the trucks the evening before",
    },
    {
      content: "Name the responsible person",
      trigger: ".o_field_widget[name=user_id] input",
      run: "edit Officer Tour",
    },
    {
      content: "Choose the person",
      trigger: ".o-autocomplete--dropdown-item:contains(Officer Tour)",
      run: "click",
    },
    {
      content: "Name the due date",
      trigger: ".o_field_widget[name=date_deadline] :is(input, button)",
      run: "click",
    },
    {
      content: "Choose a day",
      trigger: ".o_datetime_picker .o_today",
      run: "click",
    },
    {content: "Plan it", trigger: button("action_plan"), run: "click"},
    {content: "It is planned", trigger: currentState("planned")},
    {content: "Start", trigger: button("action_start"), run: "click"},
    {content: "It is in progress", trigger: currentState("in_progress")},
    {content: "Submit", trigger: button("action_submit"), run: "click"},
    {content: "It waits for verification", trigger: currentState("to_verify")},
    {
      content: "Describe the effect",
      trigger: ".o_field_widget[name=effect] textarea",
      run: "edit Four weeks without a late delivery",
    },
    {
      content: "Decide",
      trigger: button("action_verify_effective"),
      run: "click",
    },
    {content: "It is effective", trigger: currentState("effective")},
  ],
});
