# Copyright 2026 Customer Policy Suite contributors
# License AGPL-3.0 or later (https://www.gnu.org/licenses/agpl).
"""Which representative works an area (VIS-10): plain values, no database."""

import re
import unicodedata
from collections.abc import Iterable
from dataclasses import dataclass, field

_SEPARATOR = re.compile(r"[,;、\n]")


@dataclass(frozen=True)
class Address:
    """Where a customer is; ids of country and state, texts as typed."""

    country: int = 0
    state: int = 0
    zip: str = ""
    city: str = ""


@dataclass(frozen=True)
class Area:
    """One rule: all that it names must hold; what it leaves empty does not matter."""

    id: int
    countries: frozenset = field(default_factory=frozenset)
    states: frozenset = field(default_factory=frozenset)
    zip_prefixes: tuple = ()
    cities: tuple = ()

    def covers(self, address: Address) -> bool:
        """An area that names nothing covers every address."""
        postcode, city = _spell(address.zip), _spell(address.city)
        return all(
            (
                not self.countries or address.country in self.countries,
                not self.states or address.state in self.states,
                not self.zip_prefixes
                or any(postcode.startswith(prefix) for prefix in self.zip_prefixes),
                not self.cities or any(name in city for name in self.cities if city),
            )
        )


def split_list(text: str | None) -> tuple[str, ...]:
    """Items of a list that somebody typed, Chinese commas too.

    >>> split_list("2000, 201；3 05")
    ('2000', '201', '305')
    """
    items = map(_spell, _SEPARATOR.split(unicodedata.normalize("NFKC", text or "")))
    return tuple(item for item in items if item)


def _spell(text: str) -> str:
    """One spelling of what is typed with spaces, in capitals or in full width."""
    return "".join(unicodedata.normalize("NFKC", text).split()).casefold()


def first_match(areas: Iterable[Area], address: Address) -> int | None:
    """The first area that covers an address, in the order given."""
    return next((area.id for area in areas if area.covers(address)), None)
