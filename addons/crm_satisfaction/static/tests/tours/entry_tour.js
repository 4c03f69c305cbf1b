/* Copyright 2026 Customer Policy Suite contributors
 * License AGPL-3.0 or later (https://www.gnu.org/licenses/agpl). */

import {inputFiles} from "@web/../tests/utils";
import {registry} from "@web/core/registry";

const row = (factor) => `.o_data_row:has(td[name=factor_id]:contains(${factor}))`;

const choose = (factor, level) => ({
  content: `${factor}: ${level}`,
  trigger: `${row(factor)} button[data-level=${level}]`,
  run: "click",
});

const chosen = (factor, level) => ({
  content: `${factor} is answered`,
  trigger: `${row(factor)} button[data-level=${level}].active`,
});

const header = (name) => `.o_statusbar_buttons button[name="${name}"]:enabled`;

registry.category("web_tour.tours").add("crm_satisfaction_entry", {
  steps: () => [
    {
      content: "Call the first respondent",
      trigger: header("action_call"),
      run: "click",
    },
    {
      content: "Who is called stands there",
      trigger: ".o_field_widget[name=contact_id] input:value(Contact A)",
    },
    {
      content: "Nobody answers",
      trigger: header("action_not_reached"),
      run: "click",
    },
    {
      content: "The next respondent",
      trigger: ".o_field_widget[name=contact_id] input:value(Inspector)",
    },
    choose("Quality", "satisfied"),
    chosen("Quality", "satisfied"),
    {
      content: "The level counts its middle",
      trigger: `${row("Quality")} td[name=score]:contains(95.50), ${row("Quality")} td[name=score] input:value(95.50)`,
    },
    choose("Schedule", "na"),
    chosen("Schedule", "na"),
    choose("Service", "average"),
    chosen("Service", "average"),
    {
      content: "The score so far: (50 × 95.5 + 20 × 70.5) ÷ 70",
      trigger: ".o_field_widget[name=preview_score]:contains(88.36)",
    },
    {
      content: "Would recommend us",
      trigger: ".o_field_widget[name=recommend_choice] input[data-value='9']",
      run: "click",
    },
    {
      content: "Answered: the one who was not reached comes again",
      trigger: header("action_done_next"),
      run: "click",
    },
    {
      content: "The first one again, tried once",
      trigger: ".o_field_widget[name=contact_id] input:value(Contact A)",
    },
    {
      content: "Back to the measurement",
      trigger: ".oe_stat_button[name=action_open_measurement]",
      run: "click",
    },
    {
      content: "A form came back by mail",
      trigger: header("action_enter_paper"),
      run: "click",
    },
    {
      content: "Its number",
      trigger: ".o_field_widget[name=number] input",
      run: "edit P-001",
    },
    {
      content: "It is signed",
      trigger: ".o_field_widget[name=is_signed] input",
      run: "click",
    },
    {
      content: "It is stamped",
      trigger: ".o_field_widget[name=is_stamped] input",
      run: "click",
    },
    {
      content: "The scan",
      trigger: ".o_field_widget[name=attachment_ids] button",
      run: async () => {
        const scan = new File(["scan"], "form.txt", {type: "text/plain"});
        await inputFiles(".o_field_widget[name=attachment_ids] .o_input_file", [scan]);
      },
    },
    {
      content: "The scan is there",
      trigger: ".o_field_widget[name=attachment_ids] .o_attachment:contains(form.txt)",
    },
    choose("Quality", "fairly"),
    chosen("Quality", "fairly"),
    choose("Schedule", "fairly"),
    chosen("Schedule", "fairly"),
    choose("Service", "fairly"),
    chosen("Service", "fairly"),
    {
      content: "Answered",
      trigger: header("action_done_back"),
      run: "click",
    },
    {
      content: "The score of both: (88.36 + 85.5) ÷ 2",
      trigger: ".o_satisfaction_score_sheet:contains(86.93 points out of 100)",
    },
    {
      content: "Where the questionnaire comes from",
      trigger: ".o_satisfaction_score_sheet tr[data-code=questionnaire] button",
      run: "click",
    },
    {
      content: "Both questionnaires",
      trigger: ".o_list_view .o_data_row:contains(Inspector)",
    },
  ],
});
