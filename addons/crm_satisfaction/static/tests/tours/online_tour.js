/* Copyright 2026 Customer Policy Suite contributors
 * License AGPL-3.0 or later (https://www.gnu.org/licenses/agpl). */

import {registry} from "@web/core/registry";

const row = (number) =>
  `.o_survey_question_matrix tbody tr:nth-child(${number}) td.o_survey_matrix_btn`;
const choose = (factor, text) => ({
  content: `Choose ${text}`,
  trigger: `${row(factor)}:has(.o_satisfaction_choice:visible:contains(/^${text}$/))`,
  run: "click",
});
const chosen = (factor) => ({
  content: "It is chosen",
  trigger: `${row(factor)}.o_survey_selected`,
});

registry.category("web_tour.tours").add("crm_satisfaction_respondent", {
  steps: () => [
    {
      content: "It says what it is about",
      trigger: "h2:contains(North Bridge)",
    },
    {
      content: "Begin",
      trigger: "button[value=start]:not(.disabled)",
      run: "click",
    },
    choose(1, "Satisfied"),
    chosen(1),
    choose(2, "Fairly Satisfied"),
    chosen(2),
    choose(3, "Not applicable"),
    chosen(3),
    {
      content: "Would recommend: 9",
      trigger: "[data-satisfaction=recommend] label:has(input[value='9'])",
      run: "click",
    },
    {
      content: "A comment",
      trigger: "[data-satisfaction=comment] textarea",
      run: "edit Very good work",
    },
    {
      content: "Send",
      trigger: "button[value=finish]:not(.disabled)",
      run: "click",
    },
    {
      content: "Yes, send",
      trigger: ".modal-footer .btn-primary",
      run: "click",
    },
    {
      content: "Thanks",
      trigger: ".o_satisfaction_thanks:contains(Thank you for your answers)",
    },
  ],
});

registry.category("web_tour.tours").add("crm_satisfaction_send", {
  steps: () => [
    {
      content: "Send invitations",
      trigger: "button[name=action_send_invitations]",
      run: "click",
    },
    {
      content: "One cannot be written to",
      trigger: ".modal .o_data_row:contains(There is no e-mail address)",
    },
    {
      content: "Look at the mail",
      trigger: ".modal button[name=action_preview_mail]",
      run: "click",
    },
    {
      content: "It is there",
      trigger: ".modal [name=mail_body]:contains(Contact A)",
    },
    {
      content: "Send",
      trigger: ".modal button[name=action_send]",
      run: "click",
    },
    {
      content: "One was invited",
      trigger: ".o_list_view .o_data_row:contains(Contact A):contains(Invited)",
    },
    {
      content: "One is to be called",
      trigger: ".o_list_view .o_data_row:contains(Inspector):contains(No Valid E-Mail)",
    },
  ],
});
