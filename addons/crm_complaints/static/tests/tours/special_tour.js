/* Copyright 2026 Customer Policy Suite contributors
 * License AGPL-3.0 or later (https://www.gnu.org/licenses/agpl). */

import {registry} from "@web/core/registry";

/** Who watches a project makes a complaint of a department's remark. */
registry.category("web_tour.tours").add("crm_complaints_remark", {
  url: "/odoo/project-watch",
  steps: () => [
    {
      content: "The project that is watched",
      trigger: ".o_data_row td:contains(Hall 3)",
      run: "click",
    },
    {
      content: "What departments remark",
      trigger: ".o_notebook a[name=page_remarks]",
      run: "click",
    },
    {
      content: "The remark on the schedule becomes a complaint",
      trigger: ".o_data_row:contains(Crane is late) button[name=action_complain]",
      run: "click",
    },
    {
      content: "The complaint names the project",
      trigger: ".o_field_widget[name=watch_id]:contains(Hall 3)",
    },
  ],
});

/** The general manager sends a remedy plan back, with the reason. */
registry.category("web_tour.tours").add("crm_complaints_remedy", {
  url: "/odoo/remedy-plans",
  steps: () => [
    {
      content: "The plan that waits",
      trigger: ".o_data_row td:contains(Old street)",
      run: "click",
    },
    {
      content: "It is my turn to approve",
      trigger: ".o_form_view button[name=action_pass]:contains(Approve)",
    },
    {
      content: "The invoices are missing",
      trigger: "button[name=action_return]",
      run: "click",
    },
    {
      content: "Say why",
      trigger: ".modal .o_field_widget[name=reason] textarea",
      run: "edit The invoices are missing",
    },
    {
      content: "Send it back",
      trigger: ".modal button[name=action_confirm]",
      run: "click",
    },
    {
      content: "Customer service writes it anew",
      trigger: ".o_form_view:not(:has(button[name=action_return]))",
    },
    {
      content: "It stands in the history",
      trigger: ".o_notebook a[name=page_history]",
      run: "click",
    },
    {
      content: "With person and reason",
      trigger: ".o_data_row:contains(The invoices are missing)",
    },
  ],
});

/** The officer closes a check below the standard: a training is planned. */
registry.category("web_tour.tours").add("crm_complaints_check", {
  url: "/odoo/service-checks",
  steps: () => [
    {
      content: "The check of the person",
      trigger: ".o_data_row td:contains(cmp_user)",
      run: "click",
    },
    {
      content: "All marks are given",
      trigger: "button[name=action_close]",
      run: "click",
    },
    {
      content: "Below the standard: a training is to be held",
      trigger: ".o_notebook a[name=page_training]",
      run: "click",
    },
    {
      content: "On what was weak",
      trigger: ".o_data_row:contains(Greets)",
    },
  ],
});
