# Copyright 2026 Customer Policy Suite contributors
# License AGPL-3.0 or later (https://www.gnu.org/licenses/agpl).
"""pytest plugin: Chromium may take longer to start than Odoo waits for it.

On a machine where it was just installed, its first start reads all of it from the disk
and looks through all fonts, twice at once where two workers begin. After ten seconds
Odoo skips the test, and a browser test that did not run is a failure here.
"""

from odoo.tests import common

SECONDS = 90


def pytest_sessionstart():
    common.BROWSER_WAIT = SECONDS
    common.CHECK_BROWSER_ITERATIONS = round(SECONDS / common.CHECK_BROWSER_SLEEP)
