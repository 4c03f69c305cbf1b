# Copyright 2026 Customer Policy Suite contributors
# License AGPL-3.0 or later (https://www.gnu.org/licenses/agpl).
"""What every measure starts from: one round of the default scheme in effect."""

from dataclasses import dataclass
from datetime import date

import database
import dataset

from odoo.modules.registry import Registry

DATE = date.fromisoformat(dataset.END)


@dataclass(frozen=True)
class Bench:
    """
    :ivar repeat: how often a measure is taken
    :ivar scheme_id: the scheme that is active
    :ivar round_id: its round that is in effect
    """

    registry: Registry
    repeat: int
    scheme_id: int
    round_id: int


def prepare(registry, repeat):
    """Grade all customers by the workflow, on tables without traces of other runs."""
    with database.transaction(registry, commit=True) as env:
        env.cr.execute(
            """TRUNCATE crm_grading_result, crm_grading_standing,
                        crm_grading_round CASCADE"""
        )
        env.invalidate_all()
        scheme = env["crm.grading.scheme"]._get_active(env.company)
        scheme.appeal_days = 0
        record = put_into_effect(scheme)
        bench = Bench(registry, repeat, scheme.id, record.id)
    database.vacuum(registry, "crm_grading_result", "crm_grading_standing")
    return bench


def put_into_effect(scheme):
    """A regular round, from the figures to the grades on the customers."""
    record = scheme.env["crm.grading.round"].create(
        {"scheme_id": scheme.id, "date": DATE}
    )
    record.action_compute()
    record.action_submit()
    record.action_approve()
    return record
