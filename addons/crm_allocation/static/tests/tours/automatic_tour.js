/* Copyright 2026 Customer Policy Suite contributors
 * License AGPL-3.0 or later (https://www.gnu.org/licenses/agpl). */

import {registry} from "@web/core/registry";

const row = (text) => `.o_data_row:contains(${text})`;
const field = (name) => `.o_field_widget[name="${name}"]`;
const choose = (name, text) => [
  {
    content: `Type ${text}`,
    trigger: `${field(name)} input`,
    run: `edit ${text}`,
  },
  {
    content: `Choose ${text}`,
    trigger: `.o-autocomplete--dropdown-item:contains(${text})`,
    run: "click",
  },
];

/** The director writes a rule. */
registry.category("web_tour.tours").add("crm_allocation_rule", {
  url: "/odoo/allocation-rules",
  steps: () => [
    {content: "A new rule", trigger: ".o_list_button_add", run: "click"},
    {
      content: "Its name",
      trigger: `${field("name")} input`,
      run: "edit North, large",
    },
    ...choose("class_ids", "Large Deal"),
    ...choose("team_ids", "Team North"),
    {content: "Save", trigger: ".o_form_button_save", run: "click"},
    {content: "It is saved", trigger: ".o_form_saved"},
    {
      content: "Two customers wait for it",
      trigger: "button[name=action_open_waiting]:contains(2)",
      run: "click",
    },
    {content: "They are listed", trigger: row("Waiting 0")},
  ],
});

/** The director allocates what waits, and reads why. */
registry.category("web_tour.tours").add("crm_allocation_allocate", {
  url: "/odoo/waiting-customers",
  steps: () => [
    {content: "Customers wait", trigger: row("Waiting 1")},
    {
      content: "Choose them all",
      trigger: ".o_list_renderer thead .o_list_record_selector input",
      run: "click",
    },
    {
      content: "Allocate by the rules",
      trigger:
        ".o_list_buttons button[name=action_allocate], button[name=action_allocate]",
      run: "click",
    },
    {
      content: "Both have somebody",
      trigger: ".o_notification:contains(Allocated: 2. Still waiting: 0)",
    },
    {
      content: "Go to the menu of allocation",
      trigger:
        ".o_menu_sections button[data-menu-xmlid='crm_allocation.menu_allocation']",
      run: "click",
    },
    {
      content: "Open the decisions",
      trigger:
        ".o-dropdown--menu .dropdown-item[data-menu-xmlid='crm_allocation.crm_allocation_decision_menu']",
      run: "click",
    },
    {
      content: "Open the first",
      trigger: `${row("Waiting 0")} td[name=partner_id]`,
      run: "click",
    },
    {
      content: "It explains itself",
      trigger: `${field("sentence")}:contains(because rule “North, large”)`,
    },
    {
      content: "Who received it stands in the table",
      trigger: ".o_allocation_candidates tr[data-verdict=chosen]",
    },
    {
      content: "Who is on leave, too",
      trigger: ".o_allocation_candidates tr[data-verdict=paused]",
    },
  ],
});

/** The director simulates last month. */
registry.category("web_tour.tours").add("crm_allocation_simulate", {
  url: "/odoo/allocation-simulations",
  steps: () => [
    {content: "A new simulation", trigger: ".o_list_button_add", run: "click"},
    {
      content: "Last month's customers",
      trigger: `${field("name")} input:value(Customers of 2026-06)`,
    },
    {
      content: "Simulate",
      trigger: ".o_statusbar_buttons button[name=action_simulate]",
      run: "click",
    },
    {
      content: "The figures stand beside each other",
      trigger: `${row("Share of the largest")}`,
    },
    {
      content: "The distribution is drawn",
      trigger: ".o_allocation_distribution [data-side=after]",
    },
    {
      content: "As a graph",
      trigger: "button[name=action_open_lines]",
      run: "click",
    },
    {content: "It is drawn", trigger: ".o_graph_renderer canvas"},
  ],
});
