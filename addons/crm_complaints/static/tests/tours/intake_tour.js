/* Copyright 2026 Customer Policy Suite contributors
 * License AGPL-3.0 or later (https://www.gnu.org/licenses/agpl). */

import {registry} from "@web/core/registry";

const button = (name) => `.o_statusbar_buttons button[name="${name}"]`;
const currentState = (state) =>
  `.o_statusbar_status button.o_arrow_button_current[data-value="${state}"]`;
const input = (name) => `.modal .o_field_widget[name=${name}] :is(input, textarea)`;
const row = (text) => `.o_data_row:contains(${text})`;

registry.category("web_tour.tours").add("crm_complaints_phone", {
  url: "/odoo/complaints",
  steps: () => [
    {
      content: "The phone rings: open the quick form",
      trigger: "body:has(.o_kanban_view) .o_menu_sections button:contains(Complaints)",
      run: "click",
    },
    {
      content: "Take a complaint down",
      trigger: ".o-dropdown--menu .o-dropdown-item:contains(Take a Complaint Down)",
      run: "click",
    },
    {
      content: "Type the number that calls",
      trigger: input("phone"),
      run: "edit +86 21 8888 0000 && press Tab",
    },
    {
      content: "The customer shows",
      trigger: ".modal .o_field_widget[name=partner_id] input:value(Customer A)",
    },
    {
      content: "And the cases of the customer",
      trigger: `.modal ${row("Water comes in")}`,
    },
    {
      content: "What is it about?",
      trigger: input("name"),
      run: "edit The door jams && press Tab",
    },
    {
      content: "Look at the categories",
      trigger: input("category_id"),
      run: "edit Jamming",
    },
    {
      content: "It is another thing",
      trigger: ".o-autocomplete--dropdown-item:contains(Jamming Doors)",
      run: "click",
    },
    {
      content: "The department follows; nothing is proposed as the same",
      trigger: ".modal .o_field_widget[name=unit_id] input:value(Service)",
    },
    {
      content: "What does the customer want?",
      trigger: input("wish"),
      run: "edit Somebody comes today",
    },
    {
      content: "Save and report at once",
      trigger: ".modal-footer button[name=action_save_report]",
      run: "click",
    },
    {
      content: "It has a number and is reported",
      trigger: `body:not(.modal-open):has(.o_field_widget[name=reference]:contains(CMP/)) ${currentState("reported")}`,
    },
    {
      content: "The superior has been told",
      trigger: ".o_field_widget[name=next_step]:contains(cmp_head)",
    },
    {
      content: "The customer has the receipt",
      trigger: ".o_field_widget[name=receipt_address]:contains(a@customer.example.com)",
    },
  ],
});

registry.category("web_tour.tours").add("crm_complaints_desk", {
  url: "/odoo/complaint-inbox",
  steps: () => [
    {
      content: "Open the mail that came in",
      trigger: `${row("It leaks again")} td[name=name]`,
      run: "click",
    },
    {
      content: "It was perhaps reported before",
      trigger:
        ".alert-warning:contains(Perhaps reported before):contains(Water comes in)",
    },
    {
      content: "It is the same: join it",
      trigger: button("action_join"),
      run: "click",
    },
    {
      content: "The earlier case is proposed",
      trigger: ".modal .o_field_widget[name=master_id] input:value(Water comes in)",
    },
    {
      content: "Join",
      trigger: ".modal-footer button[name=action_merge]",
      run: "click",
    },
    {
      content: "The first case shows two reports",
      trigger:
        "body:not(.modal-open) .oe_stat_button[name=action_open_reports]:contains(2)",
    },
    {
      content: "Look at the second",
      trigger: ".oe_stat_button[name=action_open_reports]",
      run: "click",
    },
    {
      content: "It is closed as part of the first",
      trigger: `${row("It leaks again")}:contains(Closed)`,
    },
  ],
});

registry.category("web_tour.tours").add("crm_complaints_opinion", {
  url: "/odoo/opinions",
  steps: () => [
    {
      content: "Open the opinion",
      trigger: `${row("Open on Saturdays")} td[name=name]`,
      run: "click",
    },
    {content: "Answer it", trigger: button("action_answer"), run: "click"},
    {
      content: "It was told by phone",
      trigger: ".modal .o_field_widget[name=way] input[data-value=phone]",
      run: "click",
    },
    {
      content: "What the customer was told",
      trigger: ".modal .o_field_widget[name=body] .odoo-editor-editable",
      run: "editor From August on we do.",
    },
    {
      content: "Keep it",
      trigger: ".modal-footer button[name=action_answer]",
      run: "click",
    },
    {
      content: "Answered and closed",
      trigger: `body:not(.modal-open) ${currentState("closed")}`,
    },
  ],
});
