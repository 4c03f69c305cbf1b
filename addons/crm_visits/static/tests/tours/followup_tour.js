/* Copyright 2026 Customer Policy Suite contributors
 * License AGPL-3.0 or later (https://www.gnu.org/licenses/agpl). */

import {registry} from "@web/core/registry";

const row = (text) => `.o_data_row:contains(${text})`;
const field = (name) => `.o_field_widget[name="${name}"]`;
const button = (name) => `.o_statusbar_buttons button[name="${name}"]`;
const state = (value) =>
  `.o_statusbar_status button.o_arrow_button_current[data-value="${value}"]`;
const save = (content) => [
  {content, trigger: ".o_form_button_save", run: "click"},
  {content: "It is saved", trigger: ".o_form_saved"},
];

registry.category("web_tour.tours").add("crm_visits_followup", {
  url: "/odoo/customer-visits",
  steps: () => [
    {
      content: "Open the visit under way",
      trigger: `${row("Customer A")} td[name=partner_id]`,
      run: "click",
    },
    {
      content: "Go to what follows from it",
      trigger: ".nav-link[name=followup]",
      run: "click",
    },
    {
      content: "Write down a promise",
      trigger: `${field("promise_ids")} .o_field_x2many_list_row_add a`,
      run: "click",
    },
    {
      content: "What was promised",
      trigger: `${field("promise_ids")} .o_selected_row [name=name] input`,
      run: "edit Send the test report",
    },
    {
      content: "Until when: pick the day",
      trigger: `${field("promise_ids")} .o_selected_row [name=date_deadline] button, ${field("promise_ids")} .o_selected_row [name=date_deadline] input`,
      run: "click",
    },
    {
      content: "Today",
      trigger: ".o_datetime_picker .o_today",
      run: "click",
    },
    {
      content: "Report an important event",
      trigger: `${field("event_ids")} .o_field_x2many_list_row_add a`,
      run: "click",
    },
    {
      content: "What happened",
      trigger: `.modal ${field("name")} input`,
      run: "edit New head of purchasing",
    },
    {
      content: "Of which kind",
      trigger: `.modal ${field("kind_id")} input`,
      run: "edit Change of",
    },
    {
      content: "Choose it",
      trigger: ".ui-autocomplete .dropdown-item:contains(Change of Management)",
      run: "click",
    },
    {
      content: "Add it to the visit",
      trigger: ".modal .o_form_button_save",
      run: "click",
    },
    {
      content: "It stands on the visit",
      trigger: `${field("event_ids")} ${row("New head of purchasing")}`,
    },
    ...save("Save: both are reported"),
    {
      content: "The promise was kept",
      trigger: `${field("promise_ids")} button[name=action_keep]`,
      run: "click",
    },
    {
      content: "It is",
      trigger: `${field("promise_ids")} ${row("Kept")}`,
    },
  ],
});

registry.category("web_tour.tours").add("crm_visits_timeline", {
  url: "/odoo/customer-timeline",
  steps: () => [
    {
      content: "The visits of all of one's customers",
      trigger: ".o_visit_timeline .o_kanban_record:contains(Renew the contract)",
    },
    {
      content: "A colleague's contents do not show",
      trigger: ".o_visit_timeline .o_kanban_record:contains(Visit by)",
    },
    {
      content: "Open one's own",
      trigger: ".o_visit_timeline .o_kanban_record:contains(Renew the contract)",
      run: "click",
    },
    {
      content: "It is the visit",
      trigger: `.o_form_view ${field("objective")}:contains(Renew), .o_form_view ${field("channel_id")}`,
    },
  ],
});

registry.category("web_tour.tours").add("crm_visits_development", {
  url: "/odoo/development-plans",
  steps: () => [
    {
      content: "Open the plan",
      trigger: `${row("Machine builders")} td[name=name]`,
      run: "click",
    },
    {content: "It waits for approval", trigger: state("draft")},
    {content: "Approve it", trigger: button("action_approve"), run: "click"},
    {content: "It is approved", trigger: state("approved")},
    {content: "Start it", trigger: button("action_start"), run: "click"},
    {content: "It runs", trigger: state("running")},
    {
      content: "Look at its customers",
      trigger: "button[name=action_open_customers]",
      run: "click",
    },
    {
      content: "Step by step",
      trigger:
        ".o_kanban_group:contains(Screening) .o_kanban_record:contains(Customer A)",
    },
    {content: "As a funnel", trigger: ".o_switch_view.o_graph", run: "click"},
    {content: "It shows", trigger: ".o_graph_view canvas"},
  ],
});
