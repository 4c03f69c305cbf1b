/* Copyright 2026 Customer Policy Suite contributors
 * License AGPL-3.0 or later (https://www.gnu.org/licenses/agpl). */

import {registry} from "@web/core/registry";

const row = (text) => `.o_data_row:contains(${text})`;

const choose = (name, text) => [
  {
    content: `Type ${text}`,
    trigger: `.o_field_widget[name=${name}] input`,
    run: `edit ${text}`,
  },
  {
    content: `Choose ${text}`,
    trigger: `.o-autocomplete--dropdown-item:contains(${text})`,
    run: "click",
  },
];

/** A manager says who belongs to a class and how often it is visited, and plans. */
registry.category("web_tour.tours").add("crm_visits_cadence", {
  url: "/odoo/visit-classes",
  steps: () => [
    {
      content: "Open the class",
      trigger: `${row("Strategic")} td[name=name]`,
      run: "click",
    },
    {
      content: "Nobody belongs to it",
      trigger: ".alert-warning:contains(Nobody belongs to this class yet)",
    },
    ...choose("category_ids", "Important"),
    {
      content: "Look at the cadence",
      trigger: ".o_notebook .nav-link[name=cadence]",
      run: "click",
    },
    {
      content: "Add a line",
      trigger: ".o_field_widget[name=cadence_ids] .o_field_x2many_list_row_add a",
      run: "click",
    },
    ...choose("type_id", "Regular Visit"),
    {
      content: "Twice",
      trigger: ".o_selected_row td[name=times] input",
      run: "edit 2",
    },
    {content: "Save it", trigger: ".o_form_button_save", run: "click"},
    {content: "It is saved", trigger: "body:not(:has(.o_form_button_save:visible))"},
    {
      content: "The form says what happens next",
      trigger: ".alert-info:contains(every night)",
    },
    {
      content: "Plan without waiting",
      trigger: ".o_statusbar_buttons button[name=action_plan_now]",
      run: "click",
    },
    {
      content: "Read what was planned",
      trigger: ".o_notification:contains(New proposals: 4)",
    },
    {
      content: "One customer belongs to the class",
      trigger: "button[name=action_open_customers]:contains(1)",
      run: "click",
    },
    {content: "It is this one", trigger: row("Customer A")},
    {
      content: "Go to the menu of visits",
      trigger: ".o_menu_sections button[data-menu-xmlid='crm_visits.menu_visits']",
      run: "click",
    },
    {
      content: "Open the proposals",
      trigger:
        ".o-dropdown--menu .dropdown-item[data-menu-xmlid='crm_visits.crm_visit_menu_planning']",
      run: "click",
    },
    {
      content: "The proposals are listed",
      trigger: `${row("Customer A")}:contains(Regular Visit)`,
    },
    {
      content: "Open the first",
      trigger: `${row("Customer A")}:first td[name=partner_id]`,
      run: "click",
    },
    {
      content: "Focus and deadline stand on the visit",
      trigger: ".o_form_view .o_field_widget[name=date_deadline]",
    },
    {
      content: "The customer agreed",
      trigger: ".o_statusbar_buttons button[name=action_agree]",
      run: "click",
    },
    {
      content: "Planning leaves it alone from now on",
      trigger: ".alert-info:contains(Agreed. Prepare the visit)",
    },
  ],
});

/** A manager reads how the cadence was kept. */
registry.category("web_tour.tours").add("crm_visits_execution", {
  url: "/odoo/cadence-execution",
  steps: () => [
    {content: "By class and person", trigger: ".o_pivot table:contains(Strategic)"},
    {content: "As a graph", trigger: ".o_switch_view.o_graph", run: "click"},
    {content: "It is drawn", trigger: ".o_graph_renderer canvas"},
    {content: "As a list", trigger: ".o_switch_view.o_list", run: "click"},
    {
      content: "Each contact with what became of it",
      trigger: `${row("Customer A")}:contains(Not Due Yet)`,
    },
    {
      content: "Open one",
      trigger: `${row("Customer A")}:first td[name=partner_id]`,
      run: "click",
    },
    {
      content: "The visit opens",
      trigger: ".o_form_view .o_field_widget[name=cadence_id]",
    },
  ],
});
