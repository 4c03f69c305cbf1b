/* Copyright 2026 Customer Policy Suite contributors
 * License AGPL-3.0 or later (https://www.gnu.org/licenses/agpl). */

import {registry} from "@web/core/registry";

const button = (name) => `.o_statusbar_buttons button[name="${name}"]`;

const customer = (name) =>
  `.oe_title .o_field_widget[name=partner_id]:contains(${name})`;

const markSteps = (stars) =>
  [...Array(5).keys()].map((row) => ({
    content: `Give ${stars} stars by criterion ${row + 1}`,
    trigger: `.o_field_widget[name=mark_ids] .o_data_row:eq(${row}) .o_priority a:eq(${stars - 1})`,
    run: "click",
  }));

/** The store manager, with the User role only, reads three forms in a row. */
registry.category("web_tour.tours").add("crm_visits_inspection", {
  url: "/odoo/visits-to-inspect",
  steps: () => [
    {
      content: "The oldest form stands first",
      trigger: ".o_data_row:first:contains(Customer A)",
    },
    {
      content: "Open it",
      trigger: ".o_data_row:first td[name=partner_id]",
      run: "click",
    },
    {
      content: "Read it",
      trigger: ".o_field_widget[name=customer_needs]:contains(valves)",
    },
    {
      content: "The pager counts the forms of the list",
      trigger: ".o_pager_counter:contains(1):contains(3)",
    },
    {content: "Look at the next one", trigger: ".o_pager_next", run: "click"},
    {content: "It is the second", trigger: customer("Customer B")},
    {content: "And back again", trigger: ".o_pager_previous", run: "click"},
    {content: "The first one", trigger: customer("Customer A")},
    {
      content: "Sending back needs a remark",
      trigger: button("action_send_back"),
      run: "click",
    },
    {
      content: "It says so",
      trigger: ".modal:contains(Say in the remark)",
    },
    {content: "Understood", trigger: ".modal .modal-footer .btn-primary", run: "click"},
    {
      content: "The form still waits, no other one opened",
      trigger: customer("Customer A"),
    },
    {
      content: "Say what has to be better",
      trigger: ".o_field_widget[name=remark] textarea",
      run: "edit Which quantities?",
    },
    {content: "Send it back", trigger: button("action_send_back"), run: "click"},
    {content: "The next form opens", trigger: customer("Customer B")},
    {
      content: "In its place of the list",
      trigger: ".o_pager_counter:contains(2):contains(3)",
    },
    {content: "Leave it for later", trigger: button("action_skip"), run: "click"},
    {content: "The third form opens", trigger: customer("Customer C")},
    ...markSteps(4),
    {
      content: "The mark is computed",
      trigger: ".o_field_widget[name=mark]:contains(80)",
    },
    {
      content: "With its grade",
      trigger: ".o_field_widget[name=quality_id]:contains(Good)",
    },
    {content: "Pass", trigger: button("action_pass"), run: "click"},
    {
      content: "It was the last one: the list again, with what was skipped",
      trigger: ".o_list_view .o_data_row:contains(Customer B)",
    },
    {
      content: "Nothing else waits",
      trigger: ".o_list_view:not(:has(.o_data_row:contains(Customer A)))",
    },
  ],
});

/** The manager looks at the figures and prints a booklet. */
registry.category("web_tour.tours").add("crm_visits_figures", {
  url: "/odoo/visit-figures",
  steps: () => [
    {
      content: "This month at first; of all time",
      trigger: ".o_searchview_facet .o_facet_remove",
      run: "click",
    },
    {
      content: "The department stands in the pivot",
      trigger: ".o_pivot th:contains(Store North)",
    },
    {content: "As a list", trigger: "button.o_list", run: "click"},
    {
      content: "Open a visit",
      trigger: ".o_data_row:first td[name=partner_id]",
      run: "click",
    },
    {
      content: "It is the visit",
      trigger: ".o_form_view .o_field_widget[name=partner_id]",
    },
  ],
});
