# Copyright 2026 Customer Policy Suite contributors
# License AGPL-3.0 or later (https://www.gnu.org/licenses/agpl).
"""Figures of groups on paper and in workbooks."""

from dataclasses import dataclass


@dataclass(frozen=True)
class Measure:
    """One figure of a group of rows.

    :param str name: of the field
    :param str aggregate: as in ``_read_group``
    :param str kind: of the column, see ``crm_policy.engine.xlsx``
    :param str basis: measure that counts the rows that a rate is of
    """

    name: str
    aggregate: str = "sum"
    kind: str = "int"
    basis: str | None = None

    @property
    def spec(self):
        return f"{self.name}:{self.aggregate}"


def without_basis(measures, figures):
    """The figures of one group; a rate of nothing is None, not 0.

    >>> measures = [Measure("made"), Measure("rate", "avg", basis="made")]
    >>> without_basis(measures, [2, 0.0]), without_basis(measures, [0, 0.0])
    ([2, 0.0], [0, None])
    """
    by_name = {
        measure.name: figure for measure, figure in zip(measures, figures, strict=True)
    }
    return [
        None if measure.basis and not by_name[measure.basis] else by_name[measure.name]
        for measure in measures
    ]
