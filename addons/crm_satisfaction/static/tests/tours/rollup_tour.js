/* Copyright 2026 Customer Policy Suite contributors
 * License AGPL-3.0 or later (https://www.gnu.org/licenses/agpl). */

import {registry} from "@web/core/registry";

const button = (name) => `.o_statusbar_buttons button[name="${name}"]`;
const currentState = (state) =>
  `.o_statusbar_status button.o_arrow_button_current[data-value="${state}"]`;
const row = (text) => `.o_data_row:contains(${text})`;

/** A manager closes a quarter and leaves a measurement to the next one. */
registry.category("web_tour.tours").add("crm_satisfaction_close", {
  url: "/odoo/satisfaction-periods",
  steps: () => [
    {
      content: "The quarter that is over",
      trigger: `${row("2026-Q2")} td[name=name]`,
      run: "click",
    },
    {
      content: "Its figures follow the measurements",
      trigger: ".o_field_widget[name=score]:contains(85.00)",
    },
    {
      content: "One is not done",
      trigger: ".alert-warning:contains(Measurements not done: 1)",
    },
    {
      content: "Close it all the same",
      trigger: button("action_close"),
      run: "click",
    },
    {
      content: "Why?",
      trigger: ".modal .o_field_widget[name=reason] textarea",
      run: "edit The customer is abroad",
    },
    {
      content: "Confirm",
      trigger: ".modal button[name=action_confirm]",
      run: "click",
    },
    {
      content: "It is closed",
      trigger: currentState("closed"),
    },
    {
      content: "What was left out is named",
      trigger: ".o_field_widget[name=left_out_text]:contains(North Bridge)",
    },
    {
      content: "With the reason",
      trigger: ".o_field_widget[name=reason]:contains(The customer is abroad)",
    },
    {
      content: "The figures of the company",
      trigger: `.o_field_widget[name=rollup_ids] ${row("Policy Ltd")} td[name=short_name]`,
      run: "click",
    },
    {
      content: "With their formula",
      trigger: ".modal .o_field_widget[name=formula]:contains(85.00 ÷ 1 = 85.00)",
    },
    {
      content: "Close the dialog",
      trigger: ".modal .btn-close",
      run: "click",
    },
    {
      content: "Nothing is left to save",
      trigger: "body:not(:has(.modal)) .o_form_saved",
    },
  ],
});
