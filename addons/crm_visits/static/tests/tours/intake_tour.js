/* Copyright 2026 Customer Policy Suite contributors
 * License AGPL-3.0 or later (https://www.gnu.org/licenses/agpl). */

import {registry} from "@web/core/registry";

const button = (name) => `.o_statusbar_buttons button[name="${name}"]`;
const currentState = (state) =>
  `.o_statusbar_status button.o_arrow_button_current[data-value="${state}"]`;
const input = (name) => `.o_field_widget[name=${name}] :is(input, textarea)`;
const row = (text) => `.o_data_row:contains(${text})`;

registry.category("web_tour.tours").add("crm_visits_counter", {
  url: "/odoo/walk-in-registrations",
  steps: () => [
    {
      content: "A customer walks in",
      trigger: ".o_list_button_add",
      run: "click",
    },
    {
      content: "It says who makes the record, and until when",
      trigger: ".alert:contains(the same day before the hour)",
    },
    {
      content: "Ask for the name",
      trigger: input("customer_name"),
      run: "edit Suzhou Valve Co., Ltd.",
    },
    {
      content: "Ask for the phone number",
      trigger: input("phone"),
      run: "edit 021 6123 4567 && press Tab",
    },
    {
      content: "Who has that number shows before anything is saved",
      trigger: ".alert-warning:contains(Customer A: same phone)",
    },
    {
      content: "It was another number",
      trigger: input("phone"),
      run: "edit 0512 6123 4567 && press Tab",
    },
    {
      content: "Nobody has it",
      trigger: ".o_form_view:not(:has(.alert-warning:visible))",
    },
    {
      content: "What does the customer need?",
      trigger: input("needs"),
      run: "edit 500 ball valves until August",
    },
    {
      content: "Look at the sales channels",
      trigger: input("sales_channel_id"),
      run: "click",
    },
    {
      content: "At the branch",
      trigger: ".o-autocomplete--dropdown-item:contains(Branch)",
      run: "click",
    },
    {content: "Save", trigger: ".o_form_button_save", run: "click"},
    {
      content: "The accountant is asked, with the hour",
      trigger:
        ".alert:contains(visit_accountant):contains(makes the customer's record)",
    },
    {
      content: "Who stands at the counter does not make the record",
      trigger: ".o_form_statusbar:not(:has(button[name=action_create_customer]))",
    },
  ],
});

registry.category("web_tour.tours").add("crm_visits_accountant", {
  url: "/odoo/walk-in-registrations",
  steps: () => [
    {
      content: "Open what waits",
      trigger: `${row("Suzhou Valve")} td[name=customer_name]`,
      run: "click",
    },
    {
      content: "Make the record",
      trigger: button("action_create_customer"),
      run: "click",
    },
    {content: "It is recorded", trigger: currentState("recorded")},
    {
      content: "The customer is linked",
      trigger: ".o_field_widget[name=partner_id]:contains(Suzhou Valve)",
    },
  ],
});

