/* Copyright 2026 Customer Policy Suite contributors
 * License AGPL-3.0 or later (https://www.gnu.org/licenses/agpl). */

import {registry} from "@web/core/registry";

const field = (name) => `.o_field_widget[name=${name}]`;
const STEP = "button.o_visit_step";

const write = (name, text) => ({
  content: `Write ${name}`,
  trigger: `${field(name)} textarea`,
  run: `edit ${text} && press Tab`,
});

const page = (name) => ({
  content: `Turn to ${name}`,
  trigger: `.o_notebook_headers .nav-link[name=${name}]`,
  run: "click",
});

const closeForm = {
  content: "Close the form, where the thumb is",
  trigger: "button[name=action_done].btn-lg",
  run: "click",
};

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

const addLine = (list, what) => ({
  content: `Add ${what}`,
  trigger: `${field(list)} .o-kanban-button-new`,
  run: "click",
});

const choose = (name, text) => [
  {
    content: `Look for ${text}`,
    trigger: `.modal ${field(name)} input`,
    run: "click",
  },
  {
    content: `Take ${text}`,
    trigger: `.modal .o_kanban_record:contains(${text}), .dropdown-item:contains(${text})`,
    run: "click",
  },
];

const lineFits = {
  content: "The line fits the screen",
  trigger: ".modal:last .modal-body",
  run({anchor}) {
    if (anchor.scrollWidth > anchor.clientWidth) {
      throw new Error(`The line is ${anchor.scrollWidth} px wide`);
    }
  },
};

const confirmLine = (list, text) => [
  {
    content: "Confirm the line",
    trigger: ".modal .o_form_button_save",
    run: "click",
  },
  {
    content: "It stands in the form",
    trigger: `body:not(:has(.modal)) ${field(list)} .o_kanban_record:contains(${text})`,
  },
];

