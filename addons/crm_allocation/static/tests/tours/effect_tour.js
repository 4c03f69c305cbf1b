/* Copyright 2026 Customer Policy Suite contributors
 * License AGPL-3.0 or later (https://www.gnu.org/licenses/agpl). */

import {registry} from "@web/core/registry";

const row = (text) => `.o_data_row:contains(${text})`;
const field = (name) => `.o_field_widget[name="${name}"]`;
const button = (name) => `.o_statusbar_buttons button[name="${name}"]`;
const state = (value) =>
  `.o_statusbar_status button.o_arrow_button_current[data-value="${value}"]`;
const press = (content, name, next) => [
  {content, trigger: button(name), run: "click"},
  {content: `It is ${next}`, trigger: state(next)},
];

registry.category("web_tour.tours").add("crm_allocation_sample_ask", {
  url: "/odoo/allocation-samples",
  steps: () => [
    {content: "A new request", trigger: ".o_list_button_add", run: "click"},
    {
      content: "For whom",
      trigger: `${field("partner_id")} input`,
      run: "edit Customer A",
    },
    {
      content: "Choose the customer",
      trigger: ".o-autocomplete--dropdown-item:contains(Customer A)",
      run: "click",
    },
    {content: "Which kind", trigger: `${field("kind_id")} input`, run: "click"},
    {
      content: "A sample",
      trigger: ".o-autocomplete--dropdown-item:contains(Product Sample)",
      run: "click",
    },
    {
      content: "What",
      trigger: `${field("item")} textarea`,
      run: "edit Bearing 6204",
    },
    {
      content: "What for",
      trigger: `${field("purpose")} textarea`,
      run: "edit Trial on line 3",
    },
    {content: "Save", trigger: ".o_form_button_save", run: "click"},
    {content: "It is saved", trigger: ".o_form_saved"},
    ...press("Ask sales administration", "action_request", "requested"),
  ],
});

registry.category("web_tour.tours").add("crm_allocation_sample_send", {
  url: "/odoo/allocation-samples",
  steps: () => [
    {
      content: "Open the request",
      trigger: `${row("Bearing 6204")} td[name=partner_id]`,
      run: "click",
    },
    ...press("Approve", "action_approve", "approved"),
    {
      content: "How it is sent",
      trigger: `${field("carrier")} input`,
      run: "edit SF Express",
    },
    {
      content: "With which number",
      trigger: `${field("tracking_number")} input`,
      run: "edit SF100",
    },
    ...press("It is on its way", "action_send", "sent"),
  ],
});

registry.category("web_tour.tours").add("crm_allocation_summary", {
  url: "/odoo/allocation-summaries",
  steps: () => [
    {content: "Open the week", trigger: ".o_data_row td[name=date_from]", run: "click"},
    {
      content: "Who developed what: click a figure",
      trigger: `${row("alloc_user")} td[name=registered] a:contains(2)`,
      run: "click",
    },
    {
      content: "Exactly these records",
      trigger: ".o_list_view .o_pager_limit:contains(2)",
    },
    {content: "One of them", trigger: row("Registered A")},
  ],
});

registry.category("web_tour.tours").add("crm_allocation_summary_mail", {
  steps: () => [
    {
      content: "The link in the mail opens exactly the records",
      trigger: ".o_list_view .o_pager_limit:contains(2)",
    },
    {content: "One of them", trigger: row("Registered A")},
  ],
});

registry.category("web_tour.tours").add("crm_allocation_dealer_evaluate", {
  url: "/odoo/allocation-dealers",
  steps: () => [
    {
      content: "Open the candidate",
      trigger: ".o_kanban_record:contains(Dealer A)",
      run: "click",
    },
    {content: "Evaluate", trigger: button("action_evaluate"), run: "click"},
    {
      content: "The mark of the criterion",
      trigger: `${field("mark_ids")} td[name=mark]`,
      run: "click",
    },
    {
      content: "Look at the marks",
      trigger: `${field("mark_ids")} td[name=mark] input`,
      run: "click",
    },
    {
      content: "Very good",
      trigger: ".o_select_menu_item:contains(Very Good)",
      run: "click",
    },
    {
      content: "The mark is there",
      trigger: `${field("mark_ids")} td[name=mark] input:value(Very Good)`,
    },
    {content: "Keep it", trigger: ".o_form_button_save", run: "click"},
    {content: "It is kept", trigger: ".o_form_saved"},
    ...press("Close the evaluation", "action_close", "done"),
    {content: "The score", trigger: `${field("score")}:contains(100)`},
  ],
});

registry.category("web_tour.tours").add("crm_allocation_dealer_sign", {
  url: "/odoo/allocation-dealers",
  steps: () => [
    {
      content: "Open the candidate",
      trigger: ".o_kanban_record:contains(Dealer A)",
      run: "click",
    },
    ...press("Sign", "action_sign", "signed"),
  ],
});
