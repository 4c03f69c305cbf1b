# Copyright 2026 Customer Policy Suite contributors
# License AGPL-3.0 or later (https://www.gnu.org/licenses/agpl).

from . import documents, entered, evidence
from .facts import Registry


def base_registry():
    """Sources and facts of the grading addon itself (GRD-03, GRD-06)."""
    parts = (documents.registry(), entered.registry(), evidence.registry())
    return Registry(
        {key: source for part in parts for key, source in part.sources.items()},
        {key: fact for part in parts for key, fact in part.facts.items()},
    )
