/* Copyright 2026 Customer Policy Suite contributors
 * License AGPL-3.0 or later (https://www.gnu.org/licenses/agpl). */

import {
  button,
  confirmStep,
  currentState,
  row,
} from "@crm_grading/../tests/tours/grading_tour_utils";
import {registry} from "@web/core/registry";

registry.category("web_tour.tours").add("crm_grading_appeal_employee", {
  steps: () => [
    {
      content: "From the published round to its results",
      trigger: "button[name=action_open_results]:contains(Graded)",
      run: "click",
    },
    {
      content: "Open the customer",
      trigger: `${row("Weak Wheels")} td[name=partner_id]`,
      run: "click",
    },
    {
      content: "It says until when appeals are possible",
      trigger: ".alert:contains(Is something wrong)",
    },
    {content: "Appeal", trigger: button("action_appeal"), run: "click"},
    {
      content: "Say what is wrong",
      trigger: ".modal .o_field_widget[name=reason] textarea",
      run: "edit The contract of May is missing",
    },
    {
      content: "File it",
      trigger: ".modal-footer button[name=action_open]",
      run: "click",
    },
    {content: "It is filed", trigger: currentState("filed")},
    {
      content: "It says what happens next",
      trigger: ".alert:contains(an officer investigates)",
    },
    {
      content: "Who appeals neither investigates nor decides",
      trigger:
        ".o_form_statusbar:not(:has(button[name=action_investigate])):has(button[name=action_withdraw])",
    },
  ],
});

registry.category("web_tour.tours").add("crm_grading_appeal_officer", {
  url: "/odoo/grade-appeals",
  steps: () => [
    {
      content: "Open the appeal",
      trigger: `${row("Weak Wheels")} td[name=reason]`,
      run: "click",
    },
    {content: "Take it", trigger: button("action_investigate"), run: "click"},
    {content: "It is in hand", trigger: currentState("investigating")},
    {
      content: "Write down the finding",
      trigger: ".o_field_widget[name=finding] textarea",
      run: "edit The contract was signed on 12 May",
    },
    {
      content: "Propose the answer",
      trigger: ".o_field_widget[name=answer] textarea",
      run: "edit You are right, thank you",
    },
    {
      content: "Correct a figure",
      trigger: ".o_field_widget[name=correction_ids] .o_field_x2many_list_row_add a",
      run: "click",
    },
    {
      content: "Look at the indicators",
      trigger: ".o_selected_row td[name=line_id] input",
      run: "click",
    },
    {
      content: "Choose the one that was wrong",
      trigger: ".o-autocomplete--dropdown-item:contains(Room for New Business)",
      run: "click",
    },
    {
      content: "The figure of the round stands beside",
      trigger: ".o_selected_row td[name=original_text]:contains(50 points)",
    },
    {
      content: "The right figure",
      trigger: ".o_selected_row td[name=figure] input",
      run: "edit 100",
    },
    {
      content: "And why",
      trigger: ".o_selected_row td[name=reason] textarea",
      run: "edit Contract of 12 May",
    },
    {
      content: "See what it would give",
      trigger: ".o_field_widget[name=finding] textarea",
      run: "click",
    },
    {
      content: "Score and grade are computed at once",
      trigger: ".alert:contains(If upheld):contains(75)",
    },
    {content: "Submit", trigger: button("action_submit"), run: "click"},
    {content: "It waits for a manager", trigger: currentState("to_decide")},
    {
      content: "An officer cannot decide",
      trigger: ".o_form_statusbar:not(:has(button[name=action_uphold]))",
    },
  ],
});

registry.category("web_tour.tours").add("crm_grading_appeal_manager", {
  url: "/odoo/grade-appeals",
  steps: () => [
    {
      content: "Open the appeal",
      trigger: `${row("Weak Wheels")} td[name=reason]`,
      run: "click",
    },
    {
      content: "See the effect before deciding",
      trigger: ".alert:contains(If upheld):contains(75)",
    },
    {content: "Uphold", trigger: button("action_uphold"), run: "click"},
    confirmStep("Confirm"),
    {
      content: "It is upheld",
      trigger: ".alert:contains(carries the corrected figures)",
    },
    {
      content: "The grade now stands beside the one appealed against",
      trigger: ".o_field_widget[name=grade_id] .badge:contains(B)",
    },
  ],
});
