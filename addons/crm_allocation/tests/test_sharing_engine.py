# Copyright 2026 Customer Policy Suite contributors
# License AGPL-3.0 or later (https://www.gnu.org/licenses/agpl).

from odoo.tests import BaseCase, tagged

from ..engine.sharing import (
    Customer,
    Successor,
    quotas,
    share_by_amount,
    share_by_number,
    share_by_territory,
)


def count(placed):
    numbers = {}
    for successor in placed.values():
        numbers[successor] = numbers.get(successor, 0) + 1
    return numbers


@tagged("standard")
class TestSharingEngine(BaseCase):
    """How customers are shared out to successors (ALC-14)."""

    def test_quotas(self):
        """ALC-14: largest remainder; nothing lost, nothing twice."""
        self.assertEqual(quotas(10, [50, 30, 20]), [5, 3, 2])
        self.assertEqual(quotas(10, [1, 1, 1]), [4, 3, 3])
        self.assertEqual(quotas(7, [50, 50]), [4, 3])
        self.assertEqual(quotas(3, [0, 100]), [0, 3])
        self.assertEqual(quotas(0, [1, 1]), [0, 0])
        self.assertEqual(quotas(2, [0, 0]), [1, 1])
        for number in range(50):
            self.assertEqual(sum(quotas(number, [33.3, 33.3, 17, 16.4])), number)

    def test_number(self):
        """ALC-14: shares of the number, the large ones spread over all."""
        customers = [Customer(at, amount=1000 - at) for at in range(100)]
        successors = [Successor(1, 50), Successor(2, 30), Successor(3, 20)]
        placed = share_by_number(customers, successors)
        self.assertEqual(count(placed), {1: 50, 2: 30, 3: 20})
        largest = {placed[at] for at in range(4)}
        self.assertEqual(largest, {1, 2, 3})
        self.assertEqual(placed, share_by_number(reversed(customers), successors))

    def test_amount(self):
        """ALC-14: shares of what the customers are worth."""
        customers = [Customer(1, 800), *(Customer(at, 100) for at in range(2, 10))]
        placed = share_by_amount(customers, [Successor(1, 50), Successor(2, 50)])
        self.assertEqual(count(placed), {1: 1, 2: 8})
        unknown = [Customer(at) for at in range(10)]
        placed = share_by_amount(unknown, [Successor(1, 70), Successor(2, 30)])
        self.assertEqual(count(placed), {1: 7, 2: 3})
        placed = share_by_amount(unknown, [Successor(1, 0), Successor(2, 30)])
        self.assertEqual(count(placed), {2: 10})

    def test_territory(self):
        """ALC-14: own regions; the rest to who has none, else to all."""
        north, south, west = 10, 20, 30
        customers = [
            Customer(1, region=north),
            Customer(2, region=south),
            Customer(3, region=west),
            Customer(4),
        ]
        rest = Successor(3)
        by_region = [
            Successor(1, regions=frozenset([north])),
            Successor(2, regions=frozenset([south])),
        ]
        self.assertEqual(
            share_by_territory(customers, [*by_region, rest]), {1: 1, 2: 2, 3: 3, 4: 3}
        )
        placed = share_by_territory(customers, by_region)
        self.assertEqual({placed[3], placed[4]}, {1, 2})

    def test_nobody(self):
        """ALC-14: nothing to share out."""
        self.assertEqual(share_by_number([], [Successor(1)]), {})
