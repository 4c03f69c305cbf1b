# Copyright 2026 Customer Policy Suite contributors
# License AGPL-3.0 or later (https://www.gnu.org/licenses/agpl).
"""Recognising a customer that is known already: plain values, no database.

What people type at the counter, on the phone or from a card is brought to one spelling
(a *key*); two records with the same key are possibly the same customer.
"""

import re
import unicodedata
from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass

from odoo.addons.phone_validation.tools.phone_validation import phone_format

# Forms of business that people leave out or abbreviate, the longest first.
_LEGAL_FORMS = (
    "有限责任公司",
    "股份有限公司",
    "集团有限公司",
    "有限公司",
    "集团公司",
    "集团",
    "公司",
    "companylimited",
    "corporation",
    "incorporated",
    "company",
    "limited",
    "coltd",
    "corp",
    "gmbh",
    "pteltd",
    "ltd",
    "inc",
    "llc",
    "co",
)
# What is left of a name must still tell one customer from another.
_SHORTEST_NAME = 2
_HOST = re.compile(
    r"(?:[a-z][a-z+.-]*://)?(?:[^/?#@\s]*@)?(?:www\.)?"
    r"(?P<host>[^\s:/?#@.]+(?:\.[^\s:/?#@.]+)+)\.?(?::\d+)?(?:[/?#]\S*)?$"
)
_EMAIL = re.compile(r"[^@\s<>,;]+@[^@\s<>,;]+\.[^@\s<>,;.]+")

KINDS = ("phone", "email", "name", "vat", "domain")


@dataclass(frozen=True)
class Keys:
    """The spellings under which a customer is looked for; empty ones say nothing."""

    phone: str = ""
    email: str = ""
    name: str = ""
    vat: str = ""
    domain: str = ""
    website: str = ""

    def spellings(self) -> set[tuple[str, str]]:
        """Pairs of kind and key; one's website may be another's e-mail domain."""
        keys = {(kind, getattr(self, kind)) for kind in KINDS}
        return {pair for pair in keys | {("domain", self.website)} if pair[1]}


def phone_key(number: str | None, country_code: str | None) -> str:
    """A phone number in E.164, empty when it is none.

    :param str country_code: ISO code of the country where it was given

    >>> phone_key("021 6123 4567", "CN")
    '+862161234567'
    >>> phone_key("ask Mr Li", "CN")
    ''
    """
    text = unicodedata.normalize("NFKC", number or "").strip()
    if not text:
        return ""
    found = phone_format(
        text, country_code or None, None, force_format="E164", raise_exception=False
    )
    return found if re.fullmatch(r"\+\d{6,15}", found or "") else ""


def email_key(address: str | None) -> str:
    """An e-mail address in small letters, empty when it is none.

    >>> email_key(" Li.Wei@Example.COM ")
    'li.wei@example.com'
    >>> email_key("li.wei at example.com")
    ''
    """
    text = unicodedata.normalize("NFKC", address or "").strip().lower()
    return text if _EMAIL.fullmatch(text) else ""


def name_key(name: str | None) -> str:
    """A company's name without spaces, punctuation and form of business.

    >>> name_key("Acme Steel Co., Ltd.") == name_key("ACME  steel")
    True
    >>> name_key("上海钢材（集团）有限公司")
    '上海钢材'
    """
    text = unicodedata.normalize("NFKC", name or "").casefold()
    key = "".join(char for char in text if char.isalnum())
    shortened = True
    while shortened:
        shortened = False
        for form in _LEGAL_FORMS:
            rest = key.removesuffix(form)
            if rest != key and len(rest) >= _SHORTEST_NAME:
                key, shortened = rest, True
    return key if len(key) >= _SHORTEST_NAME else ""


def vat_key(number: str | None) -> str:
    """A tax number in capitals, without spaces and punctuation.

    >>> vat_key("be 0477-472.701")
    'BE0477472701'
    >>> vat_key("/")
    ''
    """
    text = unicodedata.normalize("NFKC", number or "").upper()
    return "".join(char for char in text if char.isalnum())


def domain_key(address: str | None) -> str:
    """The domain of an e-mail address, empty when it is none.

    Whether it belongs to one customer, or to a mail provider that thousands use, is
    not known here.

    >>> domain_key("Li.Wei@Suzhou-Valve.example")
    'suzhou-valve.example'
    """
    return email_key(address).rpartition("@")[2]


def website_key(address: str | None) -> str:
    """The host of a website, empty when it is none.

    >>> website_key("https://www.Suzhou-Valve.example:8080/en?page=1")
    'suzhou-valve.example'
    >>> website_key("ask Mr Li")
    ''
    """
    text = unicodedata.normalize("NFKC", address or "").strip().lower()
    found = _HOST.match(text)
    return found["host"] if found else ""


def find(
    candidates: dict[int, Keys], known: Iterable[tuple[int, Keys]]
) -> dict[int, dict[int, tuple[str, ...]]]:
    """Which known customers the candidates may be, and why.

    :param dict candidates: keys by the candidate's number
    :param known: pairs of a customer's id and keys; one customer may come several
        times, once for each of its contacts
    :return: by candidate: by customer, the kinds of keys in common. Those with the most
        in common come first.
    """
    by_key = defaultdict(set)
    for number, keys in candidates.items():
        for spelling in keys.spellings():
            by_key[spelling].add(number)
    found = defaultdict(lambda: defaultdict(set))
    for customer, keys in known:
        for spelling in keys.spellings() & by_key.keys():
            for number in by_key[spelling]:
                found[number][customer].add(spelling[0])
    return {
        number: {
            customer: tuple(kind for kind in KINDS if kind in kinds)
            for customer, kinds in sorted(
                customers.items(), key=lambda item: (-len(item[1]), item[0])
            )
        }
        for number, customers in found.items()
    }


def find_earlier(candidates: Iterable[tuple[int, Keys]]) -> dict[int, int]:
    """Of what is entered together: which earlier entry says the same.

    A name alone tells companies apart too badly when two people of one company gave
    their cards, so the person's phone or e-mail, or the tax number must agree.

    :param candidates: pairs of number and keys, in the order of entry
    :return: number of the first entry with a key in common, by number
    """
    first = {}
    earlier = {}
    for number, keys in candidates:
        for kind in ("phone", "email", "vat"):
            key = getattr(keys, kind)
            if not key:
                continue
            before = first.setdefault((kind, key), number)
            if before != number:
                earlier.setdefault(number, before)
    return earlier
