/* Copyright 2026 Customer Policy Suite contributors
 * License AGPL-3.0 or later (https://www.gnu.org/licenses/agpl). */

import {registry} from "@web/core/registry";

const fill = (name, text) => ({
  content: `Fill in ${name}`,
  trigger: `form [name=${name}]:not([type=hidden])`,
  run: `edit ${text}`,
});
const send = (form, content) => ({
  content,
  trigger: `${form} button[type=submit]`,
  run: "click",
  expectUnloadPage: true,
});
const done = (text) => ({
  content: "It is said that it was done",
  trigger: `.o_complaint_done:contains(${text})`,
});

registry.category("web_tour.tours").add("crm_complaints_portal", {
  steps: () => [
    {
      content: "Report something",
      trigger: ".o_complaint_new",
      run: "click",
      expectUnloadPage: true,
    },
    {
      content: "It is a complaint",
      trigger: ".o_complaint_form select[name=kind]",
      run: "select complaint",
    },
    fill("name", "The door jams"),
    fill("description", "Since Monday it does not close"),
    fill("wish", "Please repair it"),
    send(".o_complaint_form", "Send the report"),
    done("has the number"),
    fill("message", "It is the door on the third floor"),
    send(".o_complaint_answer", "Send the message"),
    done("Your message has been added"),
    {
      content: "The message stands below the report",
      trigger: ".o_complaint_message:contains(third floor)",
    },
  ],
});

registry.category("web_tour.tours").add("crm_complaints_portal_confirm", {
  steps: () => [
    {
      content: "Open the report that waits",
      trigger: ".o_complaint_list a:contains(Please confirm)",
      run: "click",
      expectUnloadPage: true,
    },
    {
      content: "Satisfied",
      trigger: ".o_complaint_confirm label[for=satisfied_yes]",
      run: "click",
    },
    {
      content: "It was quick",
      trigger: ".o_complaint_confirm select[name=timeliness]",
      run: "select 4",
    },
    send(".o_complaint_confirm", "Send the answer"),
    done("Thank you for your answer"),
    {
      content: "It is closed",
      trigger: ".badge:contains(Closed, confirmed by you)",
    },
  ],
});

registry.category("web_tour.tours").add("crm_complaints_public", {
  steps: () => [
    fill("contact", "Ms. Li"),
    fill("phone", "139 0000 0000"),
    fill("email", "li@stranger.example.com"),
    {
      content: "It is an opinion",
      trigger: ".o_complaint_form select[name=kind]",
      run: "select opinion",
    },
    fill("name", "Open on Sundays"),
    fill("description", "Many would come"),
    send(".o_complaint_form", "Send the report"),
    done("keep its address"),
    {
      content: "The page shows what was reported",
      trigger: ".card-body:contains(Many would come)",
    },
  ],
});

registry.category("web_tour.tours").add("crm_complaints_link", {
  steps: () => [
    {
      content: "Not satisfied",
      trigger: ".o_complaint_confirm label[for=satisfied_no]",
      run: "click",
    },
    fill("comment", "It still leaks"),
    fill("name", "Mr. Chen"),
    send(".o_complaint_confirm", "Send the answer"),
    {
      content: "Thanks",
      trigger: ".o_complaint_message:contains(goes to those responsible)",
    },
  ],
});
