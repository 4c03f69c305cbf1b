# Copyright 2026 Customer Policy Suite contributors
# License AGPL-3.0 or later (https://www.gnu.org/licenses/agpl).
"""Odoo's log: every ERROR, and every WARNING that is not known, is a failure."""

import re

# Message patterns that may occur, each with its reason.
ALLOWED = {
    # The embedded PostgreSQL has no contrib modules; searches work without the index.
    r"pg_trgm|extension \"unaccent\"": "PostgreSQL without contrib modules",
    # Only wkhtmltopdf's absence, named by the set-up already, with what to install.
    r"You need Wkhtmltopdf": "no wkhtmltopdf on this machine",
}
LINE = re.compile(
    r"^[\d-]+ [\d:,]+ \d+ (?P<level>WARNING|ERROR|CRITICAL) (?P<rest>.*)$"
)


def is_allowed(message):
    return any(re.search(pattern, message) for pattern in ALLOWED)


def unexpected_lines(text):
    """Return the warnings and errors of a log file that nothing allows."""
    found = (match for line in text.splitlines() if (match := LINE.match(line)))
    return [match[0] for match in found if not is_allowed(match["rest"])]
