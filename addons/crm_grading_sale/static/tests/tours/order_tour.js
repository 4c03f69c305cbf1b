/* Copyright 2026 Customer Policy Suite contributors
 * License AGPL-3.0 or later (https://www.gnu.org/licenses/agpl). */

import {
  button,
  currentState,
  row,
} from "@crm_grading/../tests/tours/grading_tour_utils";
import {registry} from "@web/core/registry";

const openQuotation = {
  content: "Open the quotation",
  trigger: `${row("Tight Tools")} td[name=partner_id]`,
  run: "click",
};

registry.category("web_tour.tours").add("crm_grading_sale_ask", {
  url: "/odoo/orders?view_type=list",
  steps: () => [
    {
      content: "Show quotations as well",
      trigger: ".o_facet_remove",
      run: "click",
    },
    openQuotation,
    {
      content: "A banner says what applies",
      trigger: ".alert-danger:contains(limit):contains(1,200)",
    },
    {content: "Try to confirm", trigger: button("action_confirm"), run: "click"},
    {
      content: "It is refused, saying what to do",
      trigger: ".modal:contains(Ask for Release)",
    },
    {
      content: "Close",
      trigger: ".modal .modal-footer button",
      run: "click",
    },
    {content: "Ask", trigger: button("action_ask_release"), run: "click"},
    {
      content: "Say why",
      trigger: ".modal .o_field_widget[name=request] textarea",
      run: "edit They pay in advance from now on",
    },
    {
      content: "Send the request",
      trigger: ".modal button[name=action_ask]",
      run: "click",
    },
    {
      content: "A manager is asked",
      trigger: ".alert-danger:contains(A manager is asked)",
    },
  ],
});

registry.category("web_tour.tours").add("crm_grading_sale_release", {
  url: "/odoo/order-releases",
  steps: () => [
    {
      content: "Open the request",
      trigger: `${row("Tight Tools")} td[name=request]`,
      run: "click",
    },
    {
      content: "What is sold, and why it is stopped",
      trigger: ".o_form_view:contains(Valve):contains(limit)",
    },
    {
      content: "Say why",
      trigger: ".o_field_widget[name=reason] textarea",
      run: "edit The prepayment has arrived",
    },
    {
      content: "Let it through",
      trigger: button("action_release"),
      run: "click",
    },
    {content: "It is let through", trigger: currentState("released")},
  ],
});

registry.category("web_tour.tours").add("crm_grading_sale_confirm", {
  url: "/odoo/orders?view_type=list",
  steps: () => [
    {
      content: "Show quotations as well",
      trigger: ".o_facet_remove",
      run: "click",
    },
    openQuotation,
    {
      content: "A manager let it through",
      trigger: ".alert-success:contains(Let through by a manager)",
    },
    {content: "Confirm", trigger: button("action_confirm"), run: "click"},
    {content: "It is an order", trigger: currentState("sale")},
  ],
});
