# Copyright 2026 Customer Policy Suite contributors
# License AGPL-3.0 or later (https://www.gnu.org/licenses/agpl).
"""Another day: Odoo and its database believe that it is another moment.

Odoo asks the system (libfaketime answers) and its database, which answers by a
function that stands before PostgreSQL's own.
"""

import glob
from datetime import UTC, datetime

LIBRARIES = (
    "/usr/lib/*/faketime/libfaketime.so.1",
    "/usr/lib*/faketime/libfaketime.so.1",
)


def find_library():
    """Return the path of libfaketime, if it is here."""
    found = [path for pattern in LIBRARIES for path in glob.glob(pattern)]
    return found[0] if found else None


class OtherDay:
    """A moment from which time goes on as it does.

    :param moment: naive, in UTC
    """

    def __init__(self, moment):
        now = datetime.now(UTC).replace(tzinfo=None)
        self.seconds = round((moment - now).total_seconds())

    @property
    def variables(self):
        """What a program that is to believe it finds in its environment."""
        return {
            "LD_PRELOAD": find_library(),
            "FAKETIME": f"{self.seconds:+}",
            "FAKETIME_DONT_FAKE_MONOTONIC": "1",
        }

    def tell(self, databases, name):
        """Let a database believe it."""
        databases.query(
            "CREATE FUNCTION public.now() RETURNS timestamptz LANGUAGE sql STABLE"
            f" RETURN pg_catalog.now() + interval '{self.seconds} seconds'",
            name,
        )
        databases.query(
            f'ALTER DATABASE "{name}" SET search_path = public, pg_catalog', name
        )
