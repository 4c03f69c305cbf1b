/* Copyright 2026 Customer Policy Suite contributors
 * License AGPL-3.0 or later (https://www.gnu.org/licenses/agpl). */

import {
  button,
  confirmStep,
  currentState,
  row,
} from "@crm_grading/../tests/tours/grading_tour_utils";
import {registry} from "@web/core/registry";

registry.category("web_tour.tours").add("crm_grading_method", {
  url: "/odoo/action-crm_grading.crm_grading_scheme_action_pattern",
  steps: () => [
    {
      content: "Open the pattern",
      trigger: `${row("Value × Potential")} td[name=name]`,
      run: "click",
    },
    {
      content: "It says what to do",
      trigger: ".alert:contains(Use in My Company)",
    },
    {
      content: "Take it into use",
      trigger: button("action_use_pattern"),
      run: "click",
    },
    {content: "It is a draft", trigger: currentState("draft")},
    {
      content: "The cells came along",
      trigger: ".o_grading_matrix_cell[data-cell='C/Low']:contains(Least effort)",
    },
    {
      content: "See the effect",
      trigger: button("action_what_if"),
      run: "click",
    },
    {
      content: "Open the customers of a cell",
      trigger: ".o_grading_matrix_cell[data-cell='A/High'] button:contains(1)",
      run: "click",
    },
    {
      content: "They are listed",
      trigger: `${row("Loyal Steel")} td[name=partner_id]`,
      run: "click",
    },
    {
      content: "The sheet says what made the grade",
      trigger: ".o_grading_score_sheet li:contains(Potential High)",
    },
  ],
});

registry.category("web_tour.tours").add("crm_grading_lead", {
  url: "/odoo/grading-schemes",
  steps: () => [
    {
      content: "Open the scheme by amount",
      trigger: `${row("Grading by Amount")} td[name=name]`,
      run: "click",
    },
    {
      content: "It grades beside the leading scheme",
      trigger: ".alert:contains(Beside the leading scheme)",
    },
    {
      content: "Let it lead",
      trigger: button("action_lead"),
      run: "click",
    },
    confirmStep("Yes, it shall lead"),
    {
      content: "It leads",
      trigger: "div[name=is_leading] input:checked",
    },
  ],
});
