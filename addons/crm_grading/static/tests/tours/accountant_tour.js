/* Copyright 2026 Customer Policy Suite contributors
 * License AGPL-3.0 or later (https://www.gnu.org/licenses/agpl). */

import {cell} from "@crm_grading/../tests/tours/grading_tour_utils";
import {registry} from "@web/core/registry";

registry.category("web_tour.tours").add("crm_grading_accountant", {
  url: "/odoo/grading-results",
  steps: () => [
    {
      content: "Open the menu of grading",
      trigger: ".o_menu_sections button:contains(Grading)",
      run: "click",
    },
    {
      content: "It holds rounds and results, and nothing to work on",
      trigger:
        ".o-dropdown--menu:has(a:contains(Results)):has(a:contains(Rounds)):not(:has(a:contains(Assessments)))",
    },
    {
      content: "Open the results",
      trigger: ".o-dropdown--menu a:contains(Results)",
      run: "click",
    },
    {
      content: "Open a score sheet",
      trigger: cell("Loyal Steel", "grade_id"),
      run: "click",
    },
    {
      content: "It shows figure, points and weight",
      trigger: ".o_grading_score_sheet_line[data-code=purchase_amount]:contains(30 %)",
    },
    {
      content: "It names what is missing",
      trigger: ".o_grading_score_sheet_line[data-code=credit_rating]:contains(no data)",
    },
    {
      content: "Open the documents behind it",
      trigger: "button[name=action_open_invoices]",
      run: "click",
    },
    {
      content: "The invoices are there",
      trigger: ".o_list_view .o_data_row:contains(Loyal Steel)",
    },
    {
      content: "Open the migration of grades",
      trigger: ".o_menu_sections button:contains(Reporting)",
      run: "click",
    },
    {
      content: "By the menu",
      trigger: ".o-dropdown--menu a:contains(Grade Migration)",
      run: "click",
    },
    {
      content: "Look at the customers behind a cell",
      trigger: ".o_pivot td.o_pivot_cell_value:contains(1):first",
      run: "click",
    },
    {
      content: "They are listed",
      trigger: `.o_list_view ${cell("Loyal Steel", "grade_id")}`,
    },
  ],
});
