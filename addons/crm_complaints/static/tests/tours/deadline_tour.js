/* Copyright 2026 Customer Policy Suite contributors
 * License AGPL-3.0 or later (https://www.gnu.org/licenses/agpl). */

import {registry} from "@web/core/registry";

registry.category("web_tour.tours").add("crm_complaints_late", {
  url: "/odoo/overdue-complaints",
  steps: () => [
    {
      content: "The clock shows by how much",
      trigger: ".o_data_row:contains(Water comes in) .text-danger:contains(over by)",
    },
    {
      content: "Open it",
      trigger: ".o_data_row .o_data_cell:contains(Water comes in)",
      run: "click",
    },
    {
      content: "The clock stands in the form",
      trigger: ".o_form_view div[name=clock] .o_policy_countdown:contains(over by)",
    },
    {
      content: "All deadlines, and why",
      trigger: ".o_notebook .nav-link:contains(Deadlines)",
      run: "click",
    },
    {
      content: "The superior should have been told",
      trigger: ".o_data_row:contains(in working hours: 1. Counted from 07/01/2026)",
    },
    {
      content: "Told now",
      trigger: ".o_statusbar_buttons button[name=action_report]",
      run: "click",
    },
    {
      content: "Done late; the clock goes on to the next",
      trigger: ".o_notebook .o_data_row:contains(Done Late)",
    },
    {
      content: "The next deadline is that of the receipt",
      trigger: ".o_field_widget[name=next_due_kind]:contains(Confirm Receipt)",
    },
  ],
});
