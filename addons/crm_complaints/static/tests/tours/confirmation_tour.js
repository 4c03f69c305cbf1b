/* Copyright 2026 Customer Policy Suite contributors
 * License AGPL-3.0 or later (https://www.gnu.org/licenses/agpl). */

import {registry} from "@web/core/registry";

const currentState = (state) =>
  `.o_statusbar_status button.o_arrow_button_current[data-value="${state}"]`;

registry.category("web_tour.tours").add("crm_complaints_enter_answer", {
  steps: () => [
    {
      content: "The customer is on the phone: enter the answer",
      trigger: '.o_statusbar_buttons button[name="action_enter_confirmation"]',
      run: "click",
    },
    {
      content: "Who answers is known",
      trigger: ".modal .o_field_widget[name=answerer_name] input:value(Contact A)",
    },
    {
      content: "The number that was called",
      trigger: ".modal .o_field_widget[name=phone] input",
      run: "edit +86 21 8888 0000",
    },
    {
      content: "Satisfied",
      trigger: ".modal .o_field_widget[name=satisfied] input[data-value=yes]",
      run: "click",
    },
    {
      content: "Take it down",
      trigger: '.modal button[name="action_confirm"]',
      run: "click",
    },
    {content: "The complaint is closed", trigger: currentState("closed")},
  ],
});

registry.category("web_tour.tours").add("crm_complaints_unconfirmed", {
  steps: () => [
    {
      content: "A customer did not answer in time: close without confirmation",
      trigger: '.o_data_row button[name="action_close_unconfirmed"]',
      run: "click",
    },
    {
      content: "Say why",
      trigger: ".modal .o_field_widget[name=reason] textarea",
      run: "edit Asked three times by phone",
    },
    {
      content: "Close",
      trigger: '.modal button[name="action_confirm"]',
      run: "click",
    },
    {
      content: "Nothing is left to do",
      trigger: "body:not(:has(.modal)) .o_view_nocontent",
    },
  ],
});
