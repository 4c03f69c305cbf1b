/* Copyright 2026 Customer Policy Suite contributors
 * License AGPL-3.0 or later (https://www.gnu.org/licenses/agpl). */

import {registry} from "@web/core/registry";

const button = (name) => `.o_statusbar_buttons button[name="${name}"]`;
const currentState = (state) =>
  `.o_statusbar_status button.o_arrow_button_current[data-value="${state}"]`;
const row = (text) => `.o_data_row:contains(${text})`;

/** The head of a department signs a finding, then approves a reply. */
registry.category("web_tour.tours").add("crm_complaints_head", {
  url: "/odoo/complaint-findings",
  steps: () => [
    {
      content: "My department is asked",
      trigger: `${row("Service")} td[name=complaint_id]`,
      run: "click",
    },
    {
      content: "Does the cause lie here?",
      trigger: ".o_field_widget[name=is_cause_here] :is(input, select)",
      run: "click",
    },
    {
      content: "Partly",
      trigger: ".o_select_menu_item:contains(Partly)",
      run: "click",
    },
    {
      content: "What was found",
      trigger: ".o_field_widget[name=finding] .odoo-editor-editable",
      run: "editor The seal was old",
    },
    {
      content: "Sign it",
      trigger: button("action_sign"),
      run: "click",
    },
    {
      content: "It is signed",
      trigger: `${currentState("signed")}`,
    },
    {
      content: "And saved",
      trigger: ".o_form_saved",
    },
    {
      content: "To the replies",
      trigger: ".o_menu_sections button:contains(Complaints)",
      run: "click",
    },
    {
      content: "Those that wait",
      trigger: ".o-dropdown--menu .o-dropdown-item:contains(Replies)",
      run: "click",
    },
    {
      content: "One is to be approved",
      trigger: `${row("To Approve")} td[name=complaint_id]`,
      run: "click",
    },
    {
      content: "Read it",
      trigger: ".o_field_widget[name=body]:contains(We will reseal the windows)",
    },
    {
      content: "Approve",
      trigger: button("action_approve"),
      run: "click",
    },
    {
      content: "It can be sent",
      trigger: currentState("approved"),
    },
    {
      content: "And nothing is left to save",
      trigger: ".o_form_saved",
    },
  ],
});

/** An officer sees the improvement point that the third complaint opened. */
registry.category("web_tour.tours").add("crm_complaints_repeat", {
  url: "/odoo/complaint-repeats",
  steps: () => [
    {
      content: "Three of the same",
      trigger: `${row("Garden City")} td[name=count]:contains(3)`,
      run: "click",
    },
    {
      content: "All three are listed",
      trigger: ".o_field_widget[name=complaint_ids] .o_data_row:eq(2)",
    },
    {
      content: "The point that was opened",
      trigger: button("action_open_improvement"),
      run: "click",
    },
    {
      content: "It names the issue",
      trigger: ".o_field_widget[name=name] :value(Key improvement point)",
    },
    {
      content: "Its complaints",
      trigger: "button[name=action_open_complaints]:contains(3)",
      run: "click",
    },
    {
      content: "There they are",
      trigger: ".o_kanban_record:contains(Water comes in)",
    },
  ],
});