registry.category("web_tour.tours").add("crm_visits_phone_order", {
  url: "/odoo/phone-orders",
  steps: () => [
    {content: "The phone rings", trigger: ".o_list_button_add", run: "click"},
    {
      content: "The screen says how to lead the call",
      trigger: ".alert:contains(Never say)",
    },
    {
      content: "Type the number",
      trigger: input("phone"),
      run: "edit 021 6123 4567 && press Tab",
    },
    {
      content: "The customer shows",
      trigger: ".o_field_widget[name=partner_id] input:value(Customer A)",
    },
    {
      content: "Ask who calls",
      trigger: input("contact_name"),
      run: "edit Ms Lin && press Tab",
    },
    {
      content: "Note an article",
      trigger: ".o_field_widget[name=line_ids] .o_field_x2many_list_row_add a",
      run: "click",
    },
    {
      content: "Look for it",
      trigger: ".o_selected_row td[name=product_id] input",
      run: "edit Tour Valve",
    },
    {
      content: "Choose it",
      trigger: ".o-autocomplete--dropdown-item:contains(Tour Valve)",
      run: "click",
    },
    {
      content: "Look at what may be said of the stock",
      trigger: ".o_selected_row td[name=availability] input",
      run: "click",
    },
    {
      content: "It is out of stock",
      trigger: ".o_select_menu_item:contains(Out of Stock)",
      run: "click",
    },
    {
      content: "The substitute shows",
      trigger:
        ".o_selected_row td[name=substitute_option_ids]:contains(Tour Ball Valve)",
    },
    {
      content: "Try to close the call",
      trigger: button("action_close"),
      run: "click",
    },
    {
      content: "None is not an answer; what to ask for is named too",
      trigger:
        ".modal .modal-body:contains(offer a substitute):contains(Ask for Tour Gasket)",
    },
    {
      content: "Close the message",
      trigger: ".modal .modal-footer button",
      run: "click",
    },
    {
      content: "Offer it",
      trigger:
        "body:not(.modal-open) .o_field_widget[name=line_ids] td[name=substitute_id]",
      run: "click",
    },
    {
      content: "Look for the substitute",
      trigger: ".o_selected_row td[name=substitute_id] input",
      run: "edit Tour Ball",
    },
    {
      content: "Choose the substitute",
      trigger: ".o-autocomplete--dropdown-item:contains(Tour Ball Valve)",
      run: "click",
    },
    {
      content: "What does the customer say?",
      trigger: ".o_selected_row td[name=substitute_reaction] input",
      run: "click",
    },
    {
      content: "Accepted",
      trigger: ".o_select_menu_item:contains(Accepted)",
      run: "click",
    },
    {
      content: "The answer stands",
      trigger:
        ".o_field_widget[name=line_ids] td[name=substitute_reaction]:contains(Accepted), .o_field_widget[name=line_ids] td[name=substitute_reaction] input:value(Accepted)",
    },
    {
      content: "Ask for what goes with it",
      trigger: `.o_field_widget[name=related_ids] ${row("Tour Gasket")} td[name=reaction]`,
      run: "click",
    },
    {
      content: "Look at the answers",
      trigger:
        ".o_field_widget[name=related_ids] .o_selected_row td[name=reaction] input",
      run: "click",
    },
    {
      content: "The customer is interested",
      trigger: ".o_select_menu_item:contains(Interested Later)",
      run: "click",
    },
    {
      content: "The interest stands",
      trigger:
        ".o_field_widget[name=related_ids] td[name=reaction] input:value(Interested Later)",
    },
    {content: "Close the call", trigger: button("action_close"), run: "click"},
    {
      content: "The representative follows up",
      trigger: ".alert-success:contains(visit_colleague):contains(follows up)",
    },
  ],
});

registry.category("web_tour.tours").add("crm_visits_cards", {
  url: "/odoo/exhibitions",
  steps: () => [
    {
      content: "Open the show",
      trigger: `${row("Valve Fair")} td[name=name]`,
      run: "click",
    },
    {
      content: "Enter its cards",
      trigger: ".o_statusbar_buttons button:contains(Paste or Upload Cards)",
      run: "click",
    },
    {
      content: "Paste the lines of a table",
      trigger: `.modal ${input("text")}`,
      run() {
        const lines = [
          "公司,联系人,电话,邮箱",
          "Suzhou Pumps,Wang Fang,13800001111,wang@pumps.example",
          "Customer A,New Buyer,13800002222,",
          "Bad Phone Ltd,Zhao,call me,",
        ];
        this.anchor.value = lines.join("\n");
        this.anchor.dispatchEvent(new Event("input", {bubbles: true}));
        this.anchor.dispatchEvent(new Event("change", {bubbles: true}));
      },
    },
    {
      content: "Read them",
      trigger: ".modal-footer button[name=action_read]",
      run: "click",
    },
    {
      content: "Whom a card may be shows before it is saved",
      trigger: `${row("Customer A")} td[name=duplicate_note]:contains(same name)`,
    },
    {
      content: "And what is wrong with one",
      trigger: `${row("Bad Phone Ltd")} td[name=problem]:contains(no phone number)`,
    },
    {
      content: "Select all",
      trigger: "thead .o_list_record_selector input",
      run: "click",
    },
    {
      content: "Save the cards",
      trigger: "button[name=action_save]",
      run: "click",
    },
    {
      content: "Two are saved, one waits",
      trigger: ".o_notification:contains(2 cards were saved):contains(1 wait)",
    },
    {
      content: "A customer was made",
      trigger: `${row("Suzhou Pumps")} td[name=state]:contains(New Customer)`,
    },
    {
      content: "The bad one is still there",
      trigger: `${row("Bad Phone Ltd")} td[name=state]:contains(To Decide)`,
    },
  ],
});
