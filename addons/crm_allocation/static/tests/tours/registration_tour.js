/* Copyright 2026 Customer Policy Suite contributors
 * License AGPL-3.0 or later (https://www.gnu.org/licenses/agpl). */

import {registry} from "@web/core/registry";

const row = (text) => `.o_data_row:contains(${text})`;
const input = (name) => `.o_field_widget[name=${name}] :is(input, textarea)`;
const button = (name) => `.o_statusbar_buttons button[name="${name}"]`;
const state = (value) =>
  `.o_statusbar_status button.o_arrow_button_current[data-value="${value}"]`;
const fill = (name, text) => ({
  content: `Fill in ${name}`,
  trigger: input(name),
  run: `edit ${text} && press Tab`,
});
const choose = (name, text) => [
  {content: `Look for ${text}`, trigger: input(name), run: `edit ${text}`},
  {
    content: `Choose ${text}`,
    trigger: `.o-autocomplete--dropdown-item:contains(${text})`,
    run: "click",
  },
];

registry.category("web_tour.tours").add("crm_allocation_register", {
  url: "/odoo/customer-registrations",
  steps: () => [
    {content: "A new customer", trigger: ".o_list_button_add", run: "click"},
    fill("customer_name", "Suzhou Valve Co., Ltd."),
    fill("phone", "0571 8888 0000"),
    {
      content: "A colleague's customer has that number: nothing else is told",
      trigger: ".alert-danger:contains(A customer):contains(registered by Team North)",
    },
    {
      content: "It was another number",
      trigger: input("phone"),
      run: "edit 0512 6123 4567 && press Tab",
    },
    {
      content: "Nobody has it",
      trigger: ".o_form_view:not(:has(.alert-danger:visible))",
    },
    fill("contact_name", "Li Wei"),
    fill("city", "Suzhou"),
    ...choose("customer_source_id", "Referral"),
    ...choose("industry_id", "Tour Valves"),
    fill("expected_amount", "450000"),
    {
      content: "The class follows the price",
      trigger: ".o_field_widget[name=class_id] input:value(/^B/)",
    },
    fill("demand", "500 ball valves"),
    fill("demand_date", "09/30/2026"),
    {content: "Submit", trigger: button("action_submit"), run: "click"},
    {content: "It waits for the check", trigger: state("submitted")},
    {
      content: "It says what happens next",
      trigger: ".alert-info:contains(sales administration checks the registration)",
    },
  ],
});

registry.category("web_tour.tours").add("crm_allocation_check", {
  url: "/odoo/registrations-to-check",
  steps: () => [
    {
      content: "Open the registration",
      trigger: `${row("Suzhou Valve")} td[name=customer_name]`,
      run: "click",
    },
    {content: "It is right", trigger: button("action_check"), run: "click"},
    {content: "It is registered", trigger: state("registered")},
    {
      content: "Protected",
      trigger: ".o_field_widget[name=protected_until]:contains(2027)",
    },
  ],
});

registry.category("web_tour.tours").add("crm_allocation_call", {
  url: "/odoo/call-register",
  steps: () => [
    {content: "The telephone rings", trigger: ".o_list_button_add", run: "click"},
    fill("customer_name", "Wenzhou Pumps"),
    fill("phone", "0577 8888 1234"),
    fill("contact_name", "Ms Chen"),
    fill("demand", "A pump for a well"),
    ...choose("channel_id", "400 Hotline"),
    {
      content: "It says how to judge",
      trigger: ".o_field_widget[name=class_guide]:contains(Asks for a single piece)",
    },
    ...choose("class_id", "Small Deal"),
    {content: "Register", trigger: button("action_take_in"), run: "click"},
    {content: "It is in the register", trigger: state("registered")},
  ],
});

registry.category("web_tour.tours").add("crm_allocation_explain", {
  url: "/odoo/protection-reviews",
  steps: () => [
    {
      content: "Open the review",
      trigger: `${row("Suzhou Valve")} td[name=partner_id]`,
      run: "click",
    },
    fill("statement", "The budget is released in March"),
    {content: "Save", trigger: ".o_form_button_save", run: "click"},
    {content: "It is saved", trigger: ".o_form_saved"},
    {
      content: "Others decide",
      trigger: ".o_form_statusbar:not(:has(button[name=action_decide]))",
    },
  ],
});

registry.category("web_tour.tours").add("crm_allocation_review", {
  url: "/odoo/protection-reviews",
  steps: () => [
    {
      content: "Open the review",
      trigger: `${row("Suzhou Valve")} td[name=partner_id]`,
      run: "click",
    },
    {
      content: "Read what the salesperson says",
      trigger: ".o_field_widget[name=statement] textarea:value(/March/)",
    },
    {
      content: "Give it more time",
      trigger: ".o_field_widget[name=result] .o_radio_item:contains(Extend) input",
      run: "click",
    },
    {
      content: "As long again",
      trigger: ".o_field_widget[name=extend_until]:contains(2027)",
    },
    fill("reason", "Wait for the budget"),
    {content: "Decide", trigger: button("action_decide"), run: "click"},
    {content: "It is decided", trigger: state("decided")},
  ],
});
