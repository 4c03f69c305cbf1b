/* Copyright 2026 Customer Policy Suite contributors
 * License AGPL-3.0 or later (https://www.gnu.org/licenses/agpl). */

import {
  button,
  cell,
  confirmStep,
  currentState,
  row,
} from "@crm_grading/../tests/tours/grading_tour_utils";
import {registry} from "@web/core/registry";

registry.category("web_tour.tours").add("crm_grading_audit", {
  url: "/odoo/grading-audits",
  steps: () => [
    {content: "New audit", trigger: ".o_list_button_add", run: "click"},
    {
      content: "Look at the rounds",
      trigger: ".o_field_widget[name=round_id] input",
      run: "click",
    },
    {
      content: "Choose the published one",
      trigger: ".o-autocomplete--dropdown-item:contains(2026-06-30)",
      run: "click",
    },
    {
      content: "Two customers",
      trigger: ".o_field_widget[name=size_number] input",
      run: "edit 2",
    },
    {content: "Draw", trigger: button("action_draw"), run: "click"},
    {content: "The sample is drawn", trigger: currentState("checking")},
    {
      content: "Compare with the documents of today",
      trigger: button("action_recompute"),
      run: "click",
    },
    {
      content: "Check the results",
      trigger: button("action_open_lines"),
      run: "click",
    },
    {
      content: "The sample has a list of its own",
      trigger: ".o_last_breadcrumb_item:contains(Audited Results)",
    },
    {
      content: "One is right",
      trigger: `${row("Best Bearings")} button[name=action_correct]`,
      run: "click",
    },
    {
      content: "It is marked",
      trigger: `${cell("Best Bearings", "verdict")}:contains(Correct)`,
    },
    {
      content: "The other deviates",
      trigger: cell("Weak Wheels", "verdict"),
      run: "click",
    },
    {
      content: "Look at the verdicts",
      trigger: ".o_selected_row td[name=verdict] .o_field_widget input",
      run: "click",
    },
    {
      content: "Deviation",
      trigger: ".o_select_menu_item:contains(Deviation)",
      run: "click",
    },
    {
      content: "Say what deviates",
      trigger: ".o_selected_row td[name=remark] textarea",
      run: "edit No document for this assessment",
    },
    {
      content: "Save the line",
      trigger: ".o_list_button_save",
      run: "click",
    },
    {
      content: "Record a finding",
      trigger: `${row("Weak Wheels")} button[name=action_record_finding]`,
      run: "click",
    },
    {
      content: "It is an improvement action with the remark as cause",
      trigger: ".o_form_view:contains(No document for this assessment)",
    },
    {
      content: "Back to the sample",
      trigger: ".o_breadcrumb .o_back_button a, .o_breadcrumb .o_back_button",
      run: "click",
    },
    {
      content: "Back to the audit",
      trigger: ".breadcrumb-item a:contains(Audit of)",
      run: "click",
    },
    {
      content: "The error rate stands",
      trigger: ".o_field_widget[name=error_rate]:contains(50)",
    },
    {content: "Close", trigger: button("action_close"), run: "click"},
    confirmStep("Confirm"),
    {content: "It is closed", trigger: currentState("closed")},
  ],
});
