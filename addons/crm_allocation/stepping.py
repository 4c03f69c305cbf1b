# Copyright 2026 Customer Policy Suite contributors
# License AGPL-3.0 or later (https://www.gnu.org/licenses/agpl).

"""Steps of jobs, where one bad record must not stop the others."""

import logging

from psycopg2 import IntegrityError

from odoo.exceptions import UserError

_logger = logging.getLogger(__name__)


def step_through(records, step, refuse=None):
    """Takes a step for all at once; where one refuses, for each half by itself.

    What has been done for a part that refuses is undone; the others go on.

    :param step: called with the records
    :param refuse: called with the record that refused and why; else it is logged, and
        the job tries again next time
    """
    if not records:
        return
    try:
        with records.env.cr.savepoint():
            step(records)
            records.env.flush_all()
    except (UserError, IntegrityError) as error:
        half = len(records) // 2
        if half:
            step_through(records[:half], step, refuse)
            step_through(records[half:], step, refuse)
        elif refuse:
            refuse(records, str(error))
        else:
            _logger.warning("%s was left out: %s", records, error)
