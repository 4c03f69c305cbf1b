# Copyright 2026 Customer Policy Suite contributors
# License AGPL-3.0 or later (https://www.gnu.org/licenses/agpl).

"""Figures of a customer development plan (VIS-16): plain values, no database."""


def contract_rate(converted, taken_up):
    """签约率 in per cent: customers converted of all taken up, dropped ones included.

    >>> contract_rate(1, 4)
    25.0
    >>> contract_rate(0, 0)
    0.0
    """
    return 100.0 * converted / taken_up if taken_up else 0.0
