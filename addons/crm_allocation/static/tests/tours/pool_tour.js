/* Copyright 2026 Customer Policy Suite contributors
 * License AGPL-3.0 or later (https://www.gnu.org/licenses/agpl). */

import {registry} from "@web/core/registry";

const row = (text) => `.o_data_row:contains(${text})`;

/** A salesperson claims a customer with a phone. */
registry.category("web_tour.tours").add("crm_allocation_claim", {
  url: "/odoo/customer-pool",
  steps: () => [
    {
      content: "The name is masked",
      trigger: ".o_kanban_record:contains(B*** V*** T*** Ltd.)",
    },
    {
      content: "The cards do not scroll sideways",
      trigger: ".o_content",
      run({anchor}) {
        if (anchor.scrollWidth > anchor.clientWidth) {
          throw new Error(`${anchor.scrollWidth} px on ${anchor.clientWidth} px`);
        }
      },
    },
    {
      content: "Claim it",
      trigger: ".o_kanban_record:contains(B*** V***) button.o_claim",
      run: "click",
    },
    {
      content: "The customer opens with its name",
      trigger: ".o_form_view:has(.o_field_widget[name=name])",
    },
    {
      content: "The first contact is due",
      trigger: ".o-mail-Activity:contains(Contact the customer)",
    },
  ],
});

/** The director decides on idle customers. */
registry.category("web_tour.tours").add("crm_allocation_idle", {
  url: "/odoo/idle-customers",
  steps: () => [
    {content: "Both are proposed", trigger: row("Second Ltd")},
    {
      content: "Choose all",
      trigger: ".o_list_record_selector input",
      run: "click",
    },
    {
      content: "Take them back",
      trigger: ".o_control_panel button[name=action_take_back]",
      run: "click",
    },
    {
      content: "Say why",
      trigger: ".modal .o_field_widget[name=reason] textarea",
      run: "edit Nobody called since spring",
    },
    {content: "Decide", trigger: ".modal button[name=action_confirm]", run: "click"},
    {content: "Nothing is left", trigger: ".o_view_nocontent:contains(No customer)"},
  ],
});
