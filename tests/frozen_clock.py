# Copyright 2026 Customer Policy Suite contributors
# License AGPL-3.0 or later (https://www.gnu.org/licenses/agpl).
"""One moment for Python and for the database, in programs that tests start."""

import os

from freezegun import freeze_time

# Found before PostgreSQL's own, by the search path below.
DATABASE_CLOCK = """
    CREATE FUNCTION public.now() RETURNS timestamptz LANGUAGE sql STABLE
        AS $$ SELECT current_setting('suite.now')::timestamptz $$
"""


class FrozenClock:
    """The same moment for all that this process asks, until it is set again.

    :param str moment: such as ``2026-07-01T09:00``, in UTC
    """

    def __init__(self, moment):
        # started once, as it visits every module that is loaded
        self._clock = freeze_time(moment).start()
        self._tell_database(moment)

    def set(self, moment):
        self._clock.move_to(moment)
        self._tell_database(moment)

    @staticmethod
    def _tell_database(moment):
        """Connections that are made from now on have this clock."""
        os.environ["PGOPTIONS"] = (
            f"-c search_path=public,pg_catalog -c suite.now={moment}Z"
        )
