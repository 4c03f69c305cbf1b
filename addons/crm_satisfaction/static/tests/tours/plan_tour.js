/* Copyright 2026 Customer Policy Suite contributors
 * License AGPL-3.0 or later (https://www.gnu.org/licenses/agpl). */

import {registry} from "@web/core/registry";

const button = (name) => `.o_statusbar_buttons button[name="${name}"]`;
const currentState = (state) =>
  `.o_statusbar_status button.o_arrow_button_current[data-value="${state}"]`;
const row = (text) => `.o_data_row:contains(${text})`;

/** The head of a department has the plan of the year proposed, and submits it. */
registry.category("web_tour.tours").add("crm_satisfaction_plan_head", {
  url: "/odoo/survey-plans/new",
  steps: () => [
    {
      content: "Our department",
      trigger: ".o_field_widget[name=unit_id] input",
      run: "edit Service",
    },
    {
      content: "Choose it",
      trigger: ".o-autocomplete--dropdown-item a:contains(Works / Service)",
      run: "click",
    },
    {
      content: "What is due in the year?",
      trigger: button("action_propose"),
      run: "click",
    },
    {
      content: "The quarters are there; ask by phone, too",
      trigger: `${row("End of Quarter")} td[name=way_phone]`,
      run: "click",
    },
    {
      content: "It is ticked",
      trigger: ".o_selected_row td[name=way_phone] input:checked",
    },
    {
      content: "Hand it in",
      trigger: button("action_submit"),
      run: "click",
    },
    {
      content: "It waits",
      trigger: currentState("submitted"),
    },
    {
      content: "And is saved",
      trigger: ".o_form_saved",
    },
  ],
});

/** The manager approves the plan that was handed in. */
registry.category("web_tour.tours").add("crm_satisfaction_plan_manager", {
  url: "/odoo/survey-plans",
  steps: () => [
    {
      content: "A plan waits",
      trigger: `${row("Submitted")} td[name=unit_id]`,
      run: "click",
    },
    {
      content: "Approve it",
      trigger: button("action_approve"),
      run: "click",
    },
    {
      content: "It is carried out from now on",
      trigger: currentState("approved"),
    },
    {
      content: "And saved",
      trigger: ".o_form_saved",
    },
  ],
});

/** The person responsible finds what became due, and files a paper. */
registry.category("web_tour.tours").add("crm_satisfaction_paper_user", {
  url: "/odoo/measurements",
  steps: () => [
    {
      content: "The quarter's measurement came by itself",
      trigger: `${row("North Bridge")} td[name=occasion]:contains(End of Quarter)`,
    },
    {
      content: "To the planning",
      trigger: ".o_menu_sections button:contains(Satisfaction)",
      run: "click",
    },
    {
      content: "What is missing?",
      trigger: ".o-dropdown--menu .o-dropdown-item:contains(Papers Missing)",
      run: "click",
    },
    {
      content: "The papers of our department",
      trigger: ".o_group_header:contains(Service) .o_group_name",
      run: "click",
    },
    {
      content: "The record of the completion",
      trigger: `${row("Evaluation")} td[name=type_id]`,
      run: "click",
    },
    {
      content: "Here it is",
      trigger: button("action_receive"),
      run: "click",
    },
    {
      content: "Received",
      trigger: currentState("received"),
    },
    {
      content: "And saved",
      trigger: ".o_form_saved",
    },
  ],
});
