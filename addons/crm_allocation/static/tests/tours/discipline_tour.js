/* Copyright 2026 Customer Policy Suite contributors
 * License AGPL-3.0 or later (https://www.gnu.org/licenses/agpl). */

import {registry} from "@web/core/registry";

const field = (name) => `.o_field_widget[name=${name}]`;
const badge = (name) => `${field("state")} .badge:contains(${name})`;

const fitsTheScreen = (what) => ({
  content: `${what} does not scroll sideways`,
  trigger: ".o_content",
  run({anchor}) {
    const {clientWidth, scrollWidth} = anchor;
    if (scrollWidth > clientWidth || document.body.scrollWidth > window.innerWidth) {
      throw new Error(`${what} is ${scrollWidth} px wide on ${clientWidth} px`);
    }
  },
});

const isHighEnough = {
  content: "The button is as high as a finger",
  trigger: ".o_kanban_record button[name=action_contact]",
  run({anchor}) {
    if (anchor.offsetHeight < 44) {
      throw new Error(`The button is ${anchor.offsetHeight} px high`);
    }
  },
};

/** The salesperson got a customer: contacts it and reports, with a phone. */
registry.category("web_tour.tours").add("crm_allocation_clock", {
  url: "/odoo/my-clocks",
  steps: () => [
    {
      content: "The customer stands there, the clock runs",
      trigger: `.o_kanban_record:contains(Customer A) .o_policy_countdown:contains(09:)`,
    },
    fitsTheScreen("My Clocks"),
    isHighEnough,
    {
      content: "I have contacted the customer",
      trigger: ".o_kanban_record button[name=action_contact]",
      run: "click",
    },
    {
      content: "What came of it",
      trigger: `.modal ${field("result")} textarea`,
      run: "edit Wants an offer",
    },
    {
      content: "That is all for now",
      trigger: ".modal button[name=action_confirm]",
      run: "click",
    },
    {
      content: "The report is due",
      trigger: ".o_kanban_record button[name=action_report]",
      run: "click",
    },
    {
      content: "What the manager should know",
      trigger: `.modal ${field("report")} textarea`,
      run: "edit Offer by Friday",
    },
    {
      content: "Report",
      trigger: ".modal button[name=action_confirm]",
      run: "click",
    },
    {
      content: "No clock runs any more",
      trigger: ".o_kanban_view:not(:has(button[name=action_report]))",
    },
    {
      content: "Which is told",
      trigger: ".o_view_nocontent:contains(No clock runs)",
    },
  ],
});

/** The sales manager, with the User role only, signs a re-application. */
registry.category("web_tour.tours").add("crm_allocation_sign", {
  url: "/odoo/re-applications-to-sign",
  steps: () => [
    {
      content: "Open the re-application",
      trigger: ".o_data_row:contains(Judged) td[name=partner_id]",
      run: "click",
    },
    {
      content: "Read why",
      trigger: `${field("reason")}:contains(Three valves a year)`,
    },
    {
      content: "Sign",
      trigger: ".o_statusbar_buttons button[name=action_sign]",
      run: "click",
    },
    {
      content: "The consequences are named; go on",
      trigger: ".modal:contains(another customer is owed) .modal-footer .btn-primary",
      run: "click",
    },
    {
      content: "It is signed",
      trigger: ".alert-success:contains(goes to the salesperson first)",
    },
    {
      content: "A customer is owed",
      trigger: `${field("entitlement_ids")} .o_data_row:contains(Owed)`,
    },
  ],
});

/** The director confirms what is proposed, and waives one with a reason. */
registry.category("web_tour.tours").add("crm_allocation_penalties", {
  url: "/odoo/penalties",
  steps: () => [
    {
      content: "Choose all",
      trigger: ".o_list_view thead .o_list_record_selector input",
      run: "click",
    },
    {
      content: "Confirm them",
      trigger: ".o_control_panel_actions button[name=action_confirm]",
      run: "click",
    },
    {
      content: "Both are confirmed",
      trigger: `.o_list_view:not(:has(${badge("Proposed")})) ${badge("Confirmed")}`,
    },
    {
      content: "Open one",
      trigger: ".o_data_row:contains(alloc_colleague) td[name=type_id]",
      run: "click",
    },
    {
      content: "Waive it",
      trigger: ".o_statusbar_buttons button[name=action_waive]",
      run: "click",
    },
    {
      content: "Say why",
      trigger: `.modal ${field("reason")} textarea`,
      run: "edit Was on leave",
    },
    {
      content: "Decide",
      trigger: ".modal button[name=action_confirm]",
      run: "click",
    },
    {
      content: "The reason stands on the penalty",
      trigger: `${field("decision_reason")}:contains(Was on leave)`,
    },
  ],
});
