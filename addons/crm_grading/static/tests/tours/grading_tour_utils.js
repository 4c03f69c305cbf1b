/* Copyright 2026 Customer Policy Suite contributors
 * License AGPL-3.0 or later (https://www.gnu.org/licenses/agpl). */

/* What the tours of grading have in common: where things stand on the screens. */

export const button = (name) => `.o_statusbar_buttons button[name="${name}"]`;

export const currentState = (state) =>
  `.o_statusbar_status button.o_arrow_button_current[data-value="${state}"]`;

export const row = (text) => `.o_data_row:contains(${text})`;

export const cell = (text, name) => `${row(text)} td[name="${name}"]`;

export const confirmStep = (content) => ({
  content,
  trigger: ".modal .modal-footer .btn-primary",
  run: "click",
});

/** Types a weight into the row of an indicator of a scheme. */
export const weightSteps = (indicator, weight) => [
  {
    content: `Go to the weight of ${indicator}`,
    trigger: cell(indicator, "weight"),
    run: "click",
  },
  {
    content: `Weigh ${indicator} with ${weight} %`,
    trigger: `.o_selected_row td[name="weight"] input`,
    run: `edit ${weight} && press Tab`,
  },
];
