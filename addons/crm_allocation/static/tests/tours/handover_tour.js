/* Copyright 2026 Customer Policy Suite contributors
 * License AGPL-3.0 or later (https://www.gnu.org/licenses/agpl). */

import {registry} from "@web/core/registry";

const row = (text) => `.o_data_row:contains(${text})`;
const field = (name) => `.o_field_widget[name="${name}"]`;
const button = (name) =>
  `.o_statusbar_buttons button[name="${name}"]:not(.d-none):visible`;
const state = (value) =>
  `.o_statusbar_status button.o_arrow_button_current[data-value="${value}"]`;
const confirm = {
  content: "Confirm",
  trigger: ".modal .modal-footer .btn-primary",
  run: "click",
};
const choose = (input, text) => [
  {content: `Look for ${text}`, trigger: input, run: `edit ${text}`},
  {
    content: `Choose ${text}`,
    trigger: `.ui-autocomplete .dropdown-item:contains(${text})`,
    run: "click",
  },
];

/** A salesperson applies for a swap and signs. */
registry.category("web_tour.tours").add("crm_allocation_swap_apply", {
  url: "/odoo/customer-swaps",
  steps: () => [
    {content: "Apply", trigger: ".o_list_button_add", run: "click"},
    {
      content: "Say why",
      trigger: `${field("reason")} textarea`,
      run: "edit Each lives nearer",
    },
    {
      content: "Add a customer",
      trigger: `${field("line_ids")} .o_field_x2many_list_row_add a`,
      run: "click",
    },
    ...choose(`.o_selected_row ${field("partner_id")} input`, "Mine"),
    ...choose(`.o_selected_row ${field("to_user_id")} input`, "alloc_colleague"),
    {content: "Save", trigger: ".o_form_button_save", run: "click"},
    {
      content: "Both have to sign",
      trigger: `${field("party_ids")} ${row("alloc_colleague")}`,
    },
    {content: "Sign", trigger: button("action_sign"), run: "click"},
    confirm,
    {
      content: "Signed by oneself; the colleague is next",
      trigger: `body:not(:has(${button("action_sign")}))`,
    },
    {content: "Nothing has moved", trigger: state("draft")},
  ],
});

/** The colleague signs on the phone. */
registry.category("web_tour.tours").add("crm_allocation_swap_sign", {
  url: "/odoo/customer-swaps",
  steps: () => [
    {
      content: "Open the application",
      trigger: ".o_kanban_record:contains(Each lives nearer)",
      run: "click",
    },
    {
      content: "Read what changes hands",
      trigger: `${field("line_ids")} .o_kanban_record:contains(Mine)`,
    },
    {
      content: "Sign, from the menu of the phone if it is there",
      trigger:
        "button[name=action_sign]:visible, .o_statusbar_buttons .dropdown-toggle",
      run: "click",
    },
    confirm,
    {content: "All have signed", trigger: ".alert:visible:contains(All have signed)"},
  ],
});

/** The director approves. */
registry.category("web_tour.tours").add("crm_allocation_swap_approve", {
  url: "/odoo/customer-swaps",
  steps: () => [
    {
      content: "Open the application",
      trigger: `${row("Each lives nearer")} td[name=name]`,
      run: "click",
    },
    {content: "All have signed", trigger: state("asked")},
    {content: "Approve it", trigger: button("action_approve"), run: "click"},
    confirm,
    {content: "It is", trigger: state("approved")},
  ],
});

/** The director hands over a leaver: preview, one step, undo. */
registry.category("web_tour.tours").add("crm_allocation_handover", {
  url: "/odoo/customer-handovers",
  steps: () => [
    {content: "A new hand-over", trigger: ".o_list_button_add", run: "click"},
    ...choose(`${field("from_user_id")} input`, "alloc_user"),
    {
      content: "Say why",
      trigger: `${field("reason")} textarea`,
      run: "edit Leaves on own request",
    },
    {
      content: "Name a successor",
      trigger: `${field("successor_ids")} .o_field_x2many_list_row_add a`,
      run: "click",
    },
    ...choose(`.o_selected_row ${field("user_id")} input`, "alloc_colleague"),
    {
      content: "And a second",
      trigger: `${field("successor_ids")} .o_field_x2many_list_row_add a`,
      run: "click",
    },
    ...choose(
      `${field("successor_ids")} .o_data_row:eq(1).o_selected_row ${field("user_id")} input`,
      "alloc_leader"
    ),
    {content: "Save", trigger: ".o_form_button_save", run: "click"},
    {content: "Prepare", trigger: button("action_prepare"), run: "click"},
    {content: "It is listed", trigger: state("prepared")},
    {
      content: "What moves",
      trigger: ".o_notebook .nav-link[name=parts]",
      run: "click",
    },
    {
      content: "All customers",
      trigger: `${field("part_ids")} ${row("Customers")} td[name=count]:contains(4)`,
    },
    {
      content: "The customers",
      trigger: ".o_notebook .nav-link[name=customers]",
      run: "click",
    },
    {
      content: "Choose another successor for the first",
      trigger: `${field("customer_ids")} ${row("Customer 000")} td[name=user_id]`,
      run: "click",
    },
    ...choose(`.o_selected_row ${field("user_id")} input`, "alloc_officer"),
    {content: "Hand over", trigger: button("action_hand_over"), run: "click"},
    confirm,
    {content: "Handed over", trigger: state("done")},
    {
      content: "Look at the customers",
      trigger: ".o_notebook .nav-link[name=customers]",
      run: "click",
    },
    {
      content: "The first is with whom it was given by hand",
      trigger: `${field("customer_ids")} ${row("Customer 000")} td[name=user_id]:contains(alloc_officer)`,
    },
    {content: "Undo", trigger: button("action_undo"), run: "click"},
    confirm,
    {content: "Undone", trigger: state("undone")},
  ],
});
