/* Copyright 2026 Customer Policy Suite contributors
 * License AGPL-3.0 or later (https://www.gnu.org/licenses/agpl). */

import {_t} from "@web/core/l10n/translation";
import {browser} from "@web/core/browser/browser";

/** How long the device may search for its position. */
export const SEARCH_TIME = 8000;
/** How long all of it may last, with the time the person thinks about the question. */
export const ANSWER_TIME = 20000;
/** A position this old (ms) still counts: two taps in a row need no second search. */
const MAXIMUM_AGE = 30000;

/**
 * What the browser's refusals are called (GeolocationPositionError.code)
 * @returns {Object}
 */
const reasons = () => ({
  1: _t("The position was refused; the visit goes on without it."),
  2: _t("The device does not know its position; the visit goes on without it."),
  3: _t("The device did not find its position in time; the visit goes on without it."),
});

/**
 * Asks the browser where it is. Never fails: work goes on without a position.
 *
 * @returns {Promise<{position: Object|null, problem: String|null}>}
 */
export function askPosition() {
  const {geolocation} = browser.navigator;
  if (!geolocation) {
    return Promise.resolve({position: null, problem: reasons()[2]});
  }
  return new Promise((resolve) => {
    const fail = (code) =>
      resolve({position: null, problem: reasons()[code] || reasons()[2]});
    // The browser's own limit does not run while it asks the person.
    const timer = browser.setTimeout(() => fail(3), ANSWER_TIME);
    geolocation.getCurrentPosition(
      ({coords: {latitude, longitude, accuracy}}) => {
        browser.clearTimeout(timer);
        resolve({position: {latitude, longitude, accuracy}, problem: null});
      },
      ({code}) => {
        browser.clearTimeout(timer);
        fail(code);
      },
      {enableHighAccuracy: true, timeout: SEARCH_TIME, maximumAge: MAXIMUM_AGE}
    );
  });
}