registry.category("web_tour.tours").add("crm_visits_field", {
  url: "/odoo/my-visit-day",
  steps: () => [
    {
      content: "Today's visits in the order of the way",
      trigger: ".o_kanban_record:first:contains(Customer A)",
    },
    fitsTheScreen("My Day"),
    {
      content: "Open the first",
      trigger: ".o_kanban_record:first span:contains(Customer A)",
      run: "click",
    },
    {
      content: "The form says what happens next",
      trigger: ".alert:contains(press Start Visit when you are there)",
    },
    fitsTheScreen("The planned visit"),
    {content: "Start it", trigger: `${STEP}:contains(Start Visit)`, run: "click"},
    {content: "It began", trigger: `${STEP}:contains(End Visit)`},
    page("contents"),
    write("customer_needs", "A second supplier of valves"),
    fitsTheScreen("The visit form"),
    {content: "End it", trigger: `${STEP}:contains(End Visit)`, run: "click"},
    {
      content: "What is lacking shows",
      trigger: ".alert:contains(Still to fill in):contains(Our Differences)",
    },
    page("result"),
    closeForm,
    {
      content: "All that lacks is named at once",
      trigger: `.modal-body:contains(Our Differences):contains(Customer Feedback)
                :contains(Strategy for the Next Visit):contains(Outcome)`.replace(
        /\s*\n\s*/g,
        ""
      ),
    },
    {
      content: "Go on filling in",
      trigger: ".modal .modal-footer .btn-primary",
      run: "click",
    },
    page("contents"),
    {content: "The list of what lacks is gone", trigger: "body:not(:has(.modal))"},
    addLine("competition_ids", "a competitor"),
    ...choose("competitor_id", "Rival Inc"),
    {
      content: "It stands in the line",
      trigger: `.modal ${field("competitor_id")} input:value(Rival Inc)`,
    },
    {
      content: "In detail",
      trigger: `.modal ${field("note")} input`,
      run: "edit 5 % cheaper && press Tab",
    },
    lineFits,
    ...confirmLine("competition_ids", "Rival Inc"),
    fitsTheScreen("The visit form with a competitor"),
    write("our_differences", "Delivery within two days"),
    write("improvement_measures", "Weekly stock list"),
    write("customer_feedback", "Satisfied with quality"),
    write("next_strategy", "Bring samples"),
    page("result"),
    write("summary", "Trial order agreed"),
    {
      content: "Open the outcomes",
      trigger: `${field("outcome")} input`,
      run: "click",
    },
    {
      content: "It was a step forward",
      trigger: ".o_select_menu_item:contains(Step Forward)",
      run: "click",
    },
    fitsTheScreen("The result"),
    page("followup"),
    addLine("promise_ids", "a promise"),
    {
      content: "What was promised",
      trigger: `.modal ${field("name")} :is(input, textarea)`,
      run: "edit Send the test report && press Tab",
    },
    {
      content: "Until when: pick the day",
      trigger: `.modal ${field("date_deadline")} :is(button, input)`,
      run: "click",
    },
    {
      content: "Today",
      trigger: ".o_datetime_picker .o_today",
      run: "click",
    },
    lineFits,
    ...confirmLine("promise_ids", "Send the test report"),
    fitsTheScreen("The promises"),
    page("result"),
    closeForm,
    {
      content: "The form is closed",
      trigger:
        ".o_arrow_button_current[data-value=done], .o_statusbar_status:contains(Done)",
    },
    {
      content: "No further step is offered",
      trigger: `.o_form_view:not(:has(${STEP}))`,
    },
    {
      content: "Back to the day",
      trigger: ".o_breadcrumb .o_back_button, .o_back_button",
      run: "click",
    },
    {
      content: "The first is done, the next waits",
      trigger: ".o_kanban_record:first:contains(Done)",
    },
    {
      content: "Start the next from its card",
      trigger: `.o_kanban_record:not(:contains(Done)):first ${STEP}:contains(Start Visit)`,
      run: "click",
    },
    {
      content: "End it there as well",
      trigger: `.o_kanban_record ${STEP}:contains(End Visit)`,
      run: "click",
    },
    {
      content: "The card leads on to what is to be written",
      trigger: ".o_kanban_record a:contains(Fill in Form)",
      run: "click",
    },
    {
      content: "The form of the visit",
      trigger: ".o_form_view .alert:contains(Still to fill in)",
    },
  ],
});

registry.category("web_tour.tours").add("crm_visits_calendar", {
  url: "/odoo/visit-team-calendar",
  steps: () => [
    {
      content: "Visits of all",
      trigger: ".o_calendar_view .o_event:contains(Customer A)",
    },
    {content: "Also the other's", trigger: ".o_event:contains(Customer C)"},
    {
      content: "Leave the other person out",
      trigger:
        ".o_calendar_filter_item:contains(visit_colleague) input[type=checkbox]:checked",
      run: "click",
    },
    {
      content: "Only the one's visits are left",
      trigger: ".o_calendar_view:not(:has(.o_event:contains(Customer C)))",
    },
    {
      content: "Look at a visit",
      trigger: ".o_event:contains(Customer A)",
      run: "click",
    },
    {
      content: "It tells customer and person",
      trigger: ".o_cw_popover:contains(Customer A):contains(visit_user)",
    },
    {
      content: "Open it",
      trigger: ".o_cw_popover .o_cw_popover_edit",
      run: "click",
    },
    {
      content: "With its objective",
      trigger: ".modal .o_form_view .nav-link[name=preparation]",
      run: "click",
    },
    {
      content: "The objective shows",
      trigger: ".modal .o_field_widget[name=objective] textarea",
    },
    {
      content: "Leave it as it is",
      trigger: ".modal .o_form_button_cancel",
      run: "click",
    },
    {
      content: "Look at the week",
      trigger: "body:not(:has(.modal)) .o_view_scale_selector .scale_button_selection",
      run: "click",
    },
    {content: "Week", trigger: ".o_scale_button_week", run: "click"},
    {
      content: "The visit has its time there",
      trigger: ".fc-timeGridWeek-view .o_event:contains(Customer A)",
    },
  ],
});
