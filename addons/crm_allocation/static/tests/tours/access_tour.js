/* Copyright 2026 Customer Policy Suite contributors
 * License AGPL-3.0 or later (https://www.gnu.org/licenses/agpl). */

import {registry} from "@web/core/registry";

const field = (name) => `.o_field_widget[name="${name}"]`;
const button = (name) => `.o_statusbar_buttons button[name="${name}"]`;
const state = (value) =>
  `.o_statusbar_status button.o_arrow_button_current[data-value="${value}"]`;
const open = {
  content: "Open the request",
  trigger: ".o_data_row td[name=name]",
  run: "click",
};

registry.category("web_tour.tours").add("crm_allocation_access_ask", {
  url: "/odoo/allocation-access",
  steps: () => [
    {content: "A new request", trigger: ".o_list_button_add", run: "click"},
    {
      content: "What for",
      trigger: `${field("reason")} textarea`,
      run: "edit The customer called me",
    },
    {
      content: "What one knows of the customer",
      trigger: `${field("wanted")} input`,
      run: "edit foreign@valves.example",
    },
    {content: "Find", trigger: "button[name=action_find]", run: "click"},
    {
      content: "The name is masked",
      trigger: `${field("line_ids")} .o_data_cell:contains(F*** V***)`,
    },
    {content: "Send", trigger: button("action_ask"), run: "click"},
    {content: "It waits", trigger: state("asked")},
  ],
});

registry.category("web_tour.tours").add("crm_allocation_access_approve", {
  url: "/odoo/allocation-access",
  steps: () => [
    open,
    {
      content: "Who decides sees the whole name",
      trigger: `${field("line_ids")} .o_data_cell:contains(Foreign Valves)`,
    },
    {content: "Agree", trigger: button("action_approve"), run: "click"},
    {
      content: "There is nothing more to decide here",
      trigger: `.o_statusbar_buttons:not(:has(button[name=action_approve]))`,
    },
  ],
});

registry.category("web_tour.tours").add("crm_allocation_access_open", {
  url: "/odoo/allocation-access",
  steps: () => [
    open,
    {content: "Granted", trigger: state("granted")},
    {content: "Open", trigger: button("action_open_customers"), run: "click"},
    {
      content: "The contact data of the customer",
      trigger: `${field("email")} a:contains(foreign@valves.example), ${field("email")} input:value(foreign@valves.example)`,
    },
  ],
});

registry.category("web_tour.tours").add("crm_allocation_access_log", {
  url: "/odoo/allocation-access-log",
  steps: () => [
    {
      content: "Who opened it",
      trigger: ".o_data_row:contains(alloc_user):contains(Foreign Valves)",
    },
  ],
});
